"""How far each domain has come, and what was changed last, in the regions a user looks after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import aliased

from catalog_app.accounts import policy
from catalog_app.accounts.models import User
from catalog_app.accounts.policy import Permission
from catalog_app.catalogs.models import Catalog, Entry, EntryVersion, Publication
from catalog_app.checks.models import PageCheck, WebPage
from catalog_app.clock import in_china
from catalog_app.database import session
from catalog_app.guides.models import Domain
from catalog_app.regions.models import Region

RECENT = 8
LOOKED_AT = 2000


@dataclass(frozen=True, slots=True)
class DomainProgress:
    """Items in force, how many have a link, how many have one that could be opened when last seen."""

    code: str
    name: str
    catalogs: int
    items: int
    linked: int
    reachable: int


@dataclass(frozen=True, slots=True)
class RecentChange:
    """What one author changed in one catalogue on one day (China time): `entries` of them, last
    `at`; `entry_id` and `name` are those of one of them."""

    catalog_id: int
    region: str
    domain: str
    author: str
    entries: int
    entry_id: int
    name: str
    at: datetime

    @property
    def day(self) -> tuple[int, str, date]:
        return self.catalog_id, self.author, in_china(self.at).date()


def progress(user: User) -> list[DomainProgress]:
    """By domain, in the domains' order; domains without a catalogue are left out. One statement."""
    current = EntryVersion.disposition == "current"
    query = (
        select(
            Domain.code,
            Domain.name,
            func.count(Catalog.id.distinct()),
            _number_of(current),
            _number_of(current & _linked()),
            _number_of(current & _reachable()),
        )
        .join(Catalog, Catalog.domain_code == Domain.code)
        .join(Region, Region.id == Catalog.region_id)
        .outerjoin(Entry, Entry.catalog_id == Catalog.id)
        .outerjoin(EntryVersion, EntryVersion.id == Entry.current_version_id)
        .where(policy.condition(user, Permission.VIEW, Catalog.domain_code))
        .group_by(Domain.code)
        .order_by(Domain.position)
    )
    return [DomainProgress(*row) for row in session().execute(query)]


def recent_changes(user: User) -> Sequence[RecentChange]:
    """Who changed what last, newest first: one line a catalogue, author and day, out of the latest
    LOOKED_AT changes. One statement; an import or a bulk change is one row of it."""
    latest = (
        select(EntryVersion.id)
        .join(Entry, Entry.current_version_id == EntryVersion.id)
        .join(Catalog, Catalog.id == Entry.catalog_id)
        .join(Region, Region.id == Catalog.region_id)
        .where(policy.condition(user, Permission.VIEW, Catalog.domain_code))
        .order_by(EntryVersion.id.desc())
        .limit(LOOKED_AT)
        .subquery()
    )
    query = (
        select(Catalog.id, Region.name, Domain.name, EntryVersion.author_name, func.count())
        .select_from(EntryVersion)
        .add_columns(func.max(Entry.id), func.max(EntryVersion.name), EntryVersion.at)
        .join(latest, latest.c.id == EntryVersion.id)
        .join(Entry, Entry.id == EntryVersion.entry_id)
        .join(Catalog, Catalog.id == Entry.catalog_id)
        .join(Region, Region.id == Catalog.region_id)
        .join(Domain, Domain.code == Catalog.domain_code)
        .group_by(Catalog.id, Region.name, Domain.name, EntryVersion.author_name, EntryVersion.at)
        .order_by(func.max(EntryVersion.id).desc())
    )
    return _by_day([RecentChange(*row) for row in session().execute(query)])[:RECENT]


def _by_day(changes: Sequence[RecentChange]) -> list[RecentChange]:
    """The changes of one day put together under the latest of them."""
    found: dict[tuple[int, str, date], RecentChange] = {}
    for each in changes:
        first = found.get(each.day)
        number = first.entries + each.entries if first else each.entries
        found[each.day] = replace(first or each, entries=number)
    return list(found.values())


def _number_of(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count(case((condition, 1)))


def _linked() -> ColumnElement[bool]:
    return select(Publication.id).where(Publication.entry_id == Entry.id).exists()


def _reachable() -> ColumnElement[bool]:
    link, page = aliased(Publication), aliased(WebPage)
    return (
        select(link.id)
        .join(page, page.url == link.url)
        .join(PageCheck, PageCheck.id == page.last_check_id)
        .where(link.entry_id == Entry.id, PageCheck.link_state == "ok")
        .exists()
    )
