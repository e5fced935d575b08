"""Names that may be near to a name, found by their rarest pairs of signs: no name is compared with all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from catalog_app.exchange.services.names import Near, near_name

RAREST = 4
"""Pairs of signs of a name by which others are looked up: names alike to nine tenths share one."""
LONGEST = 40
"""Names looked at for one name; a pair of signs that more have tells nothing."""


class Shortlist:
    """Plain names, to be asked for the one that is near to another."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self._by_pair: dict[str, list[int]] = defaultdict(list)
        for place, name in enumerate(names):
            for pair in _pairs(name):
                self._by_pair[pair].append(place)

    def near(self, name: str) -> Near | None:
        """As `near_name` of all names; `place` counts among them."""
        places = self._likely(name)
        found = near_name(name, [self._names[place] for place in places])
        return Near(places[found.place], found.likeness) if found else None

    def _likely(self, name: str) -> list[int]:
        lists = [self._by_pair[pair] for pair in _pairs(name) if pair in self._by_pair]
        rarest = sorted(lists, key=len)[:RAREST]
        shared = Counter(place for each in rarest if len(each) <= LONGEST for place in each)
        return [place for place, _ in shared.most_common(LONGEST)]


def _pairs(name: str) -> set[str]:
    return {name[at : at + 2] for at in range(len(name) - 1)}
