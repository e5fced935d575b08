"""Where the same item is published, as its pages were last read: own places, those above, all."""

from __future__ import annotations

import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Select, exists, or_, select
from sqlalchemy.orm import Session, aliased

from catalog_app.among import among
from catalog_app.catalogs.models import Catalog, Entry, EntryVersion, Publication
from catalog_app.checks.models import PageCheck, TextSnapshot, WebPage
from catalog_app.checks.rules.same_source import Telling
from catalog_app.regions.models import Region, RegionLevel

READ = ("ok", "tls_error", "not_modified")
KINDS = ("article", "list", "other")
LOCAL = frozenset({RegionLevel.TOWNSHIP, RegionLevel.VILLAGE})
PLACES_MAX = 30
CHUNK = 400


@dataclass(frozen=True, slots=True)
class Place:
    """One link of an item of this name, kept by one region, with what was last read there."""

    publication_id: int
    entry_id: int
    catalog_id: int
    item_id: int | None
    name: str
    region_id: int
    telling: Telling
    read: bool
    snapshot: str | None


def _links() -> Select[*tuple[Any, ...]]:
    """Every link of the entries in force, with its item, its region and the last look at its page."""
    return (
        select(
            Publication.id,
            Publication.url,
            Publication.channel,
            Entry.id.label("entry_id"),
            Entry.catalog_id,
            Entry.standard_item_id,
            EntryVersion.name,
            Region.id.label("region_id"),
            Region.name.label("region"),
            PageCheck.outcome,
            PageCheck.reading,
            PageCheck.snapshot_hash,
        )
        .join(Entry, Publication.entry_id == Entry.id)
        .join(EntryVersion, Entry.current_version_id == EntryVersion.id)
        .join(Catalog, Entry.catalog_id == Catalog.id)
        .join(Region, Catalog.region_id == Region.id)
        .join(WebPage, WebPage.url == Publication.url, isouter=True)
        .join(PageCheck, WebPage.last_check_id == PageCheck.id, isouter=True)
        .where(EntryVersion.disposition == "current")
        .order_by(Region.path, Publication.id)
    )


def _places(current: Session, query: Select[*tuple[Any, ...]]) -> list[Place]:
    rows = current.execute(query).all()
    texts = _texts(current, {row.snapshot_hash for row in rows if row.snapshot_hash})
    return [_place(row, texts) for row in rows]


def _texts(current: Session, hashes: Iterable[str]) -> dict[str, str]:
    wanted = sorted(hashes)
    found: dict[str, str] = {}
    for start in range(0, len(wanted), CHUNK):
        part = wanted[start : start + CHUNK]
        query = select(TextSnapshot.hash, TextSnapshot.text).where(TextSnapshot.hash.in_(part))
        found |= {key: zlib.decompress(text).decode() for key, text in current.execute(query)}
    return found


def _place(row: Any, texts: Mapping[str, str]) -> Place:
    reading = row.reading or {}
    day = reading.get("published") or reading.get("newest_item_date")
    return Place(
        publication_id=row.id,
        entry_id=row.entry_id,
        catalog_id=row.catalog_id,
        item_id=row.standard_item_id,
        name=row.name,
        region_id=row.region_id,
        telling=Telling(
            where=f"{row.region} · {row.channel}",
            url=row.url,
            title=reading.get("title") or "",
            text=texts.get(row.snapshot_hash, ""),
            kind=reading.get("kind") or "other",
            day=date.fromisoformat(day) if day else None,
            document_number=reading.get("document_number"),
        ),
        read=row.outcome in READ and reading.get("kind") in KINDS and row.snapshot_hash in texts,
        snapshot=row.snapshot_hash,
    )


def places_by_entry(
    current: Session, catalog_ids: Sequence[int]
) -> Mapping[int, Mapping[int, Sequence[Place]]]:
    """The places of each item of these catalogues, by catalogue and entry; of a county's catalogue
    only of items that have several, since above it there is nothing to be held against."""
    other = aliased(Publication)
    second = exists().where(other.entry_id == Entry.id, other.id != Publication.id)
    local = Region.level.in_(sorted(LOCAL))
    query = _links().where(among(Catalog.id, catalog_ids), or_(local, second))
    found: dict[int, dict[int, list[Place]]] = defaultdict(lambda: defaultdict(list))
    for place in _places(current, query):
        found[place.catalog_id][place.entry_id].append(place)
    return found


def places_in_county(current: Session, entry: Entry) -> list[Place]:
    """Every place in the county where the item is published, the entry's own first; at most 30."""
    county = f"/{'/'.join(map(str, entry.catalog.region.chain[:3]))}/"
    same = [EntryVersion.name == entry.version.name]
    if entry.standard_item_id is not None:
        same.append(Entry.standard_item_id == entry.standard_item_id)
    query = _links().where(or_(*same), Region.path.startswith(county)).limit(PLACES_MAX)
    return sorted(_places(current, query), key=lambda place: place.entry_id != entry.id)


def places_above(
    current: Session, catalog: Catalog, own: Mapping[int, Sequence[Place]]
) -> Mapping[int, Sequence[Place]]:
    """For items of townships and villages: the same item's places in the regions above, by entry."""
    if catalog.region.level not in LOCAL or not own:
        return {}
    firsts = [places[0] for places in own.values()]
    items = [place.item_id for place in firsts if place.item_id is not None]
    same = or_(
        EntryVersion.name.in_([place.name for place in firsts]), Entry.standard_item_id.in_(items)
    )
    above = catalog.region.chain[2:-1]
    found = _places(current, _links().where(same, Region.id.in_(above)))
    return {
        first.entry_id: [
            place
            for place in found
            if place.name == first.name or (place.item_id and place.item_id == first.item_id)
        ]
        for first in firsts
    }


def county_places(current: Session, region: Region) -> list[Place]:
    """All places of the county's own items."""
    return _places(
        current, _links().where(Region.id == region.chain[min(2, len(region.chain) - 1)])
    )


def village_names(current: Session, region: Region) -> tuple[str, ...]:
    """The place's names as a county's table writes them: with its township, and alone."""
    above = current.get(Region, region.chain[-2])
    return (f"{above.name}{region.name}", region.name) if above else (region.name,)


def shared_names(current: Session, region: Region) -> list[str]:
    """Names that a title may leave out, since every place of the county bears them."""
    county = current.get(Region, region.chain[min(2, len(region.chain) - 1)])
    return [county.name] if county else [region.name]


def distinct(tellings: Sequence[Telling]) -> list[Telling]:
    """Places that bear one name are told apart by their site, or else by number."""
    sites = [urlsplit(each.url).netloc for each in tellings]
    named = Counter(each.where for each in tellings)
    alone = Counter((each.where, site) for each, site in zip(tellings, sites, strict=True))
    found = []
    for number, (each, site) in enumerate(zip(tellings, sites, strict=True), start=1):
        if named[each.where] == 1:
            found.append(each)
        else:
            mark = site if alone[each.where, site] == 1 else f"第 {number} 处"
            found.append(replace(each, where=f"{each.where}（{mark}）"))
    return found
