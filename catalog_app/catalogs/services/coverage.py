"""Which items of its guide a catalogue lacks: the one rule behind every figure and finding of it.

An item is there when an entry was made from it, or when an entry that follows no item of this guide
bears its name (`domains.coverage`); an entry declared not applicable counts, a withdrawn one does not.
"""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import ColumnElement, String, and_, cast, or_, select

from catalog_app.catalogs.models import Catalog, Entry, EntryVersion
from catalog_app.database import session
from catalog_app.guides.models import StandardItem
from catalog_app.regions.models import Region, RegionLevel
from domains.coverage import uncovered

STANDS = EntryVersion.disposition != "withdrawn"


def missing_items(condition: ColumnElement[bool]) -> dict[int, set[int]]:
    """Ids of the missing items by catalogue id, for the catalogues that meet a condition on Catalog;
    a catalogue that lacks nothing is left out. Two statements."""
    wanted = _without_descendant(condition)
    names = _own_names(condition) if wanted else {}
    found = {each: uncovered(items, names.get(each, ())) for each, items in wanted.items()}
    return {catalog_id: items for catalog_id, items in found.items() if items}


def concerns_condition() -> ColumnElement[bool]:
    """`starting.concerns` as a condition on Region and StandardItem."""
    townships = cast(StandardItem.levels, String).contains('"township"')
    return or_(Region.level != RegionLevel.TOWNSHIP, townships)


def _without_descendant(condition: ColumnElement[bool]) -> dict[int, list[tuple[int, str]]]:
    """Catalogue id → (id, name) of the guide's items from which no standing entry was made."""
    made = (
        select(Entry.id)
        .join(EntryVersion, EntryVersion.id == Entry.current_version_id)
        .where(Entry.catalog_id == Catalog.id, Entry.standard_item_id == StandardItem.id, STANDS)
        .exists()
    )
    query = (
        select(Catalog.id, StandardItem.id, StandardItem.name)
        .join(Region, Region.id == Catalog.region_id)
        .join(StandardItem, StandardItem.guide_id == Catalog.guide_id)
        .where(condition, concerns_condition(), ~made)
    )
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for catalog_id, item_id, name in session().execute(query):
        found[catalog_id].append((item_id, name))
    return found


def _own_names(condition: ColumnElement[bool]) -> dict[int, list[str]]:
    """Catalogue id → names of its standing entries that follow no item of its guide."""
    query = (
        select(Entry.catalog_id, EntryVersion.name)
        .join(Catalog, Catalog.id == Entry.catalog_id)
        .join(EntryVersion, EntryVersion.id == Entry.current_version_id)
        .outerjoin(
            StandardItem,
            and_(
                StandardItem.id == Entry.standard_item_id, StandardItem.guide_id == Catalog.guide_id
            ),
        )
        .where(condition, STANDS, StandardItem.id.is_(None))
    )
    found: dict[int, list[str]] = defaultdict(list)
    for catalog_id, name in session().execute(query):
        found[catalog_id].append(name)
    return found
