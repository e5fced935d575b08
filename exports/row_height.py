"""How high a row must be for its wrapped text.

Excel would find this out by itself; LibreOffice and print services trust the file, and show one
line where it says nothing. So it is estimated, rather a little too high than too low.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

LINE = 14.5
"""Points, a line of 10-point text in the tallest of the usual Chinese fonts."""
PADDING = 8.0
HIGHEST = 409.0
"""Points: Excel allows no more."""
MOST_LINES = int((HIGHEST - PADDING) / LINE)
WIDEST = 120.0
"""Wider columns could not be read in one glance; what is longer is cut in print, never in data."""


def row_height(cells: Iterable[tuple[str, float]]) -> float:
    """Points needed by a row of (text, column width); widths in Excel's unit, a digit's width."""
    lines = max((line_count(text, int(width)) for text, width in cells if text), default=1)
    return min(lines * LINE + PADDING, HIGHEST)


def width_for(texts: Sequence[str], width: float) -> float:
    """The width, or as much more as the longest of the texts needs to fit the highest row."""
    while width < WIDEST and any(line_count(text, int(width)) > MOST_LINES for text in texts):
        width = min(width * 1.25, WIDEST)
    return width


@lru_cache(maxsize=8192)
def line_count(text: str, room: int) -> int:
    """Lines that a text takes in a column with room for that many half-width characters."""
    return sum(1 + max(_width(line) - 1, 0) // room for line in text.split("\n"))


def _width(line: str) -> int:
    """Half-width characters: in GB 18030 a Chinese character takes two bytes, a letter one."""
    return len(line.encode("gb18030", errors="replace"))
