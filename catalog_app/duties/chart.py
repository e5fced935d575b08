"""A bar for each owner or region, cut by state: the numbers an SVG needs. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from catalog_app.duties.services.listing import STATES, Share

WIDTH = 480.0
ROW = 30
SHOWN = 15


@dataclass(frozen=True, slots=True)
class Piece:
    state: str
    x: float
    width: float
    count: int


@dataclass(frozen=True, slots=True)
class Bar:
    name: str
    y: int
    pieces: Sequence[Piece]


def bars(shares: Sequence[Share]) -> list[Bar]:
    """The first `SHOWN`, as long as their totals."""
    shown = shares[:SHOWN]
    most = max((share.total for share in shown), default=1)
    return [Bar(s.name, row * ROW, _pieces(s, WIDTH / most)) for row, s in enumerate(shown)]


def _pieces(share: Share, unit: float) -> list[Piece]:
    found, x = [], 0.0
    for state in STATES:
        count = share.counts.get(state, 0)
        if count:
            width = round(count * unit, 1)
            found.append(Piece(state, round(x, 1), width, count))
            x += width
    return found
