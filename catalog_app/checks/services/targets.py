"""What a host's visit needs to know beforehand: the pages to fetch and the entries that point there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from catalog_app.catalogs.models import Catalog, Entry, EntryVersion, Publication
from catalog_app.checks.models import RunPage, WebPage
from catalog_app.database import session
from domains.entry import EntryContent


@dataclass(frozen=True, slots=True)
class Target:
    """One link of one entry."""

    publication_id: int
    entry_id: int
    catalog_id: int
    region_id: int
    kind: str
    entry: EntryContent


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """One address to visit in a run, and every link that names it."""

    run_page_id: int
    web_page_id: int
    url: str
    targets: Sequence[Target]


def planned_pages(run_id: int, host: str) -> Mapping[str, PlannedPage]:
    """The run's pages on this host that are not done, by address."""
    rows = session().execute(
        select(RunPage.id, WebPage.id, WebPage.url)
        .join(WebPage, RunPage.web_page_id == WebPage.id)
        .where(RunPage.run_id == run_id, RunPage.host == host, RunPage.done.is_(False))
        .order_by(RunPage.id)
    )
    targets = _targets(host)
    return {
        url: PlannedPage(run_page_id, web_page_id, url, targets.get(url, ()))
        for run_page_id, web_page_id, url in rows
    }


def _targets(host: str) -> Mapping[str, list[Target]]:
    rows = session().execute(
        select(Publication, EntryVersion, Catalog.id, Catalog.region_id)
        .join(WebPage, WebPage.url == Publication.url)
        .join(Entry, Publication.entry_id == Entry.id)
        .join(EntryVersion, Entry.current_version_id == EntryVersion.id)
        .join(Catalog, Entry.catalog_id == Catalog.id)
        .where(WebPage.host == host, EntryVersion.disposition == "current")
    )
    found: dict[str, list[Target]] = defaultdict(list)
    for publication, version, catalog_id, region_id in rows:
        found[publication.url].append(
            Target(
                publication.id,
                publication.entry_id,
                catalog_id,
                region_id,
                publication.kind,
                version.as_content,
            )
        )
    return found
