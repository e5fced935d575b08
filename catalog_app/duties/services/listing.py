"""Duties as the calendar shows them: filtered, counted, by month, by owner or region."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, select
from sqlalchemy.orm import contains_eager, joinedload

from catalog_app.accounts import policy
from catalog_app.accounts.policy import Permission
from catalog_app.catalogs.models import Catalog, Entry
from catalog_app.checks.services.histories import workday_calendar
from catalog_app.database import session
from catalog_app.duties.models import Duty
from catalog_app.duties.reckoning import Now
from catalog_app.paging import Page, page_of
from catalog_app.regions.models import Region
from domains.workdays import WorkdayCalendar

STATES = ("late", "reminder", "soon", "coming", "done")
SOON_WORKDAYS = 5
PAGE_SIZE = 20
YIELD = 500
OWNERS_MAX = 300
COMPARED_MAX = 60


@dataclass(frozen=True, slots=True)
class DutyFilter:
    """What is asked for; None and empty mean all. `first` and `last` bound the due day; `gaps`
    asks for the entries without a day instead."""

    region_id: int | None = None
    domain_code: str | None = None
    owner: str | None = None
    state: str | None = None
    first: date | None = None
    last: date | None = None
    gaps: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """How the duties of one owner or region stand."""

    name: str
    counts: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def now_of(today: date, calendar: WorkdayCalendar) -> Now:
    """The day, and until when a duty is due soon by the working days of the calendar."""
    return Now(today, calendar.add_workdays(today, SOON_WORKDAYS))


def present(today: date) -> tuple[Now, WorkdayCalendar]:
    """Today as the office's own table of days sees it. One statement."""
    calendar = workday_calendar(session())
    return now_of(today, calendar), calendar


def state_column(now: Now) -> ColumnElement[str]:
    """The state of a duty today, as `reckoning.state_of` says it."""
    return case(
        (Duty.done_on.is_not(None), "done"),
        (and_(Duty.due < now.today, Duty.soft), "reminder"),
        (Duty.due < now.today, "late"),
        (Duty.due <= now.soon, "soon"),
        else_="coming",
    )


def duties_page(user: Any, wanted: DutyFilter, now: Now, number: int = 1) -> Page[Duty]:
    """One page: what is late first, what is done last, each in the order of the days. Two statements
    however many."""
    return page_of(_rows(user, wanted, now), number, PAGE_SIZE)


def duties_rows(user: Any, wanted: DutyFilter, now: Now) -> Iterator[Duty]:
    """All of them for a file, read piece by piece."""
    query = _rows(user, wanted, now).execution_options(yield_per=YIELD)
    yield from session().scalars(query)


def counts(user: Any, wanted: DutyFilter, now: Now) -> dict[str, int]:
    """How many duties by state, and "gap" the entries without a day; the same place and owner,
    whatever state and days the filter asks for. Two statements."""
    every = replace(wanted, state=None, gaps=False, first=None, last=None)
    state = state_column(now).label("state")
    rows = _where(select(state), user, every, now).subquery()
    query = select(rows.c.state, func.count()).group_by(rows.c.state)
    found: dict[str, int] = dict(session().execute(query).all())
    gaps = _where(select(Duty.id), user, replace(every, gaps=True), now).subquery()
    found["gap"] = session().scalar(select(func.count()).select_from(gaps)) or 0
    return found


def by_day(user: Any, wanted: DutyFilter, now: Now) -> dict[date, dict[str, int]]:
    """How many duties end on each day, by state. One statement."""
    state = state_column(now).label("state")
    rows = _where(select(Duty.due, state), user, wanted, now).subquery()
    query = select(rows.c.due, rows.c.state, func.count()).group_by(rows.c.due, rows.c.state)
    found: dict[date, dict[str, int]] = {}
    for day, name, number in session().execute(query):
        found.setdefault(day, {})[name] = number
    return found


def compared(user: Any, wanted: DutyFilter, now: Now, *, owners: bool) -> list[Share]:
    """How owners, or regions, stand beside one another, most late first. One statement."""
    state = state_column(now).label("state")
    name = Duty.owner if owners else Region.name
    key = Duty.owner if owners else Region.id
    rows = _where(select(key.label("id"), name.label("name"), state), user, wanted, now).subquery()
    query = select(rows.c.id, rows.c.name, rows.c.state, func.count()).group_by(
        rows.c.id, rows.c.name, rows.c.state
    )
    found: dict[Any, tuple[str, dict[str, int]]] = {}
    for each, label, state_name, number in session().execute(query):
        found.setdefault(each, (label or "未填写", {}))[1][state_name] = number
    shares = [Share(label, numbers) for label, numbers in found.values()]
    return sorted(shares, key=lambda s: (-s.counts.get("late", 0), -s.total, s.name))[:COMPARED_MAX]


def owners_of(user: Any, wanted: DutyFilter, now: Now) -> Sequence[str]:
    """Owners to choose from, in the place and domain asked for."""
    every = DutyFilter(region_id=wanted.region_id, domain_code=wanted.domain_code)
    query = _joined(select(Duty.owner), user, every).where(Duty.owner != "").distinct()
    return session().scalars(query.order_by(Duty.owner).limit(OWNERS_MAX)).all()


def of_entries(entry_ids: Iterable[int]) -> dict[int, list[Duty]]:
    """The duties of these entries, next ones first, then what is done, then gaps."""
    query = (
        select(Duty)
        .where(Duty.entry_id.in_(list(entry_ids)))
        .order_by(Duty.done_on.is_not(None), Duty.due, Duty.id)
    )
    found: dict[int, list[Duty]] = {}
    for duty in session().scalars(query):
        found.setdefault(duty.entry_id, []).append(duty)
    return found


def _rows(user: Any, wanted: DutyFilter, now: Now) -> Select[Duty]:
    query: Select[Duty] = _where(select(Duty), user, wanted, now).options(
        contains_eager(Duty.catalog).joinedload(Catalog.domain),
        contains_eager(Duty.region),
        joinedload(Duty.entry).joinedload(Entry.version),
    )
    state = state_column(now)
    urgent_first = case((state == "late", 0), (state == "done", 2), else_=1)
    return query.order_by(urgent_first, Duty.due, Duty.region_id, Duty.entry_id, Duty.id)


def _where(query: Any, user: Any, wanted: DutyFilter, now: Now) -> Any:
    query = _joined(query, user, wanted)
    query = query.where(Duty.due.is_(None) if wanted.gaps else Duty.due.is_not(None))
    if wanted.owner:
        query = query.where(Duty.owner == wanted.owner)
    if wanted.state and not wanted.gaps:
        query = query.where(state_column(now) == wanted.state)
    bounds = [Duty.due >= wanted.first] if wanted.first else []
    bounds += [Duty.due <= wanted.last] if wanted.last else []
    return query.where(and_(True, *bounds))


def _joined(query: Any, user: Any, wanted: DutyFilter) -> Any:
    query = (
        query.join(Catalog, Duty.catalog_id == Catalog.id)
        .join(Region, Duty.region_id == Region.id)
        .where(policy.condition(user, Permission.VIEW, Catalog.domain_code))
    )
    if wanted.region_id is not None:
        top = session().get_one(Region, wanted.region_id)
        query = query.where(Region.path.startswith(top.path))
    if wanted.domain_code:
        query = query.where(Catalog.domain_code == wanted.domain_code)
    return query
