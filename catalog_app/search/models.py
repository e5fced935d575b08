"""Search documents: what the public sees of published entries."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog_app.database import Base
from catalog_app.guides.models import Domain
from catalog_app.regions.models import Region

LINK_STATES = ("ok", "broken", "unsure", "unchecked", "none")


class SearchDocument(Base):
    """One published entry as the public reads it; `id` is the entry's id.

    `link_state` is the worst confirmed state of its links: ok 可查看, broken 链接失效,
    unsure 暂时无法判断, unchecked 尚未核查, none 没有网上链接. The token index beside it
    (FTS5 on SQLite, a tsvector column on PostgreSQL) is made by the migration.
    """

    __tablename__ = "search_document"
    __table_args__ = (
        CheckConstraint(
            "link_state IN ('ok','broken','unsure','unchecked','none')", name="link_state_known"
        ),
        Index("ix_search_document_catalog_position", "catalog_id", "position"),
        Index("ix_search_document_region_domain", "region_id", "domain_code"),
    )
    id: Mapped[int] = mapped_column(
        ForeignKey("entry.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    catalog_id: Mapped[int] = mapped_column(ForeignKey("catalog.id"))
    region_id: Mapped[int] = mapped_column(ForeignKey("region.id"))
    domain_code: Mapped[str] = mapped_column(ForeignKey("domain.code"), index=True)
    entry_version_id: Mapped[int] = mapped_column(ForeignKey("entry_version.id"))
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

    region: Mapped[Region] = relationship()
    domain: Mapped[Domain] = relationship()
