"""Where a survey begins: the address entered, the sites of the region, what its catalogues link."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from catalog_app.addresses import AddressGuard, refusal
from catalog_app.catalogs.errors import LinkRefused
from catalog_app.catalogs.models import Catalog, Entry, Publication
from catalog_app.checks import ways
from catalog_app.checks.errors import SiteNotListed
from catalog_app.checks.models import LocalSite, PageCheck, WebPage
from catalog_app.checks.services.runs import host_of
from catalog_app.checks.services.sites import host_in, sites_above
from catalog_app.checks.services.survey_reading import Step
from catalog_app.database import session
from catalog_app.regions.models import Organization, Region

HOSTS_MAX = 12
STARTS_A_HOST = 60
SHARED = re.compile(
    r"weixin|weibo|douyin|toutiao|zwfw|ggzy|creditchina|12345|chinatax|gsxt|^www\.gov\.cn$|"
    r"^www\.jl\.gov\.cn$"
)
"""Sites of many counties at once: a survey of one county has no business there."""
SOON = case({"column": 0, "article": 1}, value=Publication.kind, else_=2)


def require_own_site(region: Region, start: str) -> None:
    """Who may not list the region's sites has pages looked for only on sites known as the region's:
    listed for it or its superiors, entered with its offices, or linked by its catalogues.

    Raises SiteNotListed. What is no address at all is left to whoever asks for the survey."""
    host = host_in(start)
    if host is not None and host not in _known_hosts(region, host):
        raise SiteNotListed(host=host, region=region.name)


def _known_hosts(region: Region, host: str) -> set[str | None]:
    """The hosts known as the region's; of those that are only linked, none but `host`."""
    linked = _linked(region).where(Publication.url.contains(f"//{host}", autoescape=True))
    known = {host_in(url) for url in session().scalars(linked)}
    own = {host_in(site) for site in _sites(session(), region)}
    above = {site.host for site in sites_above(region)}
    return own | above | {each for each in known if each and not SHARED.search(each)}


def first_steps(
    current: Session, region: Region, start: str | None, guard: AddressGuard
) -> Iterator[Step]:
    """The address entered, the home pages of the region's sites, and what its catalogues link."""
    entered = (start or "").strip()
    if entered:
        reason = refusal(entered, guard)
        if reason:
            raise LinkRefused(reason=reason)
        yield Step(ways.cleaned(entered), ways.FIRST, 0)
    homes = [ways.cleaned(_whole(site)) for site in _sites(current, region)]
    linked = [ways.cleaned(url) for url in current.scalars(_linked(region))]
    each = Counter(host_of(url) for url in (*homes, *linked) if not SHARED.search(host_of(url)))
    hosts = {host for host, _ in each.most_common(HOSTS_MAX)}
    begun: Counter[str] = Counter()
    for url in (*homes, *linked):
        host = host_of(url)
        if host in hosts and begun[host] < STARTS_A_HOST and ways.leads_on(url, hosts):
            if not begun[host]:
                yield Step(f"{url.partition('://')[0]}://{host}/", ways.FIRST, 0)
            begun[host] += 1
            yield Step(url, ways.FIRST if url in homes else ways.NEAR, 0)


def _sites(current: Session, region: Region) -> Iterator[str]:
    """The sites listed for the region and the places below it, and those of their offices."""
    listed = (
        select(LocalSite.host)
        .join(Region, LocalSite.region_id == Region.id)
        .where(Region.path.startswith(region.path))
        .order_by(LocalSite.id)
    )
    yield from current.scalars(listed)
    query = (
        select(Organization.sites)
        .join(Region, Organization.region_id == Region.id)
        .where(Region.path.startswith(region.path))
        .order_by(Organization.id)
    )
    for sites in current.scalars(query):
        yield from sites


def _linked(region: Region) -> Any:
    """Addresses the catalogues of the region's subtree link, columns first; those found broken lead
    nowhere."""
    broken = (
        select(WebPage.url)
        .join(PageCheck, WebPage.last_check_id == PageCheck.id)
        .where(PageCheck.link_state == "broken")
    )
    return (
        select(Publication.url)
        .join(Entry, Publication.entry_id == Entry.id)
        .join(Catalog, Entry.catalog_id == Catalog.id)
        .join(Region, Catalog.region_id == Region.id)
        .where(Region.path.startswith(region.path), Publication.url.not_in(broken))
        .group_by(Publication.url)
        .order_by(func.min(SOON), func.min(Publication.id))
    )


def _whole(site: str) -> str:
    return site if "://" in site else f"http://{site.strip('/')}/"
