"""The demonstration's days to count from: duties that are late, due soon, coming and done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy import select

from catalog_app.accounts import audit
from catalog_app.accounts.models import User
from catalog_app.catalogs.models import Catalog, Entry, EntryVersion
from catalog_app.checks.services.histories import dates_of
from catalog_app.clock import china_date
from catalog_app.database import session
from catalog_app.duties import services

HAPPENED = "作出决定（演示）"
WORKDAYS_AGO = (40, 24, 18, 16, 8, 2, 1)
"""Under a limit of twenty working days: late, late, soon, soon, coming …"""
ROUNDS = 3
LIMIT = "20个工作日"


def enter_trigger_days(region_id: int, user: User, *, at: datetime) -> None:
    """A day for several entries of twenty working days, such that nothing was published since."""
    today, by = china_date(at), audit.actor(user)
    _, calendar = services.present(today)
    days = [calendar.add_workdays(today, -back) for back in WORKDAYS_AGO] * ROUNDS
    for entry_id, trigger, last in _candidates(region_id):
        fits = next((day for day in days if last is None or day > last), None)
        if fits is not None:
            services.add_trigger_day(entry_id, trigger, fits, HAPPENED, by=by, at=at)
            days.remove(fits)


def _candidates(region_id: int) -> Iterator[tuple[int, str, date | None]]:
    """Entries that wait for a day, what it is called, and the last publication seen on their pages:
    every fifth of a domain, so that they are spread over the offices."""
    query = (
        select(Entry.id, EntryVersion.time_limit)
        .join(EntryVersion, Entry.current_version_id == EntryVersion.id)
        .join(Catalog, Entry.catalog_id == Catalog.id)
        .where(Catalog.region_id == region_id, EntryVersion.time_limit.contains(LIMIT))
        .order_by(Entry.position % 5, Entry.catalog_id, Entry.id)
    )
    rows = session().execute(query).all()
    dates = dates_of(session(), [entry_id for entry_id, _ in rows])
    for entry_id, limit in rows:
        choices = services.trigger_choices(limit)
        if choices:
            shown = [page.shown for page in dates[entry_id] if page.shown]
            yield entry_id, choices[0][0], max(shown, default=None)
