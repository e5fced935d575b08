"""Puts the tables of a document, and the lines between them, under one another as one sheet.

A Word table broken over pages, or a page with several catalogues, is then read like a worksheet:
lines are titles, headers are found where they stand, and a table without a header carries on the
one above it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from imports.header import header_rows
from imports.refusal import Refused
from imports.table import Area, Position, Table, padded

MAX_CELLS = 2_000_000
MAX_SPAN = 1_000


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


def as_sheet(blocks: Iterable[Block]) -> list[Table]:
    """The one sheet of a document; where no table of it has a catalogue's header, its tables as they
    are, for other readers.

    Lines and layout tables above a catalogue become lines of their own; what follows the last
    catalogue and is not as wide as it is left out: it is the page's foot.
    """
    rows: list[list[str]] = []
    merges: list[Area] = []
    links: list[tuple[Position, str]] = []
    hidden: set[int] = set()
    waiting: list[list[str]] = []
    width = 0
    grids: list[Grid] = []
    for block in blocks:
        if isinstance(block, str):
            waiting.append([block])
            continue
        grids.append(block)
        if block.width == width or has_header(block):
            rows.extend(waiting)
            waiting, width, down = [], block.width, len(rows)
            merges.extend((r1 + down, c1, r2 + down, c2) for r1, c1, r2, c2 in block.merges)
            links.extend(((row + down, column), url) for (row, column), url in block.links)
            hidden.update(row + down for row in block.hidden)
            rows.extend(block.rows)
    if sum(map(len, rows)) > MAX_CELLS:
        raise Refused("too-large", limit=f"最多{MAX_CELLS}格")
    if not rows:
        return [_as_it_is(grid) for grid in grids if grid.width]
    return [
        Table("", padded(rows), merges=merges, links=links, hidden_rows=frozenset(hidden)),
    ]


def _as_it_is(grid: Grid) -> Table:
    return Table("", padded(grid.rows), merges=grid.merges, links=grid.links)


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
