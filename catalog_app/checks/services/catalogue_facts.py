"""What the K rules need of one catalogue, loaded at once: a fixed number of statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from catalog_app.bases import services as bases
from catalog_app.bases.register import Register
from catalog_app.catalogs.models import Catalog, Entry
from catalog_app.catalogs.services import items_for, missing_items
from catalog_app.checks.rules.catalogue_duplicates import ALIKE, Named, twins_of
from catalog_app.checks.rules.catalogue_facts import BaselineItem, Gazetteer, Matter
from catalog_app.checks.rules.catalogue_lists import Listed
from catalog_app.checks.rules.facts import Published
from catalog_app.checks.rules.model import EntrySubject
from catalog_app.checks.rules.presets import Presets
from catalog_app.checks.services.gazetteer import gazetteer_of
from catalog_app.checks.services.listed import listed_items, matters_of
from catalog_app.checks.services.presets import presets_in_force
from catalog_app.guides.models import Guide, StandardItem
from catalog_app.lists import services as lists


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


def catalogue_facts(
    current: Session, catalog_id: int, day: date, register: Register | None = None
) -> CatalogueFacts:
    """Of the catalogue as it stands, and the register of bases as it holds on the day; who judges
    many catalogues gives the register, which is the same for all."""
    catalog = current.get_one(
        Catalog, catalog_id, options=[joinedload(Catalog.region), joinedload(Catalog.domain)]
    )
    entries = _entries(current, catalog_id)
    presets = presets_in_force(current)
    guide = current.get(Guide, catalog.guide_id) if catalog.guide_id else None
    listed = lists.placed_in_catalog(catalog)
    return CatalogueFacts(
        catalog=catalog,
        entries=entries,
        items=items_for(catalog.region, guide),
        missing=frozenset(missing_items(Catalog.id == catalog_id).get(catalog_id, ())),
        presets=presets,
        register=register or bases.register(),
        gazetteer=gazetteer_of(current, catalog.region),
        day=day,
        twins=twins_of(map(_named, _standing(entries)), presets[ALIKE]),
        listed=listed_items(listed),
        matters=matters_of(current, listed),
    )


def is_sure(item: StandardItem) -> bool:
    """Is the guide's row known, and not only recalled?"""
    return item.confirmed or item.provenance != "recalled"


def _entries(current: Session, catalog_id: int) -> Sequence[Entry]:
    query = (
        select(Entry)
        .where(Entry.catalog_id == catalog_id)
        .options(
            joinedload(Entry.version),
            joinedload(Entry.standard_item),
            selectinload(Entry.publications),
        )
        .order_by(Entry.position, Entry.id)
    )
    return current.scalars(query).all()


def _standing(entries: Sequence[Entry]) -> list[Entry]:
    return [entry for entry in entries if entry.version.disposition == "current"]


def _named(entry: Entry) -> Named:
    version = entry.version
    return Named(entry.id, version.name, version.group, version.owner, entry.standard_item_id)


def _baseline(item: StandardItem | None) -> BaselineItem | None:
    if item is None:
        return None
    return BaselineItem(item.name, item.time_limit, tuple(item.levels), is_sure(item))
