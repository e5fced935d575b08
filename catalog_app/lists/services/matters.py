"""The service matters of regions' lists, tied to the entries that cover them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from catalog_app.database import session
from catalog_app.lists.models import ItemList, ListItem
from catalog_app.lists.services.standing import placed

KINDS = ("matter", "service")


@dataclass(frozen=True, slots=True)
class ServiceMatters:
    """`covered` by the entry's id; `missing` by the domain's name: those no entry covers, where the
    domain is surely known."""

    covered: Mapping[int, Sequence[ListItem]]
    missing: Mapping[str, Sequence[ListItem]]


def service_matters(region_ids: Collection[int]) -> ServiceMatters:
    """What the regions' current lists of service matters and public services hold; three statements
    a region that has lists."""
    covered: dict[int, list[ListItem]] = defaultdict(list)
    missing: dict[str, list[ListItem]] = defaultdict(list)
    for region_id, items in _items(region_ids).items():
        for each in placed(region_id, items):
            if each.cover.entry_id is not None:
                covered[each.cover.entry_id].append(each.item)
            elif each.sure and each.item.domain is not None:
                missing[each.item.domain.name].append(each.item)
    return ServiceMatters(covered, missing)


def _items(region_ids: Collection[int]) -> dict[int, list[ListItem]]:
    query = (
        select(ItemList.region_id, ListItem)
        .join(ItemList, ItemList.id == ListItem.list_id)
        .where(
            ItemList.region_id.in_(sorted(region_ids)),
            ItemList.state == "current",
            ItemList.kind.in_(KINDS),
        )
        .options(joinedload(ListItem.domain))
        .order_by(ItemList.kind, ListItem.position)
    )
    found: dict[int, list[ListItem]] = defaultdict(list)
    for region_id, item in session().execute(query):
        found[region_id].append(item)
    return found
