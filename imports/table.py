"""One table as a reader found it: texts by row and column, with what the person sees around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from itertools import chain
from typing import Any

from imports.wording import squeeze

_MOST_UNSEEN = 8  # signs; longer texts are not looked at
_MOST_TIMES_COVERED = 4  # each cell; in a file that no spreadsheet made, areas may overlap
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
    known_texts: Sequence[str] | None = None  # `texts`, where the reader of the file knows them

    def values(self) -> tuple[Any, ...]:
        """Everything it is made of, in order: `Table(*values)` is the same table."""
        return tuple(getattr(self, each.name) for each in fields(self))

    def with_rows(self, rows: Sequence[Sequence[str]], **others: Any) -> Table:
        """The table with other rows, and what else is given."""
        return replace(self, rows=rows, known_texts=None, **others)

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0

    @property
    def last_row(self) -> int:
        return self.first_row + len(self.rows) - 1

    @property
    def last_column(self) -> int:
        return self.first_column + self.width - 1

    def text(self, row: int, column: int) -> str:
        """The cell's own text, "" where it has none or lies outside the table."""
        if row < self.first_row or column < self.first_column or row > self.last_row:
            return ""
        index = column - self.first_column
        return self.rows[row - self.first_row][index] if index < self.width else ""

    @cached_property
    def texts(self) -> Sequence[str]:
        """Every text of the rows once: of 280,000 cells a fifth are distinct.

        In the order of the cells, which is that of memory: a walk over a set of them takes thrice
        the time.
        """
        if self.known_texts is not None:
            return self.known_texts
        return tuple(dict.fromkeys(chain.from_iterable(self.rows)))

    @cached_property
    def covered(self) -> dict[int, dict[int, Position]]:
        """Row → place in its texts → the cell that holds what is seen there, for every cell hidden
        under a merged range."""
        covered: dict[int, dict[int, Position]] = {}
        room = _MOST_TIMES_COVERED * len(self.rows) * self.width
        for first_row, first_column, last_row, last_column in self.merges:
            anchor = (first_row, first_column)
            left, right = first_column - self.first_column, last_column - self.first_column
            places = range(max(left, 0), min(right + 1, self.width))
            rows = range(max(first_row, self.first_row), min(last_row, self.last_row) + 1)
            room -= len(rows) * len(places)
            if room < 0:
                break
            for row in rows:
                hidden = covered.setdefault(row, {})
                for place in places:
                    if place != left or row != first_row:
                        hidden[place] = anchor
        return covered

    def anchor(self, row: int, column: int) -> Position:
        """The cell that holds what a person sees at a place: the cell itself if it is not hidden."""
        return self.covered.get(row, {}).get(column - self.first_column, (row, column))

    @property
    def is_empty(self) -> bool:
        return not any(text.strip() for text in self.texts)


def _is_unseen(text: str) -> bool:
    """Whether a text holds only signs that nobody sees, zero-width ones too."""
    return len(text) <= _MOST_UNSEEN and not squeeze(text)


def with_plain_blanks(table: Table) -> Table:
    """The table with every cell of mere blanks empty, so that a cell has text or is ""."""
    signs = (text for text in table.texts if text and not text[0].isalnum())
    blanks = {text for text in signs if text.isspace() or _is_unseen(text)}
    if not blanks:
        return table
    rows = [["" if text in blanks else text for text in cells] for cells in table.rows]
    return table.with_rows(rows)
