"""Addresses, what each check saw there (核查记录), and the text of the pages as they were."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from catalog_app.database import Base


class WebPage(Base):
    """An address, once, however many entries point to it; with what the last check saw.

    The daily patrol leaves it out until `due_on`, `interval_days` after its last visit: see
    `services.intervals`."""

    __tablename__ = "web_page"
    id: Mapped[int] = mapped_column(primary_key=True)
    url: Mapped[str] = mapped_column(unique=True)
    host: Mapped[str] = mapped_column(index=True)
    etag: Mapped[str | None]
    last_modified: Mapped[str | None]
    last_check_id: Mapped[int | None] = mapped_column(
        ForeignKey("page_check.id", use_alter=True), index=True
    )
    interval_days: Mapped[int] = mapped_column(default=1)
    due_on: Mapped[date | None]

    last_check: Mapped[PageCheck | None] = relationship(
        foreign_keys=[last_check_id], post_update=True
    )


class TextSnapshot(Base):
    """The text of a page as it was, compressed, kept once per content, personal data masked."""

    __tablename__ = "text_snapshot"
    hash: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[bytes] = deferred(mapped_column(LargeBinary))


class PageCheck(Base):
    """What one run saw at one address. Append-only; one a run and page. `rendered`: its scripts
    were run to see it. `files` are its attachments as they were read, `elements` what became of
    each promised content element, by link: name, verdict, quote. Personal data is masked."""

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
    snapshot_hash: Mapped[str | None] = mapped_column(ForeignKey("text_snapshot.hash"), index=True)
    rendered: Mapped[bool] = mapped_column(default=False)
    files: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    elements: Mapped[dict[str, Any]] = mapped_column(default=dict)

    web_page: Mapped[WebPage] = relationship(foreign_keys=[web_page_id])

    @property
    def files_unseen(self) -> int:
        """How many files of the page were not looked at: a visit opens only the first few."""
        linked = (self.reading or {}).get("attachments") or ()
        return max(0, len(linked) - len(self.files))

    @property
    def missed_rules(self) -> list[str]:
        """Ids of the rules that some entry's link to the page did not meet."""
        links = self.verdicts.values()
        return sorted({rule for link in links for rule, told in link.items() if told == "not_met"})
