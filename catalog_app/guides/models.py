"""Domains (领域), guides (标准指引) and standard items (标准事项)."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog_app.database import Base


class Domain(Base):
    """A field of work with a guide: the 26 pilot domains, further ones, the two affairs domains."""

    __tablename__ = "domain"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('pilot','further','village_affairs','community_affairs')", name="kind_known"
        ),
    )
    code: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int | None]
    name: Mapped[str]
    kind: Mapped[str]
    position: Mapped[int]
    aliases: Mapped[list[str]] = mapped_column(default=list)
    ministry: Mapped[str | None]
    provincial_department: Mapped[str | None]

    @property
    def is_affairs(self) -> bool:
        return self.kind in {"village_affairs", "community_affairs"}


class Guide(Base):
    """One edition of a ministry's guide."""

    __tablename__ = "guide"
    __table_args__ = (UniqueConstraint("domain_code", "edition"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    domain_code: Mapped[str] = mapped_column(ForeignKey("domain.code"), index=True)
    edition: Mapped[int] = mapped_column(default=1)
    title: Mapped[str | None]
    issuer: Mapped[str | None]
    document_number: Mapped[str | None]
    issued: Mapped[str | None]
    current: Mapped[bool] = mapped_column(default=True)

    domain: Mapped[Domain] = relationship()
    items: Mapped[list[StandardItem]] = relationship(
        back_populates="guide", order_by="StandardItem.position"
    )


class StandardItem(Base):
    """One row of a guide's table. `provenance` says how surely it is known: a `recalled` row only
    advises until the provincial department has `confirmed` it."""

    __tablename__ = "standard_item"
    __table_args__ = (
        UniqueConstraint("guide_id", "position"),
        CheckConstraint(
            "provenance IN ('official_page','copy','recalled')", name="provenance_known"
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    guide_id: Mapped[int] = mapped_column(ForeignKey("guide.id"), index=True)
    position: Mapped[int]
    group: Mapped[str | None] = mapped_column("item_group")
    name: Mapped[str]
    content: Mapped[list[str]] = mapped_column(default=list)
    basis: Mapped[list[str]] = mapped_column(default=list)
    time_limit: Mapped[str | None]
    owner: Mapped[str | None]
    method: Mapped[list[str]] = mapped_column(default=list)
    channels: Mapped[list[str]] = mapped_column(default=list)
    audience: Mapped[str | None]
    levels: Mapped[list[str]] = mapped_column(default=list)
    phases: Mapped[list[str]] = mapped_column(default=list)
    note: Mapped[str | None]
    category: Mapped[str | None]
    provenance: Mapped[str]
    source: Mapped[str | None]
    confirmed: Mapped[bool] = mapped_column(default=False)

    guide: Mapped[Guide] = relationship(back_populates="items")
