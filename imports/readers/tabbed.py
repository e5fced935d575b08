"""Splits tab-separated text into cells: "Unicode text" files, and what a spreadsheet copies.

Spreadsheets quote a cell only where it holds a line break, and double the quotes in it; any other
quote is the person's own (a lone " means 同上). So a quote counts as one only where its partner
ends the cell and no tab lies between: a lone quote must not swallow the rows after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_CELL = re.compile(r'"((?:[^"\t]++|"")*+)"(?=[\t\r\n]|\Z)|([^\t\r\n]*)')
_LINE_BREAK = re.compile(r"\r\n?|\n")


def tabbed_rows(text: str) -> Iterator[list[str]]:
    """The rows of tab-separated text, each with as many cells as it has."""
    cells: list[str] = []
    place = 0
    while place < len(text):
        cell = _CELL.match(text, place)
        assert cell is not None  # the second alternative matches anything
        cells.append(cell[2] if cell[1] is None else cell[1].replace('""', '"'))
        place = cell.end()
        if line_break := _LINE_BREAK.match(text, place):
            yield cells
            cells, place = [], line_break.end()
        elif place < len(text):  # a tab
            place += 1
            if place == len(text):
                cells.append("")
    if cells:
        yield cells
