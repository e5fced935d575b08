"""The office's own table of days (节假日安排), which wins over the holiday notices."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.accounts import audit
from catalog_app.accounts.audit import Actor
from catalog_app.checks.models import SettledYear, SpecialDay
from catalog_app.clock import china_date
from catalog_app.database import session, transaction
from catalog_app.duties.errors import DayOutOfRange
from catalog_app.errors import NotFound

FIRST_YEAR = 2004
"""From when the holiday notices are known; older days concern no duty."""
YEARS_AHEAD = 3
ONE_DAY = timedelta(days=1)
LONGEST = timedelta(days=15)
"""No holiday is longer; more days at once are a slip of the year."""


def special_days() -> Sequence[SpecialDay]:
    """The table, newest first."""
    return session().scalars(select(SpecialDay).order_by(SpecialDay.day.desc())).all()


def set_days(
    first: date, last: date, *, is_workday: bool, name: str, by: Actor, at: datetime
) -> list[date]:
    """Enter the days from first to last, or change them. Raises DayOutOfRange."""
    _refuse_far(first, last, china_date(at))
    with transaction() as current:
        days = [first + ONE_DAY * n for n in range((last - first).days + 1)]
        for day in days:
            _set_day(current, day, is_workday=is_workday, name=name, by=by, at=at)
    return days


def _refuse_far(first: date, last: date, today: date) -> None:
    earliest, latest = _bounds(today)
    if not (earliest <= first <= latest and earliest <= last <= latest):
        raise DayOutOfRange(first=earliest, last=latest)
    if not timedelta(0) <= last - first < LONGEST:
        raise DayOutOfRange(first=first, last=first + LONGEST - ONE_DAY)


def _bounds(today: date) -> tuple[date, date]:
    return date(FIRST_YEAR, 1, 1), date(today.year + YEARS_AHEAD, 12, 31)


def _set_day(
    current: Session, day: date, *, is_workday: bool, name: str, by: Actor, at: datetime
) -> None:
    found = current.get(SpecialDay, day)
    before = _told(found) if found else None
    if found is None:
        found = SpecialDay(day=day)
        current.add(found)
    found.is_workday, found.name = is_workday, name
    found.author_id, found.author_name, found.at = by.id, by.name, at
    current.flush()
    audit.record(
        current,
        "special_day.set",
        found,
        by=by,
        at=at,
        summary=f"设置节假日安排：{day}",
        before=before,
        after=_told(found),
    )


def remove_day(day: date, *, by: Actor, at: datetime) -> None:
    """Let the holiday notices decide this day again. Raises NotFound."""
    with transaction() as current:
        found = current.get(SpecialDay, day)
        if found is None:
            raise NotFound(what="这一天的安排")
        audit.record(
            current,
            "special_day.removed",
            found,
            by=by,
            at=at,
            summary=f"删除节假日安排：{day}",
            before=_told(found),
        )
        current.delete(found)


def settled_years() -> dict[int, SettledYear]:
    """The years whose notice is entered as a whole."""
    return {each.year: each for each in session().scalars(select(SettledYear))}


def settle_year(year: int, *, settled: bool, by: Actor, at: datetime) -> None:
    """Say that a year's notice is entered as a whole, or that it is not after all.
    Raises DayOutOfRange."""
    earliest, latest = _bounds(china_date(at))
    if not earliest.year <= year <= latest.year:  # of other years there may be no day at all
        raise DayOutOfRange(first=earliest, last=latest)
    with transaction() as current:
        found = current.get(SettledYear, year)
        if settled == (found is not None):
            return
        kept = found or SettledYear(year=year, author_id=by.id, author_name=by.name, at=at)
        if settled:
            current.add(kept)
            current.flush()
        words = "已登记完" if settled else "还没有登记完"
        action = "settled_year.set" if settled else "settled_year.removed"
        audit.record(current, action, kept, by=by, at=at, summary=f"节假日安排：{year}年{words}")
        if not settled:
            current.delete(kept)


def _told(found: SpecialDay) -> dict[str, str]:
    return {
        "day": str(found.day),
        "kind": "上班" if found.is_workday else "休息",
        "name": found.name,
    }
