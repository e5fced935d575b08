"""Links proposed (链接建议): for items whose link is dead, wrong or missing, the best pages known."""

from __future__ import annotations

import asyncio
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, or_, select, union
from sqlalchemy.orm import Session, joinedload, selectinload

from catalog_app.among import among
from catalog_app.catalogs.models import Catalog, Entry, EntryVersion, Publication
from catalog_app.checks import ways
from catalog_app.checks.life import OPEN_STATES
from catalog_app.checks.models import Finding, LinkProposal, PageCheck, SitePage, WebPage
from catalog_app.checks.rules.matching import Candidate, Match, Matcher, Wanted
from catalog_app.clock import china_date
from catalog_app.database import session, transaction, with_own_session
from catalog_app.regions.models import Region, RegionLevel
from domains import time_limit

WRONG_PAGE = ("L03", "L05", "L06", "P01", "P02")
"""Rules that say of a link that it leads nowhere, or to something else."""
A_NEED = 3
"""Pages proposed for each item."""
WEBSITE = "政府网站"
KINDS = {"list": "column", "empty_column": "column", "home": "column", "attachment": "attachment"}
PAGE = (
    SitePage.key,
    SitePage.url,
    SitePage.title,
    SitePage.kind,
    SitePage.column_name,
    SitePage.breadcrumb,
    SitePage.owner,
    SitePage.published,
    SitePage.newest_item_date,
    SitePage.rows,
    SitePage.item_count,
)
PLACE_MIN = 3
SUFFIX = re.compile(r"(?:[^自]{1,4}族自治[州县]|市|县|区|镇|乡|街道)$")


@dataclass(frozen=True, slots=True)
class Need:
    """An item that needs a page, in place of `publication` or, without one, as its first link."""

    entry: Entry
    publication: Publication | None


async def refresh_proposals(catalog_ids: Sequence[int], *, at: datetime) -> None:
    """At the end of a run: what was found broken gets proposals, what is well again needs none."""
    needy = _in_need(session(), catalog_ids)
    session().rollback()
    for catalog_id in needy:
        await propose_aside(catalog_id, at=at)


async def propose_aside(catalog_id: int, *, at: datetime) -> int:
    """As `propose_for_catalog`, for who has other things under way: finding the pages takes seconds
    for a large site, and does so in a thread of its own."""
    matches = await asyncio.to_thread(with_own_session(found_for), catalog_id, at)
    return _propose(catalog_id, matches, at)


def propose_for_catalog(catalog_id: int, *, at: datetime) -> int:
    """Propose anew for one catalogue; how many of its items have a proposal now. Raises NotFound."""
    return _propose(catalog_id, found_for(catalog_id, at), at)


def found_for(catalog_id: int, at: datetime) -> Mapping[int, Sequence[Match]]:
    """The best pages known for each entry in need. Reads only."""
    current = session()
    whole = [joinedload(Catalog.region), joinedload(Catalog.domain)]
    catalog = current.get_one(Catalog, catalog_id, options=whole)
    needs = needs_of(current, catalog_id)
    matches = _matches(current, catalog, needs, at) if needs else {}
    current.rollback()
    return matches


def _propose(catalog_id: int, matches: Mapping[int, Sequence[Match]], at: datetime) -> int:
    """Keep what was found. What is no longer needed or found is outdated; what was declined stays
    so."""
    with transaction() as current:
        standing = _standing(current, catalog_id)
        kept: set[LinkProposal] = set()
        for need in needs_of(current, catalog_id):
            for match in matches.get(need.entry.id, ()):
                row = standing.get((need.entry.id, match.page.url))
                if row is None:
                    row = LinkProposal(entry_id=need.entry.id, catalog_id=catalog_id)
                    current.add(row)
                elif row.state == "declined":
                    continue
                _describe(row, need, match)
                if current.is_modified(row):
                    row.made_at = at
                kept.add(row)
        outdate(row for row in standing.values() if row not in kept)
        return len({row.entry_id for row in kept})


def _in_need(current: Session, catalog_ids: Sequence[int]) -> Sequence[int]:
    """Those of the catalogues that may have an item in need, or proposals to outdate."""
    bare = (
        select(Entry.catalog_id)
        .join(EntryVersion, Entry.current_version_id == EntryVersion.id)
        .where(among(Entry.catalog_id, catalog_ids), EntryVersion.disposition == "current")
        .where(~Entry.publications.any())
    )
    wrong = _wrong_links().with_only_columns(Finding.catalog_id)
    wrong = wrong.where(among(Finding.catalog_id, catalog_ids))
    proposed = select(LinkProposal.catalog_id).where(
        among(LinkProposal.catalog_id, catalog_ids), LinkProposal.state == "open"
    )
    return sorted(current.scalars(union(bare, wrong, proposed)))


def _wrong_links() -> Select[int | None]:
    """Ids of links that lead nowhere or to something else, by an open finding."""
    return select(Finding.publication_id).where(
        Finding.rule_id.in_(WRONG_PAGE),
        Finding.state.in_(sorted(OPEN_STATES)),
        Finding.publication_id.is_not(None),
    )


def needs_of(current: Session, catalog_id: int) -> Sequence[Need]:
    """The catalogue's items in force whose page is dead or wrong by an open finding, or that should
    be on a web site and have no link."""
    found_wrong = _wrong_links().where(Finding.catalog_id == catalog_id)
    wrong = {each for each in current.scalars(found_wrong) if each is not None}
    query = (
        select(Entry)
        .join(EntryVersion, Entry.current_version_id == EntryVersion.id)
        .where(Entry.catalog_id == catalog_id, EntryVersion.disposition == "current")
        .where(or_(~Entry.publications.any(), Entry.publications.any(among(Publication.id, wrong))))
        .options(joinedload(Entry.version), selectinload(Entry.publications))
        .order_by(Entry.position, Entry.id)
    )
    found = []
    for entry in current.scalars(query):
        faulty = next((link for link in entry.publications if link.id in wrong), None)
        if faulty is not None or (not entry.publications and _belongs_online(entry)):
            found.append(Need(entry, faulty))
    return found


