"""Which of the guide's items a new entry follows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.catalogs.models import Catalog, Entry
from catalog_app.exchange.services.matching import NEAR_PAIRS
from catalog_app.exchange.services.names import near_name, plain_name
from catalog_app.guides.models import StandardItem
from domains.entry import EntryContent

Item = tuple[int, str, str]
"""An item's id, its plain group and its plain name."""


class StandardItems:
    """The items of several catalogues' guides that no entry follows yet; each is given once."""

    def __init__(self, free: dict[int, list[Item]]) -> None:
        self._free = free

    @classmethod
    def of(cls, current: Session, catalogs: Sequence[Catalog]) -> StandardItems:
        """Two statements, whatever the number of catalogues."""
        guide_ids = {catalog.guide_id for catalog in catalogs if catalog.guide_id}
        items = select(
            StandardItem.guide_id, StandardItem.id, StandardItem.group, StandardItem.name
        ).where(StandardItem.guide_id.in_(sorted(guide_ids)))
        by_guide: dict[int, list[Item]] = defaultdict(list)
        for guide_id, item_id, group, name in current.execute(
            items.order_by(StandardItem.position)
        ):
            by_guide[guide_id].append((item_id, plain_name(group or ""), plain_name(name)))
        taken = _taken(current, [catalog.id for catalog in catalogs])
        return cls(
            {
                catalog.id: [
                    item
                    for item in by_guide.get(catalog.guide_id or 0, ())
                    if item[0] not in taken[catalog.id]
                ]
                for catalog in catalogs
            }
        )

    def take(self, catalog: Catalog, contents: Sequence[EntryContent]) -> list[int | None]:
        """The item of each content, or None: same group and name, same name, then a near name."""
        names = [(plain_name(each.group or ""), plain_name(each.name)) for each in contents]
        found: list[int | None] = [None] * len(names)
        for place, (group, name) in enumerate(names):
            self._give(
                found, catalog, place, [i for i in self._left(catalog) if i[1:] == (group, name)]
            )
        for place, (_, name) in enumerate(names):
            if found[place] is None:
                same = [item for item in self._left(catalog) if item[2] == name]
                self._give(found, catalog, place, same if len(same) == 1 else [])
        self._take_near(catalog, names, found)
        return found

    def _left(self, catalog: Catalog) -> list[Item]:
        return self._free[catalog.id]

    def _give(
        self, found: list[int | None], catalog: Catalog, place: int, items: Sequence[Item]
    ) -> None:
        if items:
            found[place] = items[0][0]
            self._free[catalog.id].remove(items[0])

    def _take_near(
        self, catalog: Catalog, names: Sequence[tuple[str, str]], found: list[int | None]
    ) -> None:
        if len(names) * len(self._left(catalog)) > NEAR_PAIRS:
            return
        for place, (_, name) in enumerate(names):
            if found[place] is not None:
                continue
            left = self._left(catalog)
            near = near_name(name, [item[2] for item in left])
            self._give(found, catalog, place, [left[near.place]] if near else [])


def _taken(current: Session, catalog_ids: Sequence[int]) -> dict[int, set[int]]:
    query = select(Entry.catalog_id, Entry.standard_item_id).where(
        Entry.catalog_id.in_(catalog_ids), Entry.standard_item_id.is_not(None)
    )
    found: dict[int, set[int]] = defaultdict(set)
    for catalog_id, item_id in current.execute(query):
        if item_id is not None:
            found[catalog_id].add(item_id)
    return found
