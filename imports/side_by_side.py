"""Tables that stand beside one another on a sheet, each cut out as a sheet of its own."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from imports.header import header_rows, read_header
from imports.header_words import ITEM, meaning
from imports.table import Table

_LOOK = 200  # rows from the top in which the first header is looked for
_BEGINNINGS = ("number", ITEM, "group", "name")  # what the first column of a table may be


def apart(table: Table) -> list[Table]:
    """The tables of a sheet from left to right: mostly the sheet itself, as one.

    It is cut where the word of a header's first column comes again and each part is a catalogue.
    """
    top = table.with_rows(table.rows[:_LOOK])
    row = next(iter(header_rows(top)), None)
    if row is None:
        return [table]
    starts = _starts(table.rows[row - table.first_row])
    if len(starts) < 2:
        return [table]
    bounds = pairwise([0, *starts[1:], table.width])
    parts = [_part(table, start, end) for start, end in bounds]
    return parts if all(_is_catalogue(part, row) for part in parts) else [table]


def _starts(words: Sequence[str]) -> list[int]:
    """The places in a header row at which its first column's word stands."""
    fields = [found.field if (found := meaning(word)) else None for word in words]
    first = next((field for field in fields if field in _BEGINNINGS), None)
    return [place for place, field in enumerate(fields) if first and field == first]


def _is_catalogue(part: Table, row: int) -> bool:
    return read_header(part, row).is_catalogue


def _part(table: Table, start: int, end: int) -> Table:
    first = table.first_column + start
    columns = range(first, table.first_column + end)
    return table.with_rows(
        [cells[start:end] for cells in table.rows],
        first_column=first,
        merges=[area for area in table.merges if area[1] in columns],
        formulas=frozenset(at for at in table.formulas if at[1] in columns),
        links=[(at, url) for at, url in table.links if at[1] in columns],
    )
