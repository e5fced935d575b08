"""Whether a list of names covers an item: by the same name, or by one as good as the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Indel

SAME_NAME = 85.0
"""Likeness (0-100, ratio of inserted and deleted characters) from which two names mean one item."""
_SIGNS = re.compile(r"[\W_]+")
_WEIGHTY = re.compile(r"[0-9a-z一二三四五六七八九十百首末非不未无免再续]")


class Closest(NamedTuple):
    """The nearest of several names: its place among them, and its likeness (0-100)."""

    place: int
    likeness: float


@lru_cache(maxsize=100_000)
def plain_name(name: str) -> str:
    """A name as it is compared: no white space and punctuation, no difference of width or case."""
    return _SIGNS.sub("", unicodedata.normalize("NFKC", name)).lower()


def closest(plain: str, others: Sequence[str], *, least: float = 0.0) -> Closest | None:
    """The nearest of `others` (plain names, as `plain`) that is at least so alike; None for none."""
    found = process.extractOne(plain, others, scorer=fuzz.ratio, score_cutoff=least)
    return Closest(found[2], found[1]) if found else None


def uncovered(wanted: Iterable[tuple[int, str]], names: Collection[str]) -> set[int]:
    """The keys of the wanted items (key, name) that none of the names means."""
    plain = [plain_name(name) for name in names]
    same = frozenset(plain)
    return {
        key
        for key, name in wanted
        if plain_name(name) not in same
        and closest(plain_name(name), plain, least=SAME_NAME) is None
    }


def says_the_same(one: str, other: str) -> bool:
    """Do two plain names differ, if at all, only by words put in (养老机构备案, 养老机构的备案)?

    A word in place of another (设立登记, 变更登记; 2024年, 2025年) makes it another matter, and so
    does a number or a "not" put in.
    """
    steps = [each for each in Indel.opcodes(one, other) if each.tag != "equal"]
    if {each.tag for each in steps} == {"insert", "delete"}:
        return False
    put_in = "".join(
        one[each.src_start : each.src_end] + other[each.dest_start : each.dest_end]
        for each in steps
    )
    return _WEIGHTY.search(put_in) is None
