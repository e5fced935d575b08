"""How the items of lists stand in the catalogues of their region: one rule for screens and checks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from catalog_app.catalogs.models import Catalog, Entry, EntryVersion
from catalog_app.database import session
from catalog_app.lists.matching import SURE, Cover, Kept, Wanted, covers
from catalog_app.lists.models import ItemList, ListItem


@dataclass(frozen=True, slots=True)
class Placed:
    """An item with how it stands in the catalogue of its domain. `catalog_id` is None where the
    region keeps none for the domain."""

    item: ListItem
    cover: Cover
    catalog_id: int | None

    @property
    def sure(self) -> bool:
        """Is its domain known surely enough to find fault?"""
        return self.item.domain_how in SURE

    @property
    def coverage(self) -> str:
        """covered, missing, unplaced (no domain found) or elsewhere (a person said: of none)."""
        if self.item.domain_code is None:
            return "elsewhere" if self.item.domain_how == "chosen" else "unplaced"
        return "covered" if self.cover.entry_id else "missing"


def placed(region_id: int, items: Sequence[ListItem]) -> list[Placed]:
    """The items of one list of the region, in their order; two statements however many."""
    catalogs = _catalogs(region_id)
    entries = kept_entries(catalogs.values())
    by_domain: dict[str | None, list[ListItem]] = defaultdict(list)
    for item in items:
        by_domain[item.domain_code].append(item)
    found: dict[int, Cover] = {}
    for domain_code, members in by_domain.items():
        kept = entries.get(catalogs.get(domain_code or "", 0), [])
        found.update(covers([_wanted(item) for item in members], kept))
    return [Placed(item, found[item.id], catalogs.get(item.domain_code or "")) for item in items]


def placed_in_catalog(catalog: Catalog) -> dict[str, list[Placed]]:
    """By kind of list: the items of the region's current lists that belong to the catalogue's domain;
    two statements."""
    query = (
        select(ListItem)
        .join(ItemList, ItemList.id == ListItem.list_id)
        .where(
            ItemList.region_id == catalog.region_id,
            ItemList.state == "current",
            ListItem.domain_code == catalog.domain_code,
        )
        .order_by(ListItem.list_id, ListItem.position)
    )
    by_kind: dict[str, list[ListItem]] = defaultdict(list)
    for item in session().scalars(query):
        by_kind[item.kind].append(item)
    if not by_kind:
        return {}
    kept = kept_entries([catalog.id]).get(catalog.id, [])
    return {kind: _among(items, kept, catalog.id) for kind, items in by_kind.items()}


def kept_entries(catalog_ids: Iterable[int]) -> Mapping[int, list[Kept]]:
    """Catalogue id → its entries, those declared not applicable too; one statement."""
    query = (
        select(Entry.catalog_id, Entry.id, EntryVersion.name)
        .join(EntryVersion, EntryVersion.id == Entry.current_version_id)
        .where(Entry.catalog_id.in_(sorted(catalog_ids)), EntryVersion.disposition != "withdrawn")
        .order_by(Entry.position, Entry.id)
    )
    found: dict[int, list[Kept]] = defaultdict(list)
    for catalog_id, entry_id, name in session().execute(query):
        found[catalog_id].append(Kept(entry_id, name))
    return found


def _among(items: Sequence[ListItem], kept: Sequence[Kept], catalog_id: int) -> list[Placed]:
    found = covers([_wanted(item) for item in items], kept)
    return [Placed(item, found[item.id], catalog_id) for item in items]


def _wanted(item: ListItem) -> Wanted:
    return Wanted(item.id, item.name, item.entry_id)


def _catalogs(region_id: int) -> dict[str, int]:
    query = select(Catalog.domain_code, Catalog.id).where(Catalog.region_id == region_id)
    return {row[0]: row[1] for row in session().execute(query)}
