"""Duties (公开任务) and the calendars that people subscribe to (日历订阅)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog_app.accounts.models import User
from catalog_app.catalogs.models import Catalog, Entry
from catalog_app.database import Base
from catalog_app.duties.reckoning import GAPS, Now, state_of
from catalog_app.regions.models import Region


class Duty(Base):
    """What one part of one entry's time limit demands by `due`, and when it was seen done.

    Reckoned anew from what is known (see `reckoning`), never edited; `key` names the same duty at
    every reckoning. Whether it is coming or late is not kept: that is a matter of today. A part
    that leads to no day has a row with `gap`, the reason, in place of `due`. `soft`: the limit
    names no number or no start, lateness is a reminder only. `provisional`: the holiday notice of
    a counted year is not out. `region_id`, `domain_code` and `owner` are the entry's, for lists.
    """

    __tablename__ = "duty"
    __table_args__ = (
        UniqueConstraint("entry_id", "key"),
        CheckConstraint("(due IS NULL) <> (gap IS NULL)", name="due_or_gap"),
        CheckConstraint("done_on IS NULL OR due IS NOT NULL", name="done_was_due"),
        CheckConstraint("gap IN (" + ",".join(f"'{gap}'" for gap in GAPS) + ")", name="gap_known"),
        Index("ix_duty_region_due", "region_id", "due"),
        Index("ix_duty_due", "due"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id", ondelete="CASCADE"))
    catalog_id: Mapped[int] = mapped_column(ForeignKey("catalog.id"), index=True)
    region_id: Mapped[int] = mapped_column(ForeignKey("region.id"))
    owner: Mapped[str] = mapped_column(default="", index=True)
    key: Mapped[str]
    limit_words: Mapped[str]
    what: Mapped[str]
    due: Mapped[date | None]
    provisional: Mapped[bool] = mapped_column(default=False)
    soft: Mapped[bool] = mapped_column(default=False)
    done_on: Mapped[date | None]
    done_url: Mapped[str | None]
    gap: Mapped[str | None]
    why: Mapped[str]

    entry: Mapped[Entry] = relationship()
    catalog: Mapped[Catalog] = relationship()
    region: Mapped[Region] = relationship()

    def state(self, now: Now) -> str:
        """How it stands: see `state_of`; "gap" without a day."""
        if self.due is None:
            return "gap"
        return state_of(self.due, self.done_on, soft=self.soft, now=now)


class DutyFeed(Base):
    """A subscription to the duties of one organization: `region` and (unless empty) `owner`. Of the
    token in its address only the hash is kept."""

    __tablename__ = "duty_feed"
    __table_args__ = (UniqueConstraint("token_hash"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id", ondelete="CASCADE"), index=True)
    region_id: Mapped[int] = mapped_column(ForeignKey("region.id"))
    owner: Mapped[str] = mapped_column(default="")
    token_hash: Mapped[str]
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]

    user: Mapped[User] = relationship()
    region: Mapped[Region] = relationship()
