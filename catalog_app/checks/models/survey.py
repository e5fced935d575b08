"""Surveys of a county's site, the pages they found, and the links proposed from them (链接建议)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog_app.accounts.models import User
from catalog_app.catalogs.models import Catalog, Entry, Publication
from catalog_app.database import Base
from catalog_app.regions.models import Region


class SiteSurvey(Base):
    """One bounded walk over the disclosure columns of a region's sites; resumes after a crash.

    `page_limit` is the number of pages opened on each site at most."""

    __tablename__ = "site_survey"
    __table_args__ = (
        CheckConstraint("state IN ('queued','running','finished','stopped')", name="state_known"),
        CheckConstraint("page_limit > 0", name="opens_pages"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    region_id: Mapped[int] = mapped_column(ForeignKey("region.id"), index=True)
    requested_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    state: Mapped[str] = mapped_column(default="queued", index=True)
    page_limit: Mapped[int]
    created_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    note: Mapped[str | None]

    region: Mapped[Region] = relationship()
    requested_by: Mapped[User | None] = relationship()


class SurveyPage(Base):
    """An address that a survey opens or has opened.

    `key` is the address without what changes nothing (session, index.html, scheme); `shape` the
    same with its numbers left out. `rank` says how soon it is opened (0 first), `list_page` which
    page of a column's list it is. Of an opened page: its `outcome`, the `text_hash` by which the
    same page under another address is known, and how many new pages it told of (`fresh`).
    """

    __tablename__ = "survey_page"
    __table_args__ = (
        UniqueConstraint("survey_id", "key"),
        Index("ix_survey_page_next", "survey_id", "host", "done", "rank", "depth"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    survey_id: Mapped[int] = mapped_column(ForeignKey("site_survey.id", ondelete="CASCADE"))
    host: Mapped[str]
    url: Mapped[str]
    key: Mapped[str]
    shape: Mapped[str]
    rank: Mapped[int]
    depth: Mapped[int]
    list_page: Mapped[int] = mapped_column(default=1)
    done: Mapped[bool] = mapped_column(default=False)
    outcome: Mapped[str | None]
    text_hash: Mapped[str | None]
    fresh: Mapped[int] = mapped_column(default=0)


class SitePage(Base):
    """A page of a region's site as the last survey saw it. One that only stood in a list (`was_read`
    False) has the title and date of its row, the column and breadcrumb of the list."""

    __tablename__ = "site_page"
    __table_args__ = (
        UniqueConstraint("region_id", "key"),
        Index("ix_site_page_region_site", "region_id", "site"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    region_id: Mapped[int] = mapped_column(ForeignKey("region.id"))
    site: Mapped[str]
    url: Mapped[str]
    key: Mapped[str]
    title: Mapped[str]
    kind: Mapped[str]
    column_name: Mapped[str | None]
    breadcrumb: Mapped[list[str]] = mapped_column(default=list)
    owner: Mapped[str | None]
    published: Mapped[date | None]
    newest_item_date: Mapped[date | None]
    item_count: Mapped[int | None]
    rows: Mapped[list[str]] = mapped_column(default=list)
    found_on: Mapped[str | None]
    was_read: Mapped[bool] = mapped_column(default=False)
    seen_at: Mapped[datetime]


class LinkProposal(Base):
    """A page proposed as the link of an entry, in place of `publication` or as its first link.

    Declined once, it is not proposed again. `replaced` is what an acceptance took away, for undoing
    it: the link there was (url, channel, kind) and the ids of the proposals it outdated.
    """

    __tablename__ = "link_proposal"
    __table_args__ = (
        UniqueConstraint("entry_id", "url"),
        CheckConstraint("state IN ('open','accepted','declined','outdated')", name="state_known"),
        CheckConstraint("score BETWEEN 0 AND 100", name="score_of_100"),
        Index("ix_link_proposal_catalog_state", "catalog_id", "state"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    catalog_id: Mapped[int] = mapped_column(ForeignKey("catalog.id"))
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id", ondelete="CASCADE"), index=True)
    publication_id: Mapped[int | None] = mapped_column(
        ForeignKey("publication.id", ondelete="SET NULL"), index=True
    )
    url: Mapped[str]
    title: Mapped[str]
    kind: Mapped[str]
    score: Mapped[int]
    reasons: Mapped[list[str]] = mapped_column(default=list)
    state: Mapped[str] = mapped_column(default="open")
    made_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    decided_by_name: Mapped[str | None]
    replaced: Mapped[dict[str, Any] | None]

    catalog: Mapped[Catalog] = relationship()
    entry: Mapped[Entry] = relationship()
    publication: Mapped[Publication | None] = relationship()
