"""What a new version of a list changes, and which catalogues must follow (实施方案 三(一)(二))."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from catalog_app.catalogs.models import Catalog
from catalog_app.database import session
from catalog_app.lists.models import ItemList, ListItem
from catalog_app.lists.services.standing import Placed, placed


@dataclass(frozen=True, slots=True)
class Changed:
    """An item whose name, owner or page is another than before."""

    before: ListItem
    after: Placed
    what: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Follow:
    """A catalogue that must follow: how many items to take in, to rename, to withdraw."""

    domain_code: str
    domain_name: str
    catalog: Catalog | None
    add: int
    rename: int
    withdraw: int


@dataclass(frozen=True, slots=True)
class ListDifferences:
    """A version against the one before it (None for the first)."""

    before: ItemList | None
    added: Sequence[Placed]
    removed: Sequence[Placed]
    changed: Sequence[Changed]
    same: int
    follow: Sequence[Follow]


def differences(found: ItemList) -> ListDifferences:
    """Of a version that is looked through against the current one, of any other against the one
    before it. An item is the same by its code, else by its name. A fixed number of statements."""
    before = _before(found)
    new = placed(found.region_id, _items(found))
    old = placed(found.region_id, _items(before)) if before else []
    standing = {each.item.identity: each for each in old}
    names = {each.item.plain_name: each for each in old}
    pairs = [(each, _earlier(each, standing, names)) for each in new]
    met = {earlier.item.id for _, earlier in pairs if earlier}
    added = [each for each, earlier in pairs if earlier is None]
    removed = [each for each in old if each.item.id not in met]
    changed = [
        Changed(earlier.item, each, what)
        for each, earlier in pairs
        if earlier and (what := _what_changed(earlier.item, each.item))
    ]
    same = len(new) - len(added) - len(changed)
    follow = _follow(found.region_id, added, removed, changed) if before else []
    return ListDifferences(before, added, removed, changed, same, follow)


def _earlier(
    each: Placed, standing: Mapping[str, Placed], names: Mapping[str, Placed]
) -> Placed | None:
    return standing.get(each.item.identity) or names.get(each.item.plain_name)


def _before(found: ItemList) -> ItemList | None:
    query = select(ItemList).where(
        ItemList.region_id == found.region_id, ItemList.kind == found.kind
    )
    if found.state == "previewed":
        return session().scalar(query.where(ItemList.state == "current"))
    query = query.where(ItemList.state != "previewed", ItemList.number < found.number)
    return session().scalar(query.order_by(ItemList.number.desc()).limit(1))


def _items(found: ItemList) -> Sequence[ListItem]:
    query = select(ListItem).where(ListItem.list_id == found.id)
    return (
        session()
        .scalars(query.options(joinedload(ListItem.domain)).order_by(ListItem.position))
        .all()
    )


def _what_changed(before: ListItem, after: ListItem) -> tuple[str, ...]:
    labels = {"plain_name": "名称", "owner": "实施主体", "url": "办事页面"}
    return tuple(
        label
        for name, label in labels.items()
        if (getattr(before, name) or "") != (getattr(after, name) or "")
    )


def _follow(
    region_id: int,
    added: Sequence[Placed],
    removed: Sequence[Placed],
    changed: Sequence[Changed],
) -> list[Follow]:
    """By domain: items to take in, entries to rename, entries whose item is gone."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    names: dict[str, str] = {}
    renamed = [each.after for each in changed if "名称" in each.what]
    for turn, members in enumerate((_lacking(added), renamed, _covered(removed))):
        for each in members:
            domain = each.item.domain
            if domain is not None:
                counts[domain.code][turn] += 1
                names[domain.code] = domain.name
    catalogs = _catalogs(region_id)
    return [
        Follow(code, names[code], catalogs.get(code), *counted)
        for code, counted in sorted(counts.items())
    ]


def _lacking(members: Sequence[Placed]) -> list[Placed]:
    return [each for each in members if each.coverage == "missing"]


def _covered(members: Sequence[Placed]) -> list[Placed]:
    return [each for each in members if each.coverage == "covered"]


def _catalogs(region_id: int) -> dict[str, Catalog]:
    found = session().scalars(select(Catalog).where(Catalog.region_id == region_id))
    return {catalog.domain_code: catalog for catalog in found}
