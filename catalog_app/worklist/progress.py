"""How far each domain has come, and what was changed last, in the regions a user looks after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import aliased

from catalog_app.accounts import policy
from catalog_app.accounts.models import User
from catalog_app.accounts.policy import Permission
from catalog_app.catalogs.models import Catalog, Entry, EntryVersion, Publication
from catalog_app.checks.models import PageCheck, WebPage
from catalog_app.database import session
from catalog_app.guides.models import Domain
from catalog_app.regions.models import Region

RECENT = 8


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
    entry_id: int
    name: str
    number: int
    author: str
    at: datetime
    region: str
    domain: str


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
    """The latest versions of entries, newest first. One statement."""
    query = (
        select(
            Entry.id,
            EntryVersion.name,
            EntryVersion.number,
            EntryVersion.author_name,
            EntryVersion.at,
            Region.name,
            Domain.name,
        )
        .join(Entry, Entry.id == EntryVersion.entry_id)
        .join(Catalog, Catalog.id == Entry.catalog_id)
        .join(Region, Region.id == Catalog.region_id)
        .join(Domain, Domain.code == Catalog.domain_code)
        .where(policy.condition(user, Permission.VIEW, Catalog.domain_code))
        .where(EntryVersion.id == Entry.current_version_id)
        .order_by(EntryVersion.id.desc())
        .limit(RECENT)
    )
    return [RecentChange(*row) for row in session().execute(query)]


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