def _belongs_online(entry: Entry) -> bool:
    return not entry.version.channels or WEBSITE in entry.version.channels


def _matches(
    current: Session, catalog: Catalog, needs: Sequence[Need], at: datetime
) -> Mapping[int, Sequence[Match]]:
    pages = _pages(current, catalog)
    if not pages:
        return {}
    names = _place_names(current, catalog.region)
    others = [name for name in _other_places(current, catalog.region) if name not in names]
    matcher = Matcher(pages.values(), today=china_date(at), other_places=others)
    return {
        need.entry.id: matcher.best(_wanted(need.entry, catalog, names, pages), A_NEED)
        for need in needs
    }


def _pages(current: Session, catalog: Catalog) -> dict[str, Candidate]:
    """The pages known of the sites of the catalogue's region and of the county and prefecture above
    it, by key; none that the last check found broken."""
    above = catalog.region.chain[1:] or catalog.region.chain
    broken = (
        select(WebPage.url)
        .join(PageCheck, WebPage.last_check_id == PageCheck.id)
        .where(PageCheck.link_state == "broken")
    )
    query = select(*PAGE).where(SitePage.region_id.in_(above), SitePage.url.not_in(broken))
    linked = _linked_by(current, catalog)
    return {
        page.key: _candidate(page, linked.get(page.key, frozenset()))
        for page in current.execute(query.order_by(SitePage.id))
    }


def _candidate(page: Any, items: frozenset[str]) -> Candidate:
    """Of a row of PAGE: thousands are read, and none is changed."""
    return Candidate(
        url=page.url,
        title=page.title,
        kind=page.kind,
        column=page.column_name,
        breadcrumb=tuple(page.breadcrumb),
        owner=page.owner,
        day=page.published or page.newest_item_date,
        rows=tuple(page.rows),
        row_count=page.item_count,
        items=items,
    )


def _linked_by(current: Session, catalog: Catalog) -> Mapping[str, frozenset[str]]:
    """Key of an address → names of the items of the same county that link it."""
    county = f"/{'/'.join(map(str, catalog.region.chain[:3]))}/"
    query = (
        select(Publication.url, EntryVersion.name)
        .join(Entry, Publication.entry_id == Entry.id)
        .join(EntryVersion, Entry.current_version_id == EntryVersion.id)
        .join(Catalog, Entry.catalog_id == Catalog.id)
        .join(Region, Catalog.region_id == Region.id)
        .where(Region.path.startswith(county))
    )
    found: dict[str, set[str]] = defaultdict(set)
    for url, name in current.execute(query):
        found[ways.key_of(ways.cleaned(url))].add(name)
    return {key: frozenset(names) for key, names in found.items()}


def _wanted(
    entry: Entry, catalog: Catalog, places: Sequence[str], pages: Mapping[str, Candidate]
) -> Wanted:
    version, domain = entry.version, catalog.domain
    keys = (ways.key_of(ways.cleaned(link.url)) for link in entry.publications)
    limit = time_limit.parse(version.time_limit or "")
    return Wanted(
        id=entry.id,
        name=version.name,
        group=version.group,
        domain_names=(domain.name, *domain.aliases),
        owners=(version.owner,) if version.owner else (),
        elements=tuple(version.content),
        periodic=any(part.kind == "periodic" for part in limit.parts),
        places=tuple(places),
        linked=frozenset(pages[key].url for key in keys if key in pages),
    )


def _place_names(current: Session, region: Region) -> list[str]:
    """The region's own names and those of the places above it, whole and short."""
    rows = current.scalars(select(Region.name).where(Region.id.in_(region.chain))).all()
    return list(dict.fromkeys(name for row in rows for name in (row, _short(row))))


def _short(name: str) -> str:
    """敦化 for 敦化市; a name of two characters stays whole."""
    short = SUFFIX.sub("", name)
    return short if len(short) > 1 else name


def _other_places(current: Session, region: Region) -> Iterable[str]:
    """Names of the province's counties, and of the townships of the same county: a page that names
    one of them, and is not ours, is theirs."""
    query = select(Region.name, Region.level, Region.path).where(
        Region.level.in_((RegionLevel.COUNTY, RegionLevel.TOWNSHIP, RegionLevel.PREFECTURE))
    )
    county = f"/{'/'.join(map(str, region.chain[:3]))}/"
    for name, level, path in current.execute(query):
        near = level != RegionLevel.TOWNSHIP or path.startswith(county)
        if near and len(name) >= PLACE_MIN:
            yield name


def _standing(current: Session, catalog_id: int) -> dict[tuple[int, str], LinkProposal]:
    query = select(LinkProposal).where(LinkProposal.catalog_id == catalog_id)
    return {(row.entry_id, row.url): row for row in current.scalars(query)}


def _describe(row: LinkProposal, need: Need, match: Match) -> None:
    if row.state != "open":
        row.state, row.replaced = "open", None
        row.decided_at = row.decided_by_id = row.decided_by_name = None
    row.url, row.title = match.page.url, match.page.title
    row.kind = KINDS.get(match.page.kind, "article")
    row.score, row.reasons = match.score, list(match.reasons)
    row.publication_id = need.publication.id if need.publication else None


def outdate(rows: Iterable[LinkProposal]) -> None:
    """Nobody need decide on these any more."""
    for row in rows:
        if row.state == "open":
            row.state = "outdated"
