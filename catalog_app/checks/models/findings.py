"""Findings (问题) and the steps of their lives."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog_app.accounts.models import User
from catalog_app.catalogs.models import Catalog, Entry, Publication
from catalog_app.database import Base

FINDING_STATES = ("suspected", "confirmed", "contested", "waived", "fixed")


class Finding(Base):
    """One rule not met by one entry (at one of its links, or as an entry), with its evidence.

    Life: suspected → confirmed (seen on three separate days, or at once where it cannot be
    transient) → fixed; or contested → waived with a reason, until the page's content hash or the
    rule's version changes. `advisory` ones are shown and never deducted. `assigned_to` is who sees
    to it until `deadline`.
    """

    __tablename__ = "finding"
    __table_args__ = (
        UniqueConstraint("subject_key", "rule_id"),
        CheckConstraint(
            "state IN ('suspected','confirmed','contested','waived','fixed')", name="state_known"
        ),
        CheckConstraint("severity IN ('block','error','warning','info')", name="severity_known"),
        CheckConstraint("state <> 'waived' OR reason IS NOT NULL", name="waived_has_reason"),
        Index("ix_finding_region_state", "region_id", "state"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    subject_key: Mapped[str]
    rule_id: Mapped[str] = mapped_column(index=True)
    rule_version: Mapped[int]
    catalog_id: Mapped[int] = mapped_column(ForeignKey("catalog.id"), index=True)
    region_id: Mapped[int] = mapped_column(ForeignKey("region.id"))
    entry_id: Mapped[int | None] = mapped_column(
        ForeignKey("entry.id", ondelete="CASCADE"), index=True
    )
    publication_id: Mapped[int | None] = mapped_column(
        ForeignKey("publication.id", ondelete="SET NULL"), index=True
    )
    standard_item_id: Mapped[int | None] = mapped_column(ForeignKey("standard_item.id"))
    severity: Mapped[str]
    state: Mapped[str] = mapped_column(default="suspected")
    message: Mapped[str]
    remedy: Mapped[str]
    evidence: Mapped[dict[str, Any]] = mapped_column(default=dict)
    seen_days: Mapped[list[str]] = mapped_column(default=list)
    first_seen: Mapped[datetime]
    last_seen: Mapped[datetime]
    fixed_at: Mapped[datetime | None]
    reason: Mapped[str | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    decided_at: Mapped[datetime | None]
    content_hash: Mapped[str | None] = mapped_column(index=True)
    presets_version: Mapped[int] = mapped_column(default=0)
    advisory: Mapped[bool] = mapped_column(default=False)
    url: Mapped[str | None] = mapped_column(index=True)
    assigned_to_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"), index=True)
    deadline: Mapped[date | None]

    catalog: Mapped[Catalog] = relationship()
    entry: Mapped[Entry | None] = relationship()
    publication: Mapped[Publication | None] = relationship()
    assigned_to: Mapped[User | None] = relationship(foreign_keys=[assigned_to_id])
    history: Mapped[list[FindingEvent]] = relationship(
        back_populates="finding", order_by="FindingEvent.id", cascade="all, delete-orphan"
    )

    @property
    def days(self) -> list[date]:
        """The days in China on which the miss was seen, oldest first."""
        return [date.fromisoformat(day) for day in self.seen_days]


class FindingEvent(Base):
    """A step in a finding's life: when, by whom, from what state to what, why. A comment or an
    assignment leaves the state as it is. `decision` is what a person decided, if that was the step."""

    __tablename__ = "finding_event"
    __table_args__ = (
        CheckConstraint("kind IN ('state','comment','assignment')", name="kind_known"),
        CheckConstraint(
            "decision IN ('contested','withdrawn','waived','upheld')", name="decision_known"
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    finding_id: Mapped[int] = mapped_column(
        ForeignKey("finding.id", ondelete="CASCADE"), index=True
    )
    at: Mapped[datetime]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    actor_name: Mapped[str] = mapped_column(default="")
    kind: Mapped[str] = mapped_column(default="state")
    from_state: Mapped[str | None]
    to_state: Mapped[str]
    note: Mapped[str | None]
    decision: Mapped[str | None]

    finding: Mapped[Finding] = relationship(back_populates="history")
