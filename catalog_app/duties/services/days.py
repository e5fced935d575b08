"""The office's own table of days (节假日安排), which wins over the holiday notices."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select

from catalog_app.accounts import audit
from catalog_app.accounts.audit import Actor
from catalog_app.checks.models import SpecialDay
from catalog_app.clock import china_date
from catalog_app.database import session, transaction
from catalog_app.duties.errors import DayOutOfRange
from catalog_app.errors import NotFound

FIRST_YEAR = 2004
"""From when the holiday notices are known; older days concern no duty."""
YEARS_AHEAD = 3


def special_days() -> Sequence[SpecialDay]:
    """The table, newest first."""
    return session().scalars(select(SpecialDay).order_by(SpecialDay.day.desc())).all()


def set_day(day: date, *, is_workday: bool, name: str, by: Actor, at: datetime) -> SpecialDay:
    """Enter a day, or change it. Raises DayOutOfRange."""
    first, last = date(FIRST_YEAR, 1, 1), date(china_date(at).year + YEARS_AHEAD, 12, 31)
    if not first <= day <= last:
        raise DayOutOfRange(first=first, last=last)
    with transaction() as current:
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
    return found


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


def _told(found: SpecialDay) -> dict[str, str]:
    return {
        "day": str(found.day),
        "kind": "上班" if found.is_workday else "休息",
        "name": found.name,
    }
