"""What the K rules need of a few catalogues, loaded at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from catalog_app.among import among
from catalog_app.bases.register import Register
from catalog_app.catalogs.models import Catalog, Entry
from catalog_app.catalogs.services import concerns, missing_items
from catalog_app.checks.rules.catalogue_duplicates import ALIKE, Named, twins_of
from catalog_app.checks.rules.catalogue_facts import BaselineItem, Gazetteer, Matter
from catalog_app.checks.rules.catalogue_lists import Listed
from catalog_app.checks.rules.facts import Published
from catalog_app.checks.rules.model import EntrySubject
from catalog_app.checks.rules.presets import Presets
from catalog_app.checks.services.gazetteer import gazetteer_of
from catalog_app.checks.services.listed import listed_items, matters_of
from catalog_app.checks.services.presets import presets_in_force
from catalog_app.guides.models import StandardItem
from catalog_app.lists import services as lists
from catalog_app.regions.models import Region


@dataclass(frozen=True, slots=True)
class Known:
    """What is the same for all catalogues of a run, or of a region; found once and remembered."""

    register: Register
    gazetteers: dict[int, Gazetteer] = field(default_factory=dict)

    def gazetteer(self, current: Session, region: Region) -> Gazetteer:
        if region.id not in self.gazetteers:
            self.gazetteers[region.id] = gazetteer_of(current, region)
        return self.gazetteers[region.id]


@dataclass(frozen=True, slots=True)
class CatalogueFacts:
    """One catalogue with all its entries, and what stands around it. `items` are the guide's that
    concern its place, `missing` the ids of those it lacks.
    `twins` and `matters` go by entry id, `listed` by what an item of the region's lists stays the same
    by."""

    catalog: Catalog
    entries: Sequence[Entry]
    items: Sequence[StandardItem]
    missing: frozenset[int]
    presets: Presets
    register: Register
    gazetteer: Gazetteer
    day: date
    twins: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    listed: Mapping[str, Listed] = field(default_factory=dict)
    matters: Mapping[int, tuple[Matter, ...]] = field(default_factory=dict)

    def subject(self, entry: Entry) -> EntrySubject:
        """The entry as the rules see it."""
        content = entry.version.as_content
        return EntrySubject(
            content,
            presets=self.presets,
            item=_baseline(entry.standard_item),
            twins=self.twins.get(entry.id, ()),
            bases=self.register.cited(content.basis, self.day),
            matters=self.matters.get(entry.id, ()),
            gazetteer=self.gazetteer,
            published=tuple(Published(p.url, p.channel, p.kind) for p in entry.publications),
            in_force=self.catalog.published_edition_id is not None,
        )


def facts_of(
    current: Session, catalog_ids: Sequence[int], day: date, known: Known
) -> Iterator[CatalogueFacts]:
    """Of these catalogues as they stand, and the register of bases as it holds on the day; the
    statements are nearly as many for several as for one."""
    catalogs = _catalogs(current, catalog_ids)
    presets = presets_in_force(current)
    entries, items = _entries(current, catalog_ids), _items(current, catalogs)
    missing = missing_items(among(Catalog.id, catalog_ids))
    for catalog in catalogs:
        kept, listed = entries[catalog.id], lists.placed_in_catalog(catalog)
        yield CatalogueFacts(
            catalog=catalog,
            entries=kept,
            items=[each for each in items[catalog.guide_id] if concerns(catalog.region, each)],
            missing=frozenset(missing.get(catalog.id, ())),
            presets=presets,
            register=known.register,
            gazetteer=known.gazetteer(current, catalog.region),
            day=day,
            twins=twins_of(map(_named, _standing(kept)), presets[ALIKE]),
            listed=listed_items(listed),
            matters=matters_of(current, listed),
        )


def _catalogs(current: Session, catalog_ids: Sequence[int]) -> Sequence[Catalog]:
    query = select(Catalog).where(among(Catalog.id, catalog_ids)).order_by(Catalog.id)
    whole = query.options(joinedload(Catalog.region), joinedload(Catalog.domain))
    return current.scalars(whole).all()


def _items(
    current: Session, catalogs: Sequence[Catalog]
) -> Mapping[int | None, Sequence[StandardItem]]:
    """The items of the catalogues' guides, by guide."""
    guides = sorted({catalog.guide_id for catalog in catalogs if catalog.guide_id})
    query = select(StandardItem).where(among(StandardItem.guide_id, guides))
    found: dict[int | None, list[StandardItem]] = defaultdict(list)
    for item in current.scalars(query.order_by(StandardItem.position)):
        found[item.guide_id].append(item)
    return found


def is_sure(item: StandardItem) -> bool:
    """Is the guide's row known, and not only recalled?"""
    return item.confirmed or item.provenance != "recalled"


def _entries(current: Session, catalog_ids: Sequence[int]) -> Mapping[int, Sequence[Entry]]:
    query = (
        select(Entry)
        .where(among(Entry.catalog_id, catalog_ids))
        .options(
            joinedload(Entry.version),
            joinedload(Entry.standard_item),
            selectinload(Entry.publications),
        )
        .order_by(Entry.position, Entry.id)
    )
    found: dict[int, list[Entry]] = defaultdict(list)
    for entry in current.scalars(query):
        found[entry.catalog_id].append(entry)
    return found


def _standing(entries: Sequence[Entry]) -> list[Entry]:
    return [entry for entry in entries if entry.version.disposition == "current"]


def _named(entry: Entry) -> Named:
    version = entry.version
    return Named(entry.id, version.name, version.group, version.owner, entry.standard_item_id)


def _baseline(item: StandardItem | None) -> BaselineItem | None:
    if item is None:
        return None
    return BaselineItem(item.name, item.time_limit, tuple(item.levels), is_sure(item))
