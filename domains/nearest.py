"""Which domain a table's items belong to, as the guides' own items tell: the nearest guide.

A guess to be confirmed by a person, never a reading: counties copy tables from one another.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from domains.guide import Domain
from domains.standard import load_domains

ALIKE = 88.0
"""Least likeness (0-100, rapidfuzz ratio) of an item's name and a guide's."""
ASKED = 300
"""Names of a table that are looked at; more do not make the answer surer."""
SHARE = 0.4
"""Least share of a table's names that a guide must hold to be proposed."""
FEWEST = 2
"""Names that are a guide's own: one may be chance."""
AHEAD = 1.5
"""How far the nearest guide must be ahead of the next."""
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Likeness:
    """How many of the table's names a domain's guide holds, exactly or nearly; `weight` counts a
    name that several guides have (政策法规文件) as a part only."""

    code: str
    name: str
    matched: int
    asked: int
    weight: float

    @property
    def share(self) -> float:
        """Of the table's names, 0-1."""
        return self.matched / self.asked

    @property
    def percent(self) -> int:
        return round(100 * self.share)


def nearest_domains(
    names: Iterable[str], domains: Sequence[Domain] | None = None
) -> tuple[Likeness, ...]:
    """The domains whose guides hold some of these item names, the nearest first."""
    asked = tuple(sorted({_plain(name) for name in names} - {""}))
    if domains is None:
        return _nearest_own(asked[:ASKED])
    return _nearest(asked[:ASKED], _index(domains), {each.code: each.name for each in domains})


def proposed(found: Sequence[Likeness]) -> Likeness | None:
    """The one that may be proposed to a person; None where nothing or several are near."""
    if not found:
        return None
    first = found[0]
    ahead = len(found) < 2 or first.weight >= AHEAD * found[1].weight
    return first if first.share >= SHARE and first.matched >= FEWEST and ahead else None


@lru_cache(maxsize=256)
def _nearest_own(names: tuple[str, ...]) -> tuple[Likeness, ...]:
    return _nearest(names, _own_index(), {each.code: each.name for each in load_domains()})


Index = Mapping[str, frozenset[str]]
"""An item's plain name: the codes of the domains whose guides have it."""


@lru_cache(maxsize=1)
def _own_index() -> Index:
    return _index(load_domains())


def _index(domains: Sequence[Domain]) -> Index:
    found: dict[str, set[str]] = defaultdict(set)
    for each in domains:
        for item in each.items:
            found[_plain(item.name)].add(each.code)
    return {name: frozenset(codes) for name, codes in found.items()}


def _nearest(names: Sequence[str], index: Index, labels: Mapping[str, str]) -> tuple[Likeness, ...]:
    matched: dict[str, int] = defaultdict(int)
    weight: dict[str, float] = defaultdict(float)
    for codes in filter(None, (_codes_of(name, index) for name in names)):
        for code in codes:
            matched[code] += 1
            weight[code] += 1 / len(codes)
    found = [
        Likeness(code, labels[code], count, len(names), weight[code])
        for code, count in matched.items()
    ]
    return tuple(sorted(found, key=lambda each: (-each.weight, each.code)))


def _codes_of(name: str, index: Index) -> frozenset[str]:
    """The domains that have the name; of a name with a third level either part serves too."""
    for part in (name, *name.split("/")):
        if part in index:
            return index[part]
    near = process.extractOne(name, index.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE)
    return index[near[0]] if near else frozenset()


def _plain(name: str) -> str:
    return _BLANKS.sub("", unicodedata.normalize("NFKC", name))
