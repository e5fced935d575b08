"""What a host's visit needs to know beforehand: the pages to fetch and the entries that link them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select

from catalog_app.among import among
from catalog_app.catalogs.models import Catalog, Entry, EntryVersion, Publication
from catalog_app.checks.models import CheckRun, RunPage, WebPage
from catalog_app.database import session
from domains.entry import EntryContent


@dataclass(frozen=True, slots=True)
class Target:
    """One link of one entry."""

    publication_id: int
    entry_id: int
    catalog_id: int
    region_id: int
    url: str
    kind: str
    entry: EntryContent


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """One address to visit in a run, and every link that names it."""

    run_page_id: int
    web_page_id: int
    url: str
    targets: Sequence[Target]
    items: int = 1
    """How many different items (一级事项, else the item itself) of one region link it; the most of
    any region."""


def first_address(run_id: int, host: str) -> str | None:
    """Some page on this host that is not done; None when nothing is left, or the run is stopped."""
    query = select(WebPage.url).join(RunPage, RunPage.web_page_id == WebPage.id)
    return session().scalar(query.where(*_left(run_id, host)).limit(1))


def planned_pages(run_id: int, host: str, *, limit: int) -> Mapping[str, PlannedPage]:
    """The first pages on this host that are not done, by address; none when the run is stopped."""
    query = select(RunPage.id, WebPage.id, WebPage.url).join(
        WebPage, RunPage.web_page_id == WebPage.id
    )
    left = query.where(*_left(run_id, host)).order_by(RunPage.id).limit(limit)
    rows = session().execute(left).all()
    targets = _targets([url for _, _, url in rows])
    return {
        url: PlannedPage(run_page_id, web_page_id, url, targets[url], _items(targets[url]))
        for run_page_id, web_page_id, url in rows
    }


def _left(run_id: int, host: str) -> tuple[ColumnElement[bool], ...]:
    """What is so of a page that is not done, in a run that was neither paused nor stopped."""
    running = select(CheckRun.id).where(CheckRun.id == run_id, CheckRun.state == "running")
    return (
        RunPage.run_id == running.scalar_subquery(),
        RunPage.host == host,
        RunPage.done.is_(False),
    )


def _items(targets: Sequence[Target]) -> int:
    linked: dict[int, set[str]] = defaultdict(set)
    for target in targets:
        linked[target.region_id].add(target.entry.group or target.entry.name)
    return max(map(len, linked.values()), default=0)


def _targets(urls: Sequence[str]) -> Mapping[str, list[Target]]:
    rows = session().execute(
        select(Publication.id, Publication.url, Publication.kind, EntryVersion, Catalog)
        .join(Entry, Publication.entry_id == Entry.id)
        .join(EntryVersion, Entry.current_version_id == EntryVersion.id)
        .join(Catalog, Entry.catalog_id == Catalog.id)
        .where(among(Publication.url, urls), EntryVersion.disposition == "current")
        .order_by(Publication.id)
    )
    found: dict[str, list[Target]] = defaultdict(list)
    for publication_id, url, kind, version, catalog in rows:
        found[url].append(
            Target(
                publication_id,
                version.entry_id,
                catalog.id,
                catalog.region_id,
                url,
                kind,
                version.as_content,
            )
        )
    return found
