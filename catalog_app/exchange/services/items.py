"""Which of the guide's items a row follows: pure comparison, the surest ways first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz import fuzz, process

from catalog_app.exchange.services.comparing import Row
from catalog_app.exchange.services.kept import full_name
from catalog_app.exchange.services.matching import NEAR_PAIRS
from catalog_app.exchange.services.names import near_name, plain_name

NEAREST = 8
"""Items offered to choose from."""
HOW_NAMES = {
    "chosen": "人工选定",
    "told": "文件写明",
    "same": "同名",
    "moved": "同名，一级事项不同",
    "near": "名称相近",
}


class Item(NamedTuple):
    """An item of a guide, as it is written and as it is compared."""

    id: int
    name: str
    plain_group: str
    plain_name: str


def item_of(item_id: int, group: str | None, name: str) -> Item:
    """The item of a guide's row."""
    return Item(item_id, full_name(group, name), plain_name(group or ""), plain_name(name))


@dataclass(frozen=True, slots=True)
class Follows:
    """The item a row follows, and how that is known; `likeness` of the names, 0-100."""

    item: Item
    how: str
    likeness: float = 100.0

    @property
    def words(self) -> str:
        near = f" {self.likeness:.0f}%" if self.how == "near" else ""
        return f"{HOW_NAMES[self.how]}{near}"

    @property
    def doubtful(self) -> bool:
        return self.how in ("moved", "near")


Chosen = Mapping[str, int | None]
"""By row key the id of the item a person chose, None for "none"."""


def given(items: Sequence[Item], rows: Sequence[Row], chosen: Chosen) -> dict[str, Follows]:
    """By row key; an item is given once, to what comes first of: what was chosen, the item that our
    export tells, the same group and name, a name that one item has, a near name."""
    giving = _Giving(items)
    for row in rows:
        giving.choose(row.key, chosen.get(row.key))
    left = [row for row in rows if row.key not in chosen]
    names = {row.key: _sought(row) for row in left}
    for row in left:
        told = "told" if row.read.guide_item else "same"
        giving.take(row.key, names[row.key], told)
    for row in left:
        giving.take_only(row.key, names[row.key][1])
    giving.take_near({key: name for key, (_, name) in names.items()})
    return giving.found


def nearest(items: Iterable[Item], row: Row) -> list[Item]:
    """The items whose names are nearest to a row's, the nearest first."""
    listed = list(items)
    names = [item.plain_name for item in listed]
    near = process.extract(
        plain_name(row.read.content.name), names, scorer=fuzz.ratio, limit=NEAREST
    )
    return [listed[place] for _, _, place in near]


class _Giving:
    """One giving away of a guide's items; each step gives of what the steps before left."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.found: dict[str, Follows] = {}
        self._items = {item.id: item for item in items}
        self._by_full: dict[tuple[str, str], list[Item]] = defaultdict(list)
        self._by_name: dict[str, list[Item]] = defaultdict(list)
        for item in items:
            self._by_full[item.plain_group, item.plain_name].append(item)
            self._by_name[item.plain_name].append(item)

    def choose(self, key: str, item_id: int | None) -> None:
        if item := self._items.get(item_id or 0):
            self._give(key, Follows(item, "chosen"))

    def take(self, key: str, name: tuple[str, str], how: str) -> None:
        same = [item for item in self._by_full.get(name, ()) if item.id in self._items]
        if same and key not in self.found:
            self._give(key, Follows(same[0], how))

    def take_only(self, key: str, name: str) -> None:
        same = [item for item in self._by_name.get(name, ()) if item.id in self._items]
        if len(same) == 1 and key not in self.found:
            self._give(key, Follows(same[0], "moved"))

    def take_near(self, names: Mapping[str, str]) -> None:
        open_names = {key: name for key, name in names.items() if key not in self.found}
        if len(open_names) * len(self._items) > NEAR_PAIRS:
            return
        for key, name in open_names.items():
            left = list(self._items.values())
            near = near_name(name, [item.plain_name for item in left])
            if near:
                self._give(key, Follows(left[near.place], "near", near.likeness))

    def _give(self, key: str, follows: Follows) -> None:
        self.found[key] = follows
        del self._items[follows.item.id]


def _sought(row: Row) -> tuple[str, str]:
    """The row's plain group and name, or those of the guide's item where our export told it."""
    group, name = row.content.group or "", row.content.name
    if row.read.guide_item:
        told, _, rest = row.read.guide_item.partition("/")
        group, name = (told, rest) if rest else ("", told)
    return plain_name(group), plain_name(name)
