"""Which entry a row of the file speaks of: pure comparison, surest ways first.

Our own export's mark, then serial and name, then the name within its group, then a near name that
can mean one entry only. An entry in force is preferred to one that was withdrawn.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rapidfuzz import fuzz, process

from catalog_app.exchange.services.kept import Kept
from imports.reading import ReadEntry

NEAR = 90.0
"""Least likeness (0-100, rapidfuzz ratio) of two names that may be one item's."""
NEAR_PAIRS = 4_000_000
"""Above this many pairs near names are not looked for: it would take seconds."""
_BLANKS = re.compile(r"\s+")
_NUMBERS = re.compile(r"[0-9一二三四五六七八九十]+")


class How(StrEnum):
    """How a row was matched, the surest first."""

    IDENTITY = "identity"
    SERIAL = "serial"
    NAME = "name"
    NEAR = "near"


HOW_NAMES = {
    How.IDENTITY: "事项标识相同",
    How.SERIAL: "序号和名称相同",
    How.NAME: "名称相同",
    How.NEAR: "名称相近，请核对",
}


@dataclass(frozen=True, slots=True)
class Match:
    kept: Kept
    how: How

    @property
    def words(self) -> str:
        return HOW_NAMES[self.how]


Found = dict[int, Match]
Key = Hashable | None


def match_rows(
    rows: Sequence[ReadEntry], kept: Sequence[Kept], identity: Callable[[int], str]
) -> Found:
    """The entry of each row (by the row's place in `rows`); rows of no entry are left out.

    `identity` makes an entry's mark of its id. An entry is given to one row only; rows of the same
    name are paired in their order, so that a second import of the same file changes nothing.
    """
    found: Found = {}
    marks = (_row_identity, lambda each: identity(each.entry_id))
    _pair(found, rows, kept, How.IDENTITY, marks)
    standing = [each for each in kept if each.disposition == "current"]
    resting = [each for each in kept if each.disposition != "current"]
    for pool in (standing, resting):
        _pair(found, rows, pool, How.SERIAL, (_row_serial, _kept_serial))
        _pair(found, rows, pool, How.NAME, (_row_name, _kept_name))
        _pair_near(found, rows, pool)
    return found


@lru_cache(maxsize=100_000)
def plain_name(name: str) -> str:
    """A name as it is compared: no white space, no difference of width."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", name))


def near_name(name: str, names: Sequence[str]) -> int | None:
    """The place of the one name that is nearly `name` (both plain); None for none or several."""
    close = process.extract(name, names, scorer=fuzz.ratio, score_cutoff=NEAR, limit=None)
    alike = [
        place for other, _, place in close if _NUMBERS.findall(other) == _NUMBERS.findall(name)
    ]
    return alike[0] if len(alike) == 1 else None


def _row_identity(row: ReadEntry) -> Key:
    return row.identity


def _row_serial(row: ReadEntry) -> Key:
    return (row.number, plain_name(row.content.name)) if row.number and row.content.name else None


def _kept_serial(kept: Kept) -> Key:
    return (kept.serial, plain_name(kept.content.name)) if kept.serial else None


def _row_name(row: ReadEntry) -> Key:
    return _grouped(row.content.group, row.content.name) if row.content.name else None


def _kept_name(kept: Kept) -> Key:
    return _grouped(kept.content.group, kept.content.name)


def _grouped(group: str | None, name: str) -> Key:
    return plain_name(group or ""), plain_name(name)


def _pair(
    found: Found,
    rows: Sequence[ReadEntry],
    kept: Iterable[Kept],
    how: How,
    keys: tuple[Callable[[ReadEntry], Key], Callable[[Kept], Key]],
) -> None:
    """Give each open row a free entry of the same key; `keys` make a row's and an entry's."""
    row_key, kept_key = keys
    waiting: dict[Key, deque[Kept]] = defaultdict(deque)
    for each in _free(found, kept):
        waiting[kept_key(each)].append(each)
    for place, row in enumerate(rows):
        key = None if place in found else row_key(row)
        if key is not None and waiting.get(key):
            found[place] = Match(waiting[key].popleft(), how)


def _free(found: Found, kept: Iterable[Kept]) -> list[Kept]:
    taken = {match.kept.entry_id for match in found.values()}
    return [each for each in kept if each.entry_id not in taken]


def _pair_near(found: Found, rows: Sequence[ReadEntry], kept: Iterable[Kept]) -> None:
    """Rows and entries whose names are near to each other and to nothing else."""
    free = _free(found, kept)
    open_rows = [p for p, row in enumerate(rows) if p not in found and row.content.name]
    if not free or not open_rows or len(free) * len(open_rows) > NEAR_PAIRS:
        return
    kept_names = [plain_name(each.content.name) for each in free]
    row_names = [plain_name(rows[place].content.name) for place in open_rows]
    for index, name in enumerate(row_names):
        place = near_name(name, kept_names)
        if place is not None and near_name(kept_names[place], row_names) == index:
            found[open_rows[index]] = Match(free[place], How.NEAR)
