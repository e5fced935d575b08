"""Which domain an item of a list belongs to, and which entry covers it. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from domains.coverage import SAME_NAME, closest, plain_name, says_the_same
from domains.guide import Domain
from domains.recognition import recognise

NEAR_DOMAIN = 80.0
"""Least likeness to an item of a guide from which an item may be of its domain."""
SURE = frozenset({"name", "words", "chosen"})
"""Ways of finding a domain on which a fault may rest."""
_DEPARTMENT = re.compile(r"^省|(?:厅|局|委员会|委|办公室|办)$|和")


class Found(NamedTuple):
    """A domain (None for none), and how it was found: name, words, near, owner or none."""

    domain_code: str | None
    how: str


class DomainFinder:
    """The guides' items by name, and the departments by name."""

    def __init__(self, domains: Sequence[Domain], items: Iterable[tuple[str, str]]) -> None:
        """`items` are (domain code, item name)."""
        self._domains = domains
        self._codes: dict[str, set[str]] = defaultdict(set)
        for code, name in items:
            self._codes[plain_name(name)].add(code)
        self._names = list(self._codes)
        self._departments = [
            (_DEPARTMENT.sub("", each.provincial_department), each.code)
            for each in domains
            if each.provincial_department
        ]

    def find(self, name: str, owner: str | None) -> Found:
        """By an item's own name, by the words of a domain in it, by a near name, by the owner."""
        plain, owned = plain_name(name), self._owned(owner or "")
        exact = self._codes.get(plain, set())
        if len(exact) == 1:
            return Found(next(iter(exact)), "name")
        if len(exact & owned) == 1:
            return Found(next(iter(exact & owned)), "name")
        worded = recognise(name, self._domains)
        if worded:
            return Found(worded[0].code, "words")
        return self._near(plain, owned)

    def _near(self, plain: str, owned: set[str]) -> Found:
        near = closest(plain, self._names, least=NEAR_DOMAIN)
        codes = self._codes[self._names[near.place]] if near else set()
        chosen = codes & owned or codes
        if len(chosen) == 1:
            return Found(next(iter(chosen)), "near")
        return Found(next(iter(owned)), "owner") if len(owned) == 1 else Found(None, "none")

    def _owned(self, owner: str) -> set[str]:
        """The domains of the department whose county bureau the owner is."""
        plain = owner.replace("和", "")
        return {code for stem, code in self._departments if stem and stem in plain}


class Kept(NamedTuple):
    """An entry of a catalogue: its id and name."""

    id: int
    name: str


class Wanted(NamedTuple):
    """An item of a list: its key, its name, and the entry a person said covers it."""

    key: int
    name: str
    entry_id: int | None = None


@dataclass(frozen=True, slots=True)
class Cover:
    """How an item stands in a catalogue. `entry_id` covers it (chosen, same or near name); else
    `nearest` is the name most like its own, `likeness` (0-100) how much. `one_thing` is False
    where the names differ by more than words put in."""

    entry_id: int | None = None
    how: str = "none"
    nearest: str | None = None
    likeness: float = 0.0
    one_thing: bool = True


def covers(items: Sequence[Wanted], entries: Sequence[Kept]) -> dict[int, Cover]:
    """How each item (by key) stands among the entries of its domain's catalogue.

    An entry that bears the very name of one item is no near match of another.
    """
    by_id = {entry.id: entry for entry in entries}
    by_name: dict[str, Kept] = {}
    for entry in entries:
        by_name.setdefault(plain_name(entry.name), entry)
    names = {plain_name(item.name) for item in items}
    free = [plain for plain in by_name if plain not in names]
    return {item.key: _cover(item, by_id, by_name, free) for item in items}


def _cover(
    item: Wanted, by_id: dict[int, Kept], by_name: dict[str, Kept], free: Sequence[str]
) -> Cover:
    if item.entry_id in by_id:
        entry = by_id[item.entry_id]
        return Cover(entry.id, "chosen", entry.name, 100.0)
    plain = plain_name(item.name)
    if plain in by_name:
        return Cover(by_name[plain].id, "same", by_name[plain].name, 100.0)
    near = closest(plain, free)
    if near is None:
        return Cover()
    entry = by_name[free[near.place]]
    same = says_the_same(plain, free[near.place])
    covered = near.likeness >= SAME_NAME
    return Cover(
        entry.id if covered else None,
        "near" if covered else "none",
        entry.name,
        near.likeness,
        same,
    )
