"""The hosts that entries link to, for those who look after them: pages, pace, last answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select

from catalog_app.accounts import policy
from catalog_app.accounts.policy import Permission
from catalog_app.catalogs.models import Catalog, Entry, EntryVersion, Publication
from catalog_app.checks.fetch import HostPlan
from catalog_app.checks.models import PageCheck, WebHost, WebPage
from catalog_app.checks.services.hosts import Manners
from catalog_app.database import session
from catalog_app.paging import PAGE_SIZE, Page
from catalog_app.regions.models import Region


@dataclass(frozen=True, slots=True)
class HostRow:
    """One host: how many pages the user's entries link there, how many of them are broken or could
    not be judged last time, and what is known of the host (None: never visited)."""

    host: str
    pages: int
    broken: int
    unsure: int
    known: WebHost | None
    plan: HostPlan

    @property
    def asked(self) -> float | None:
        """Seconds between two pages that its robots.txt asks for."""
        return self.known.crawl_delay if self.known else None

    @property
    def delay(self) -> float:
        """Seconds between two pages as we visit it."""
        return Manners(self.asked).plan(self.plan).delay

    @property
    def capped(self) -> bool:
        """It asks for more patience than a patrol has."""
        return (self.asked or 0.0) > self.delay


def hosts_for(user: Any, plan: HostPlan, page: int = 1) -> Page[HostRow]:
    """Hosts linked by entries that the user may see, the worst first; three statements. `plan` is
    our own pace."""
    query = _counted(user)
    total = session().scalar(select(func.count()).select_from(query.subquery())) or 0
    page = min(max(1, page), max(1, -(-total // PAGE_SIZE)))
    worst = query.order_by(_count_of("broken").desc(), _count_of("unsure").desc(), WebPage.host)
    rows = session().execute(worst.limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE)).all()
    known = _known([row.host for row in rows])
    found = [
        HostRow(row.host, row.pages, row.broken, row.unsure, known.get(row.host), plan)
        for row in rows
    ]
    return Page(found, page, PAGE_SIZE, total)


def _counted(user: Any) -> Select[str, int, int, int]:
    """(host, pages, broken, unsure) for every host with a page the user's entries link."""
    linked = (
        select(Publication.url)
        .join(Entry, Publication.entry_id == Entry.id)
        .join(EntryVersion, Entry.current_version_id == EntryVersion.id)
        .join(Catalog, Entry.catalog_id == Catalog.id)
        .join(Region, Catalog.region_id == Region.id)
        .where(
            EntryVersion.disposition == "current",
            policy.condition(user, Permission.VIEW, Catalog.domain_code),
        )
    )
    return (
        select(
            WebPage.host,
            func.count().label("pages"),
            _count_of("broken").label("broken"),
            _count_of("unsure").label("unsure"),
        )
        .join(PageCheck, WebPage.last_check_id == PageCheck.id, isouter=True)
        .where(WebPage.url.in_(linked), WebPage.host != "")
        .group_by(WebPage.host)
    )


def _count_of(state: str) -> ColumnElement[int]:
    return func.sum(case((PageCheck.link_state == state, 1), else_=0))


def _known(hosts: Sequence[str]) -> dict[str, WebHost]:
    rows = session().scalars(select(WebHost).where(WebHost.host.in_(hosts)))
    return {row.host: row for row in rows}
