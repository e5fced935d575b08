"""What people enter for the rules of time: the days a clock starts, and the office's own holidays."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog_app.catalogs.models import Entry
from catalog_app.database import Base


class TriggerDay(Base):
    """A day (起算日期) on which a time limit of an entry began, as a clerk entered it: `trigger` is
    a `LimitPart.trigger` ("decided", "formed" …), `happened` what took place that day."""

    __tablename__ = "trigger_day"
    __table_args__ = (
        Index("ix_trigger_day_entry_day", "entry_id", "day"),
        CheckConstraint("length(happened) > 0", name="says_what_happened"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id", ondelete="CASCADE"))
    trigger: Mapped[str] = mapped_column("trigger_kind")
    day: Mapped[date]
    happened: Mapped[str]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    author_name: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]

    entry: Mapped[Entry] = relationship()


class SettledYear(Base):
    """A year whose holiday notice the office has entered as a whole: its days are provisional no
    longer, though the program's own calendar does not know them yet."""

    __tablename__ = "settled_year"
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    author_name: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]


class SpecialDay(Base):
    """A day of the office's own table (节假日安排), which wins over the holiday notices."""

    __tablename__ = "special_day"
    __table_args__ = (CheckConstraint("length(name) > 0", name="has_name"),)
    day: Mapped[date] = mapped_column(primary_key=True)
    is_workday: Mapped[bool]
    name: Mapped[str]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    author_name: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
