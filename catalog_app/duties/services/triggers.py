"""Trigger days (起算日期): entered and taken away by clerks; duties follow at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import select

from catalog_app.accounts import audit
from catalog_app.accounts.audit import Actor
from catalog_app.catalogs.models import Entry
from catalog_app.catalogs.services import entry as entry_by_id
from catalog_app.checks.models import TriggerDay
from catalog_app.checks.privacy import mask
from catalog_app.clock import china_date
from catalog_app.database import session, transaction
from catalog_app.duties.errors import DayOutOfRange, TriggerDayTwice, TriggerUnknown
from catalog_app.duties.reckoning import start_of, takes_triggers
from catalog_app.duties.services.reckoning import reckon_entries
from catalog_app.errors import NotFound
from domains.time_limit import parse

HAPPENED_MAX = 200
EARLIEST = timedelta(days=5 * 366)
LATEST = timedelta(days=366)


def trigger_choices(limit: str | None) -> list[tuple[str, str]]:
    """What a day may be entered for: (trigger, the part in words) of each part that counts from a
    day somebody knows."""
    parts = (part for part in parse(limit or "").parts if takes_triggers(part))
    return list({start_of(part): part.in_words() for part in parts}.items())


def trigger_days(entry_id: int) -> Sequence[TriggerDay]:
    """The entry's trigger days, newest first."""
    query = select(TriggerDay).where(TriggerDay.entry_id == entry_id)
    return session().scalars(query.order_by(TriggerDay.day.desc(), TriggerDay.id.desc())).all()


def add_trigger_day(
    entry_id: int, trigger: str, day: date, happened: str, *, by: Actor, at: datetime
) -> TriggerDay:
    """Enter the day a limit began. Personal numbers in `happened` are masked.

    Raises NotFound, TriggerUnknown, TriggerDayTwice, DayOutOfRange."""
    _refuse_far(day, china_date(at))
    with transaction() as current:
        entry = entry_by_id(entry_id)
        if trigger not in dict(trigger_choices(entry.version.time_limit)):
            raise TriggerUnknown()
        same = (TriggerDay.entry_id == entry_id, TriggerDay.day == day)
        if current.scalar(select(TriggerDay.id).where(*same, TriggerDay.trigger == trigger)):
            raise TriggerDayTwice(day=day)
        found = TriggerDay(
            entry=entry,
            trigger=trigger,
            day=day,
            happened=mask(happened),
            author_id=by.id,
            author_name=by.name,
            at=at,
        )
        current.add(found)
        current.flush()
        audit.record(
            current,
            "trigger_day.added",
            found,
            by=by,
            at=at,
            region_id=entry.catalog.region_id,
            summary=f"登记起算日期：{entry.version.name}",
            after=_told(found),
        )
        reckon_entries(current, [entry_id], at)
    return found


def remove_trigger_day(entry_id: int, trigger_day_id: int, *, by: Actor, at: datetime) -> None:
    """Take a trigger day away; its duty goes with it. Raises NotFound."""
    with transaction() as current:
        found = current.get(TriggerDay, trigger_day_id)
        if found is None or found.entry_id != entry_id:
            raise NotFound(what="起算日期")
        entry = current.get_one(Entry, entry_id)
        audit.record(
            current,
            "trigger_day.removed",
            found,
            by=by,
            at=at,
            region_id=entry.catalog.region_id,
            summary=f"删除起算日期：{entry.version.name}",
            before=_told(found),
        )
        current.delete(found)
        current.flush()
        reckon_entries(current, [entry_id], at)


def _told(found: TriggerDay) -> dict[str, str | int]:
    return {"day": str(found.day), "happened": found.happened, "entry_id": found.entry_id}


def _refuse_far(day: date, today: date) -> None:
    first, last = today - EARLIEST, today + LATEST
    if not first <= day <= last:
        raise DayOutOfRange(first=first, last=last)
