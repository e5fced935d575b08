"""Puts the tables of a document, and the lines between them, under one another as one sheet.

A Word table broken over pages, or a page with several catalogues, is then read like a worksheet:
lines are titles, headers are found where they stand, and a table without a header carries on the
one above it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from imports.header import header_rows
from imports.refusal import Refused
from imports.table import Area, Position, Table, padded

MAX_CELLS = 2_000_000
MAX_SPAN = 1_000
LEAST_DATA = 3  # filled cells in a row of a table that is no layout


@dataclass
class Grid:
    """One table of a document; spans are laid out as merged areas. Counted from 1."""

    rows: list[list[str]] = field(default_factory=list)
    merges: list[Area] = field(default_factory=list)
    links: list[tuple[Position, str]] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)  # rows that nobody sees

    @property
    def width(self) -> int:
        return max(map(len, self.rows), default=0)


Block = str | Grid


@dataclass
class _Sheet:
    """The catalogues of a document under one another."""

    rows: list[list[str]] = field(default_factory=list)
    merges: list[Area] = field(default_factory=list)
    links: list[tuple[Position, str]] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    width: int = 0  # of the last table

    def add(self, lines: Iterable[str], grid: Grid) -> None:
        """The lines above a table, each a row, and the table."""
        self.rows.extend([line] for line in lines)
        self.width, down = grid.width, len(self.rows)
        self.merges.extend((r1 + down, c1, r2 + down, c2) for r1, c1, r2, c2 in grid.merges)
        self.links.extend(((row + down, column), url) for (row, column), url in grid.links)
        self.hidden.update(row + down for row in grid.hidden)
        self.rows.extend(grid.rows)

    def table(self) -> Table:
        if sum(map(len, self.rows)) > MAX_CELLS:
            raise Refused("too-large", limit=f"最多{MAX_CELLS}格")
        hidden = frozenset(self.hidden)
        return Table(
            "", padded(self.rows), merges=self.merges, links=self.links, hidden_rows=hidden
        )


def as_sheet(blocks: Iterable[Block]) -> list[Table]:
    """The one sheet of a document; where no table of it has a catalogue's header, its tables as they
    are, for other readers.

    Lines and layout tables above a catalogue become lines of their own. Tables of data that follow
    one and have neither a header nor its width stand for themselves, to be reported; lines and
    narrow tables there are the page's foot.
    """
    sheet, waiting = _Sheet(), list[str]()
    grids: list[Grid] = []
    others: list[Grid] = []
    for block in blocks:
        if isinstance(block, str):
            waiting.append(block)
            continue
        grids.append(block)
        if block.width == sheet.width or has_header(block):
            sheet.add(waiting, block)
            waiting.clear()
        elif sheet.rows and _is_data(block):
            others.append(block)
    if not sheet.rows:
        return [_as_it_is(grid) for grid in grids if grid.width]
    return [sheet.table(), *map(_as_it_is, others)]


def _is_data(grid: Grid) -> bool:
    return any(sum(map(bool, cells)) >= LEAST_DATA for cells in grid.rows)


def _as_it_is(grid: Grid) -> Table:
    """A table for itself, called by its first texts."""
    texts = (text for cells in grid.rows for text in cells if text)
    called = " ".join(islice(texts, LEAST_DATA))
    return Table("", padded(grid.rows), merges=grid.merges, links=grid.links, caption=called)


def has_header(grid: Grid) -> bool:
    return bool(header_rows(Table("", padded(grid.rows), merges=grid.merges)))


class GridBuilder:
    """Lays out cells with spans: each lands in the next free column of its row."""

    def __init__(self) -> None:
        self.grid = Grid()
        self._taken: set[Position] = set()

    def add_row(self, *, hidden: bool = False) -> None:
        self.grid.rows.append([])
        if hidden:
            self.grid.hidden.add(len(self.grid.rows))

    def add_cell(
        self, text: str, rows: int = 1, columns: int = 1, links: Sequence[str] = ()
    ) -> None:
        """Add a cell that reaches over a number of rows and columns."""
        rows, columns = min(max(rows, 1), MAX_SPAN), min(max(columns, 1), MAX_SPAN)
        row = len(self.grid.rows)
        current = self.grid.rows[-1]
        while (row, len(current) + 1) in self._taken:
            current.append("")
        column = len(current) + 1
        current.extend([text, *[""] * (columns - 1)])
        self.grid.links.extend(((row, column), url) for url in links)
        if rows > 1 or columns > 1:
            self.grid.merges.append((row, column, row + rows - 1, column + columns - 1))
            self._take(row, column, rows, columns)

    def _take(self, row: int, column: int, rows: int, columns: int) -> None:
        if len(self._taken) + rows * columns > MAX_CELLS:
            raise Refused("too-large", limit=f"最多{MAX_CELLS}格")
        self._taken.update(
            (r, c) for r in range(row + 1, row + rows) for c in range(column, column + columns)
        )
