"""Pages, check runs (核查批次), page checks (核查记录) and findings (问题)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from catalog_app.accounts.models import User
from catalog_app.catalogs.models import Catalog, Entry, Publication
from catalog_app.database import Base
from catalog_app.guides.models import Domain
from catalog_app.regions.models import Region

FINDING_STATES = ("suspected", "confirmed", "contested", "waived", "fixed")


class WebPage(Base):
    """An address, once, however many entries point to it; with what the last check saw."""

    __tablename__ = "web_page"
    id: Mapped[int] = mapped_column(primary_key=True)
    url: Mapped[str] = mapped_column(unique=True)
    host: Mapped[str] = mapped_column(index=True)
    etag: Mapped[str | None]
    last_modified: Mapped[str | None]
    last_check_id: Mapped[int | None] = mapped_column(ForeignKey("page_check.id", use_alter=True))

    last_check: Mapped[PageCheck | None] = relationship(
        foreign_keys=[last_check_id], post_update=True
    )


class CheckRun(Base):
    """One pass over a set of publications; resumes where it stood after a crash."""

    __tablename__ = "check_run"
    __table_args__ = (
        CheckConstraint("state IN ('queued','running','finished','stopped')", name="state_known"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    region_id: Mapped[int | None] = mapped_column(ForeignKey("region.id"), index=True)
    domain_code: Mapped[str | None] = mapped_column(ForeignKey("domain.code"))
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("entry.id", ondelete="SET NULL"))
    requested_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    state: Mapped[str] = mapped_column(default="queued", index=True)
    page_count: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]

    region: Mapped[Region | None] = relationship()
    domain: Mapped[Domain | None] = relationship()
    entry: Mapped[Entry | None] = relationship()
    requested_by: Mapped[User | None] = relationship()


class RunPage(Base):
    """A page planned in a run. Done when its page check stands."""

    __tablename__ = "run_page"
    __table_args__ = (
        UniqueConstraint("run_id", "web_page_id"),
        Index("ix_run_page_run_host_done", "run_id", "host", "done"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("check_run.id", ondelete="CASCADE"))
    web_page_id: Mapped[int] = mapped_column(ForeignKey("web_page.id"))
    host: Mapped[str]
    done: Mapped[bool] = mapped_column(default=False)


class TextSnapshot(Base):
    """The text of a page as it was, compressed, kept once per content, personal data masked."""

    __tablename__ = "text_snapshot"
    hash: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[bytes] = deferred(mapped_column(LargeBinary))


class PageCheck(Base):
    """What one run saw at one address. Append-only; one a run and page."""

    __tablename__ = "page_check"
    __table_args__ = (
        UniqueConstraint("run_id", "web_page_id"),
        Index("ix_page_check_web_page_at", "web_page_id", "at"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("check_run.id", ondelete="CASCADE"))
    web_page_id: Mapped[int] = mapped_column(ForeignKey("web_page.id"))
    at: Mapped[datetime]
    outcome: Mapped[str]
    status: Mapped[int | None]
    final_url: Mapped[str | None]
    redirects: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    headers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    elapsed_ms: Mapped[int | None]
    link_state: Mapped[str]
    detail: Mapped[str | None]
    reading: Mapped[dict[str, Any] | None]
    verdicts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    content_hash: Mapped[str | None]
    snapshot_hash: Mapped[str | None] = mapped_column(ForeignKey("text_snapshot.hash"))

    web_page: Mapped[WebPage] = relationship(foreign_keys=[web_page_id])

    @property
    def missed_rules(self) -> list[str]:
        """Ids of the rules that some entry's link to the page did not meet."""
        links = self.verdicts.values()
        return sorted({rule for link in links for rule, told in link.items() if told == "not_met"})


class Finding(Base):
    """One rule not met by one entry (at one of its links, or as an entry), with its evidence.

    Life: suspected → confirmed (seen on three separate days, or at once where it cannot be
    transient) → fixed; or contested → waived with a reason, until the page's content hash or the
    rule's version changes.
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
    content_hash: Mapped[str | None]

    catalog: Mapped[Catalog] = relationship()
    entry: Mapped[Entry | None] = relationship()
    publication: Mapped[Publication | None] = relationship()
    history: Mapped[list[FindingEvent]] = relationship(
        back_populates="finding", order_by="FindingEvent.id", cascade="all, delete-orphan"
    )

    @property
    def days(self) -> list[date]:
        """The days in China on which the miss was seen, oldest first."""
        return [date.fromisoformat(day) for day in self.seen_days]


class FindingEvent(Base):
    """A step in a finding's life: when, by whom, from what state to what, why."""

    __tablename__ = "finding_event"
    id: Mapped[int] = mapped_column(primary_key=True)
    finding_id: Mapped[int] = mapped_column(
        ForeignKey("finding.id", ondelete="CASCADE"), index=True
    )
    at: Mapped[datetime]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    actor_name: Mapped[str] = mapped_column(default="")
    from_state: Mapped[str | None]
    to_state: Mapped[str]
    note: Mapped[str | None]

    finding: Mapped[Finding] = relationship(back_populates="history")
