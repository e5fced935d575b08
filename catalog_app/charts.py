"""Bars cut by state, one under the other: the numbers an SVG needs, in percent of its width. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of a bar that has one state: where it begins and how wide it is, in percent."""

    state: str
    x: float
    width: float
    count: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with its words and its pieces, from the left."""

    title: str
    total: int
    pieces: Sequence[Piece]


def stacked(rows: Iterable[tuple[str, Mapping[str, int]]], states: Sequence[str]) -> list[Bar]:
    """A bar for each (title, number by state), in order, as long as its total; the longest fills the
    width. Pieces follow the order of `states`; what none of them names is left out."""
    counted = [
        (title, {state: numbers.get(state, 0) for state in states}) for title, numbers in rows
    ]
    most = max((sum(numbers.values()) for _, numbers in counted), default=0) or 1
    return [
        Bar(title, sum(numbers.values()), _pieces(numbers, 100 / most))
        for title, numbers in counted
    ]


def _pieces(numbers: Mapping[str, int], unit: float) -> list[Piece]:
    found, before = [], 0
    for state, count in numbers.items():
        if count:
            found.append(Piece(state, round(before * unit, 3), round(count * unit, 3), count))
        before += count
    return found
