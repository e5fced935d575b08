"""Search documents: what the public sees of published entries."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog_app.database import Base
from catalog_app.guides.models import Domain
from catalog_app.regions.models import Region


class SearchDocument(Base):
    """One published entry as the public reads it; `id` is the entry's id.

    `elements` holds everything a page of it needs: the elements of the entry, the domain's name and
    the place with its superiors. `tags` are its filters as they stand in the token index (FTS5 on
    SQLite, tsvectors on PostgreSQL, made by the migration). `link_state` is the worst confirmed
    state of its links: ok 可查看, broken 链接失效, unsure 暂时无法判断, unchecked 尚未核查,
    none 没有网上链接.
    """

    __tablename__ = "search_document"
    __table_args__ = (
        CheckConstraint(
            "link_state IN ('ok','broken','unsure','unchecked','none')", name="link_state_known"
        ),
        Index("ix_search_document_catalog_position", "catalog_id", "position"),
        Index("ix_search_document_region_domain", "region_id", "domain_code"),
        # Counting up to 2,000 hits for the filters reads this instead of the wide rows.
        Index("ix_search_document_facets", "id", "domain_code", "region_id"),
    )
    id: Mapped[int] = mapped_column(
        ForeignKey("entry.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    catalog_id: Mapped[int] = mapped_column(ForeignKey("catalog.id"))
    region_id: Mapped[int] = mapped_column(ForeignKey("region.id"))
    domain_code: Mapped[str] = mapped_column(ForeignKey("domain.code"), index=True)
    entry_version_id: Mapped[int] = mapped_column(ForeignKey("entry_version.id"), index=True)
    position: Mapped[int]
    name: Mapped[str]
    group: Mapped[str | None] = mapped_column("item_group")
    owner: Mapped[str | None] = mapped_column(index=True)
    elements: Mapped[dict[str, Any]]
    links: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    link_state: Mapped[str] = mapped_column(default="none")
    checked_at: Mapped[datetime | None]
    newest_published: Mapped[date | None]
    accepted_at: Mapped[datetime] = mapped_column(index=True)
    tags: Mapped[str] = mapped_column(default="")

    region: Mapped[Region] = relationship()
    domain: Mapped[Domain] = relationship()


class OmittedItem(Base):
    """An item of a published catalogue that does not apply in the place, with the reason given;
    `id` is the entry's id. Listed on the domain's page, found by no search."""

    __tablename__ = "search_omitted_item"
    __table_args__ = (Index("ix_search_omitted_item_region_domain", "region_id", "domain_code"),)
    id: Mapped[int] = mapped_column(
        ForeignKey("entry.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    catalog_id: Mapped[int] = mapped_column(ForeignKey("catalog.id"), index=True)
    region_id: Mapped[int] = mapped_column(ForeignKey("region.id"))
    domain_code: Mapped[str] = mapped_column(ForeignKey("domain.code"))
    position: Mapped[int]
    name: Mapped[str]
    reason: Mapped[str]
