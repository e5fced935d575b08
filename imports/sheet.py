"""A sheet while it is read: what is known before its rows, and the rows, block by block."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from imports.table import Table

BLOCK = 2_000  # rows; an ordinary sheet is one block


class Block(NamedTuple):
    """Some rows of a sheet, and those of their texts that stand in no block before, each once."""

    rows: Sequence[list[str]]
    texts: Sequence[str]
    is_last: bool


class Sheet(NamedTuple):
    """A table as it comes: without its rows, and the blocks of these."""

    facts: Table
    blocks: Iterable[Block]


Foresight = Callable[[Table], None]
"""What is done with a block of a long sheet, a table of its own, while the next one is awaited."""


def in_one(table: Table) -> Sheet:
    """A table that was read as a whole."""
    table = _without_nulls(table)
    return Sheet(table.with_rows(()), [Block([*map(list, table.rows)], table.texts, is_last=True)])


def _without_nulls(table: Table) -> Table:
    texts = (*table.texts, table.caption or "", *(url for _, url in table.links))
    if not any("\0" in text for text in texts):
        return table
    return table.with_rows(
        [[*map(seen, cells)] for cells in table.rows],
        links=[(place, seen(url)) for place, url in table.links],
        caption=seen(table.caption) if table.caption else None,
    )


def seen(text: str) -> str:
    """A text without null characters (_x0000_), which nobody sees and no database keeps."""
    return text.replace("\0", "")


def tables_of(sheets: Iterable[Sheet], foresight: Foresight | None = None) -> Iterator[Table]:
    """The tables, each when it has come as a whole; without the blank sheets of a workbook."""
    for facts, blocks in sheets:
        rows: list[list[str]] = []
        texts: list[str] = []
        for block in blocks:
            if foresight and not block.is_last:
                foresight(_alone(facts, block, len(rows)))
            rows += block.rows
            texts += block.texts
        table = replace(facts, rows=rows, known_texts=texts)
        if table.sheet:
            _empty_covered(table, rows)
        if not (table.sheet and table.is_empty):
            yield table


def _alone(facts: Table, block: Block, rows_before: int) -> Table:
    return facts.with_rows(block.rows, first_row=facts.first_row + rows_before)


def _empty_covered(table: Table, rows: Sequence[list[str]]) -> None:
    """Take out what a program left in cells under merged ranges: nobody sees it."""
    for row, places in table.covered.items():
        cells = rows[row - table.first_row]
        for place in places:
            if cells[place]:
                cells[place] = ""
