"""Which entry a row of the file speaks of: pure comparison, surest ways first.

What the clerk chose; our own export's mark; serial, group and name; group and name; a name that
occurs once, moved to another group; a near name in its group; the same contents under another name;
at last a near name in another group, which only the clerk may confirm.
An entry in force is preferred to one that was withdrawn. What could mean two things means none: a
wrong match overwrites an entry, a new one is seen and put right.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from catalog_app.exchange.services.kept import Kept
from catalog_app.exchange.services.names import likeness, near_name, plain_name
from catalog_app.exchange.services.shortlist import Shortlist
from domains.entry import EntryContent
from imports.reading import ReadEntry

NEAR_PAIRS = 4_000_000
"""Above this many pairs near names are not looked for: it would take seconds."""
RENAMED = 50.0
"""Least likeness of the old and the new name of an item whose contents stayed."""
SAME = 100.0
"""Likeness of one and the same name."""
TOLD = 2
"""Elements and bases that must be the same for contents to tell an item."""


class How(StrEnum):
    """How a row was matched, the surest first."""

    CHOSEN = "chosen"
    IDENTITY = "identity"
    SERIAL = "serial"
    NAME = "name"
    MOVED = "moved"
    NEAR = "near"
    RENAMED = "renamed"
    PERHAPS = "perhaps"


HOW_NAMES = {
    How.CHOSEN: "人工选定",
    How.IDENTITY: "按事项标识",
    How.SERIAL: "按序号和名称",
    How.NAME: "同名",
    How.MOVED: "同名，一级事项不同",
    How.NEAR: "名称相近",
    How.RENAMED: "内容相同，名称不同",
    How.PERHAPS: "也许是同一项，名称相近",
}
DOUBTFUL = frozenset({How.MOVED, How.NEAR, How.RENAMED, How.PERHAPS})
"""Ways after which a person should look."""
UNCONFIRMED = frozenset({How.RENAMED, How.PERHAPS})
"""Ways after which nothing is written before a person said so."""


@dataclass(frozen=True, slots=True)
class Match:
    """`likeness` of the two names, 0-100."""

    kept: Kept
    how: How
    likeness: float = 100.0

    @property
    def words(self) -> str:
        exact = self.how not in (How.NEAR, *UNCONFIRMED)
        return HOW_NAMES[self.how] if exact else f"{HOW_NAMES[self.how]} {self.likeness:.0f}%"

    @property
    def doubtful(self) -> bool:
        return self.how in DOUBTFUL


Found = dict[int, Match]
Key = Hashable | None
Chosen = Mapping[int, int | None]
"""A row's place: the entry's id the clerk chose for it, or None for "a new item"."""


def match_rows(
    rows: Sequence[ReadEntry],
    kept: Sequence[Kept],
    identity: Callable[[int], str],
    chosen: Chosen | None = None,
) -> Found:
    """The entry of each row (by the row's place in `rows`); rows of no entry are left out.

    `identity` makes an entry's mark of its id. An entry is given to one row only; rows of the same
    name are paired by their contents, then in their order, so that a second import of the same file
    changes nothing.
    """
    return _Matching(rows, kept, identity, chosen or {}).found


class _Matching:
    """One matching of rows and entries; each step pairs what the steps before left free."""

    def __init__(
        self,
        rows: Sequence[ReadEntry],
        kept: Sequence[Kept],
        identity: Callable[[int], str],
        chosen: Chosen,
    ) -> None:
        self.rows = rows
        self.found: Found = {}
        self.taken: set[int] = set()
        self.new = {place for place, entry_id in chosen.items() if entry_id is None}
        self._choose(kept, chosen)
        self._by_mark(kept, identity)
        pools = [
            [each for each in kept if (each.disposition == "current") is standing]
            for standing in (True, False)
        ]
        for pool in pools:
            self._pair(pool, How.SERIAL, _row_serial, _kept_serial)
            self._pair(pool, How.NAME, _row_contents, _kept_contents)
            self._pair(pool, How.NAME, _row_name, _kept_name)
        for pool in pools:
            self._pair_moved(pool, kept)
            self._pair_near(pool)
            self._pair_renamed(pool, kept)
        for pool in pools:
            self._pair_perhaps(pool)

    def _give(self, place: int, match: Match) -> None:
        self.found[place] = match
        self.taken.add(match.kept.entry_id)

    def _free(self, kept: Iterable[Kept]) -> list[Kept]:
        return [each for each in kept if each.entry_id not in self.taken]

    def _open(self) -> list[int]:
        """The rows without an entry, by place; a row without a name means nothing."""
        return [
            place
            for place, row in enumerate(self.rows)
            if place not in self.found and place not in self.new and row.content.name
        ]

    def _choose(self, kept: Sequence[Kept], chosen: Chosen) -> None:
        by_id = {each.entry_id: each for each in kept}
        for place, entry_id in chosen.items():
            entry = by_id.get(entry_id or 0)
            if entry and entry.entry_id not in self.taken:
                same = likeness(_plain(self.rows[place]), plain_name(entry.content.name))
                self._give(place, Match(entry, How.CHOSEN, same))

    def _by_mark(self, kept: Sequence[Kept], identity: Callable[[int], str]) -> None:
        """Marks copied with a row or mixed up by sorting one column alone do not count: where the
        row has another entry's group and name, or another row has its entry's."""
        marked: dict[str, list[int]] = defaultdict(list)
        for place in self._open():
            if self.rows[place].identity:
                marked[self.rows[place].identity or ""].append(place)
        if not marked:
            return
        names = Counter(map(_kept_name, kept))
        for entry in self._free(kept):
            places = marked.get(identity(entry.entry_id), ())
            own = [place for place in places if _row_name(self.rows[place]) == _kept_name(entry)]
            others = [place for place in places if _row_name(self.rows[place]) not in names]
            for place in (own or others)[:1]:
                self._give(place, Match(entry, How.IDENTITY))

    def _pair(
        self,
        kept: Iterable[Kept],
        how: How,
        row_key: Callable[[ReadEntry], Key],
        kept_key: Callable[[Kept], Key],
    ) -> None:
        """Give each open row a free entry of the same key."""
        waiting: dict[Key, deque[Kept]] = defaultdict(deque)
        for each in self._free(kept):
            waiting[kept_key(each)].append(each)
        if not waiting:
            return
        for place in self._open():
            key = row_key(self.rows[place])
            if key is not None and waiting.get(key):
                self._give(place, Match(waiting[key].popleft(), how))

    def _pair_moved(self, pool: Sequence[Kept], kept: Sequence[Kept]) -> None:
        """A name that the whole file and the whole catalogue have once each: its group changed, or
        one of the two has none."""
        free = {plain_name(each.content.name): each for each in self._free(pool)}
        if not free:
            return
        in_file = Counter(map(_plain, self.rows))
        in_catalogue = Counter(plain_name(each.content.name) for each in kept)
        for place in self._open():
            name = _plain(self.rows[place])
            if name in free and in_file[name] == in_catalogue[name] == 1:
                groups = free[name].content.group, self.rows[place].content.group
                self._give(place, Match(free[name], How.MOVED if all(groups) else How.NAME))

    def _pair_near(self, pool: Sequence[Kept]) -> None:
        """Rows and entries of a group whose names are near to each other and to nothing else."""
        by_group: dict[str, list[Kept]] = defaultdict(list)
        for each in self._free(pool):
            by_group[plain_name(each.content.group or "")].append(each)
        rows = self._rows_by_group()
        for group, free in by_group.items():
            places = rows.get(group, [])
            if not places or len(free) * len(places) > NEAR_PAIRS:
                continue
            kept_names = [plain_name(each.content.name) for each in free]
            row_names = [_plain(self.rows[place]) for place in places]
            for index, name in enumerate(row_names):
                near = near_name(name, kept_names)
                back = near_name(kept_names[near.place], row_names) if near else None
                if near and back and back.place == index:
                    self._give(places[index], Match(free[near.place], How.NEAR, near.likeness))

    def _rows_by_group(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for place in self._open():
            found[plain_name(self.rows[place].content.group or "")].append(place)
        return found

    def _pair_renamed(self, pool: Sequence[Kept], kept: Sequence[Kept]) -> None:
        """Contents that the whole file and the whole catalogue have once each: another name."""
        free = {_told(each.content): each for each in self._free(pool)}
        if not free:
            return
        in_file = Counter(_told(row.content) for row in self.rows)
        in_catalogue = Counter(_told(each.content) for each in kept)
        for place in self._open():
            told = _told(self.rows[place].content)
            if told is None or told not in free or not in_file[told] == in_catalogue[told] == 1:
                continue
            entry = free[told]
            near = likeness(_plain(self.rows[place]), plain_name(entry.content.name))
            if near >= RENAMED:
                self._give(place, Match(entry, How.RENAMED, near))

    def _pair_perhaps(self, pool: Sequence[Kept]) -> None:
        """Rows and entries of whatever group whose names are near to each other and to nothing else;
        one name that several groups have (政策文件) says nothing."""
        free, places = self._free(pool), self._open()
        if not free or not places:
            return
        row_names = [_plain(self.rows[place]) for place in places]
        entries = Shortlist([plain_name(each.content.name) for each in free])
        rows = Shortlist(row_names)
        for index, name in enumerate(row_names):
            near = entries.near(name)
            back = rows.near(plain_name(free[near.place].content.name)) if near else None
            if near and back and back.place == index and near.likeness < SAME:
                self._give(places[index], Match(free[near.place], How.PERHAPS, near.likeness))


def _plain(row: ReadEntry) -> str:
    return plain_name(row.content.name)


def _row_serial(row: ReadEntry) -> Key:
    return (row.number, _row_name(row)) if row.number else None


def _kept_serial(kept: Kept) -> Key:
    return (kept.serial, _kept_name(kept)) if kept.serial else None


def _row_contents(row: ReadEntry) -> Key:
    return (_row_name(row), row.content.content, row.content.basis)


def _kept_contents(kept: Kept) -> Key:
    return (_kept_name(kept), kept.content.content, kept.content.basis)


def _row_name(row: ReadEntry) -> Key:
    return _grouped(row.content.group, row.content.name)


def _kept_name(kept: Kept) -> Key:
    return _grouped(kept.content.group, kept.content.name)


def _grouped(group: str | None, name: str) -> Key:
    return plain_name(group or ""), plain_name(name)


def _told(content: EntryContent) -> Key:
    """What tells an item without its name; None where too little is written."""
    if len(content.content) + len(content.basis) < TOLD or not content.content:
        return None
    return plain_name(content.group or ""), content.content, content.basis
