"""What leaks of a page or file: one record a kind, counted, with the first places it stands at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from catalog_app.checks.privacy.tables import CellDatum, Kind

PLACES_KEPT = 5


@dataclass(frozen=True, slots=True)
class LeakPlace:
    """One hit: masked, and where it stands in words: 第2个工作表“名单”第15行; "" where unknown."""

    masked: str
    where: str = ""
    header: str = ""


@dataclass(frozen=True, slots=True)
class Leak:
    """All hits of one kind: how many, and the first few."""

    kind: Kind
    count: int
    places: tuple[LeakPlace, ...]

    def to_dict(self) -> dict[str, Any]:
        """The JSON object of it; all texts are masked."""
        places = [[place.masked, place.where, place.header] for place in self.places]
        return {"kind": self.kind, "count": self.count, "places": places}

    @classmethod
    def from_dict(cls, kept: Mapping[str, Any]) -> Leak:
        """The leak that `to_dict` wrote."""
        places = tuple(LeakPlace(*place) for place in kept["places"])
        return cls(kept["kind"], kept["count"], places)


Located = tuple[CellDatum, str]


def leaks(found: Iterable[Located]) -> tuple[Leak, ...]:
    """Hits with the words of their place, gathered by kind, in order of first sight."""
    kinds: dict[Kind, list[LeakPlace]] = {}
    counts: dict[Kind, int] = {}
    for datum, where in found:
        places = kinds.setdefault(datum.kind, [])
        counts[datum.kind] = counts.get(datum.kind, 0) + 1
        if len(places) < PLACES_KEPT:
            places.append(LeakPlace(datum.masked, where, datum.header))
    return tuple(Leak(kind, counts[kind], tuple(places)) for kind, places in kinds.items())


def joined(groups: Iterable[Sequence[Leak]], prefix: str = "") -> tuple[Leak, ...]:
    """Leaks of several parts as those of the whole; `prefix` goes before every place."""
    kinds: dict[Kind, list[LeakPlace]] = {}
    counts: dict[Kind, int] = {}
    for group in groups:
        for leak in group:
            counts[leak.kind] = counts.get(leak.kind, 0) + leak.count
            kinds.setdefault(leak.kind, []).extend(leak.places)
    return tuple(
        Leak(
            kind,
            counts[kind],
            tuple(LeakPlace(p.masked, prefix + p.where, p.header) for p in places[:PLACES_KEPT]),
        )
        for kind, places in kinds.items()
    )
