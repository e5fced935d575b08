"""Reads a table pasted into the screen: the text a spreadsheet puts on the clipboard.

A spreadsheet gives each row as many cells as it is wide, merged ones empty. Word and browsers
give merged cells once and break a cell's lines into rows: which column a text belongs to is then
lost, and such a table is refused, not guessed at.
"""

from __future__ import annotations

from imports.readers.sheet_scan import MAX_COLUMNS
from imports.readers.tabbed import tabbed_rows
from imports.reading import FileReading, ReadTable, Refusal, recognise
from imports.refusal import Refused
from imports.table import Table, padded

NAME = "粘贴的表格"
MAX_LENGTH = 1_000_000  # characters; about 2,000 items
MAX_ROWS = 5_000
LEAST_COLUMNS = 3  # a name and two further columns of the standard


def read_pasted(text: str) -> FileReading:
    """What a pasted table says; never raises for what is in it."""
    try:
        return FileReading(NAME, None, _recognised(_table(text)))
    except Refused as refused:
        return FileReading(NAME, Refusal(refused.code, refused.message), ())


def _recognised(table: Table) -> tuple[ReadTable, ...]:
    try:
        return recognise([table], "")
    except Refused as refused:
        if refused.code == "empty":
            raise Refused("paste-empty") from refused
        raise Refused("paste-without-header") from refused


def _table(text: str) -> Table:
    if not text.strip():
        raise Refused("paste-empty")
    if len(text) > MAX_LENGTH:
        raise Refused("paste-too-large", limit=f"最多{MAX_LENGTH // 10_000}万字")
    lines = text.replace("\r\n", "\n").replace("\0", "")  # browsers send forms so
    rows = list(tabbed_rows(lines))
    width = max(map(len, rows))
    if len(rows) > MAX_ROWS or width > MAX_COLUMNS:
        raise Refused("paste-too-large", limit=f"最多{MAX_ROWS}行、{MAX_COLUMNS}列")
    if width < LEAST_COLUMNS:
        raise Refused("paste-not-a-table")
    _refuse_ragged(rows, width)
    return Table("", padded(rows))


def _refuse_ragged(rows: list[list[str]], width: int) -> None:
    """Every row must be as wide as the table; only a title above or a note below may be short."""
    full = [place for place, cells in enumerate(rows) if len(cells) == width]
    for place, cells in enumerate(rows):
        inside = full[0] < place < full[-1] and bool(cells[0].strip())
        if 1 < len(cells) < width or (len(cells) == 1 and inside):
            raise Refused(
                "paste-ragged", line=str(place + 1), columns=str(len(cells)), width=str(width)
            )
