"""Which findings a person looks at: what the filter of the worklist may ask, as conditions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, case, func, literal, or_, select
from sqlalchemy.orm import joinedload

from catalog_app.accounts import policy
from catalog_app.accounts.policy import Permission
from catalog_app.catalogs.models import Catalog, Entry, EntryVersion
from catalog_app.checks.life import OPEN_STATES
from catalog_app.checks.models import Finding
from catalog_app.clock import CHINA
from catalog_app.database import session
from catalog_app.regions.models import Region

SEVERITY_ORDER = {"block": 0, "error": 1, "warning": 2, "info": 3}
STATE_ORDER = {"confirmed": 0, "contested": 1, "suspected": 2, "waived": 3, "fixed": 4}
DEFAULT_STATES = ("confirmed", "contested", "suspected")
MINE, NOBODY = "me", "nobody"
NO_OWNER = "（没有写主体）"
NO_PAGE = "（不涉及网页）"
WITH_PLACE = (
    joinedload(Finding.entry).joinedload(Entry.version),
    joinedload(Finding.publication),
    joinedload(Finding.catalog).joinedload(Catalog.region),
    joinedload(Finding.catalog).joinedload(Catalog.domain),
    joinedload(Finding.assigned_to),
)

STATE_RANK = case(STATE_ORDER, value=Finding.state, else_=9)
SEVERITY_RANK = case(SEVERITY_ORDER, value=Finding.severity, else_=9)
# Written out in the statement: PostgreSQL takes two parameters of one value for two expressions, and
# could not group by them.
OWNER: Any = func.coalesce(EntryVersion.owner, literal(NO_OWNER, literal_execute=True))
PAGE: Any = func.coalesce(Finding.url, literal(NO_PAGE, literal_execute=True))
SORTS: dict[str, tuple[Any, ...]] = {
    "worst": (STATE_RANK, SEVERITY_RANK, Finding.last_seen.desc()),
    "newest": (Finding.first_seen.desc(),),
    "oldest": (Finding.first_seen,),
    "deadline": (Finding.deadline.is_(None), Finding.deadline, STATE_RANK),
    "place": (Region.code, Catalog.domain_code, STATE_RANK, SEVERITY_RANK),
}


@dataclass(frozen=True, slots=True)
class FindingFilter:
    """What the worklist shows; None and empty mean all.

    `here` takes the region alone, without what lies below it. `overdue` needs `today`, the day in
    China. `since` is the first day of the first sighting. `assigned` is MINE, NOBODY or empty.
    """

    region_id: int | None = None
    domain_code: str | None = None
    rule_id: str | None = None
    states: tuple[str, ...] = DEFAULT_STATES
    text: str = ""
    severities: tuple[str, ...] = ()
    assigned: str = ""
    overdue: bool = False
    advisory: bool | None = None
    since: date | None = None
    owner: str = ""
    url: str = ""
    here: bool = False
    sort: str = "worst"
    today: date | None = None


def matching(user: Any, wanted: FindingFilter) -> Any:
    """The findings the user may see and the filter asks for, in no order."""
    return narrowed(select(Finding), user, wanted)


def narrowed(query: Any, user: Any, wanted: FindingFilter) -> Any:
    """Any selection over Finding, Catalog, Region and EntryVersion, narrowed to the filter."""
    return (
        query.select_from(Finding)
        .join(Catalog, Finding.catalog_id == Catalog.id)
        .join(Region, Finding.region_id == Region.id)
        .join(Entry, Finding.entry_id == Entry.id, isouter=True)
        .join(EntryVersion, Entry.current_version_id == EntryVersion.id, isouter=True)
        .where(policy.condition(user, Permission.VIEW, Catalog.domain_code))
        .where(*_place(wanted), *_kind(wanted), *_work(user, wanted))
    )


def ordered(query: Any, sort: str) -> Any:
    """By one of SORTS, equal ones by their numbers."""
    return query.order_by(*SORTS.get(sort, SORTS["worst"]), Finding.id)


def is_overdue(today: date | None) -> ColumnElement[bool]:
    """Still open after the day it was to be seen to by."""
    return Finding.deadline.is_not(None) & (Finding.deadline < today) & is_open()


def is_open() -> ColumnElement[bool]:
    """The condition that a finding is neither fixed nor waived."""
    return Finding.state.in_(sorted(OPEN_STATES))


def _place(wanted: FindingFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.region_id is not None:
        top = session().get_one(Region, wanted.region_id)
        found.append(Region.id == top.id if wanted.here else Region.path.startswith(top.path))
    if wanted.domain_code:
        found.append(Catalog.domain_code == wanted.domain_code)
    if wanted.owner:
        found.append(wanted.owner == OWNER)
    if wanted.url:
        found.append(wanted.url == PAGE)
    return found


def _kind(wanted: FindingFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [Finding.state.in_(wanted.states)]
    if wanted.rule_id:
        found.append(Finding.rule_id == wanted.rule_id)
    if wanted.severities:
        found.append(Finding.severity.in_(wanted.severities))
    if wanted.advisory is not None:
        found.append(Finding.advisory.is_(wanted.advisory))
    if wanted.text:
        named = EntryVersion.name.contains(wanted.text, autoescape=True)
        told = Finding.message.contains(wanted.text, autoescape=True)
        found.append(or_(named, told, Finding.url.contains(wanted.text, autoescape=True)))
    return found


def _work(user: Any, wanted: FindingFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.assigned == MINE:
        found.append(Finding.assigned_to_id == getattr(user, "id", None))
    elif wanted.assigned == NOBODY:
        found.append(Finding.assigned_to_id.is_(None))
    if wanted.overdue:
        found.append(is_overdue(wanted.today))
    if wanted.since is not None:
        found.append(Finding.first_seen >= china_midnight(wanted.since))
    return found


def china_midnight(day: date) -> datetime:
    """The moment a day begins in China."""
    return datetime.combine(day, time.min, CHINA)
