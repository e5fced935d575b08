"""One table as a reader found it: texts by row and column, with what the person sees around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

Position = tuple[int, int]  # row and column, both counted from 1, as in the file
Area = tuple[int, int, int, int]  # first row, first column, last row, last column; counted from 1


def padded(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """The rows with empty cells added to the short ones, so that all are equally long."""
    width = max((len(row) for row in rows), default=0)
    return [[*row, *[""] * (width - len(row))] for row in rows]


def column_letters(column: int) -> str:
    """The letters over a column counted from 1: 1 → A, 28 → AB."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """The address a person sees in a spreadsheet: row 7, column 3 → C7."""
    return f"{column_letters(column)}{row}"


@dataclass(frozen=True)
class Table:
    """The texts of one sheet, CSV file or table of a document.

    `rows` begins at row `first_row` and column `first_column` of the file, so that an address
    computed from a position is the one in the person's own file. A cell without text is "", and
    every row has the same number of cells (`padded` makes it so).
    """

    sheet: str
    rows: Sequence[Sequence[str]]
    first_row: int = 1
    first_column: int = 1
    merges: Sequence[Area] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    formulas: frozenset[Position] = frozenset()
    links: Sequence[tuple[Position, str]] = ()  # addresses attached to a cell, not written in it
    caption: str | None = None  # a line above a table of a document

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0

    @property
    def last_row(self) -> int:
        return self.first_row + len(self.rows) - 1

    def text(self, row: int, column: int) -> str:
        """The cell's own text, "" where it has none or lies outside the table."""
        if row < self.first_row or column < self.first_column or row > self.last_row:
            return ""
        index = column - self.first_column
        return self.rows[row - self.first_row][index] if index < self.width else ""

    @cached_property
    def anchors(self) -> dict[Position, Position]:
        """For every cell hidden under a merged range: the cell that holds the range's text."""
        return {
            (row, column): (area[0], area[1])
            for area in self.merges
            for row in range(area[0], min(area[2], self.last_row) + 1)
            for column in range(area[1], area[3] + 1)
            if (row, column) != (area[0], area[1])
        }

    @property
    def is_empty(self) -> bool:
        return not any(text.strip() for cells in self.rows for text in cells)
