"""What an import remarks on a whole sheet: its header, stray and hidden rows, formulas, the list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from imports.dittos import StandIn, stand_ins
from imports.entries import ReadEntry
from imports.header import Header
from imports.header_words import ESSENTIAL, FIELD_NAMES
from imports.items import Item, Stray
from imports.problems import Problem, problem
from imports.sections import Section
from imports.table import Table
from imports.wording import squeeze, tidy

_WHOLE = re.compile(r"([1-9][0-9]{0,5})[.、;；,，]*")


def on_header(table: Table, section: Section) -> Iterator[Problem]:
    """Doubtful, missing, extra and repeated headers; a hidden sheet."""
    header = section.header
    row, first = header.first_row, header.columns[0].index
    if table.hidden:
        yield problem("hidden-sheet", text=table.sheet)
    for doubt in header.doubts:
        facts = {"text": doubt.text, "reason": doubt.reason}
        yield problem("header-ambiguous", row=row, column=doubt.column, **facts)
    doubtful = {doubt.column for doubt in header.doubts}
    for column in header.extra:
        if column.header and column.index not in doubtful:
            yield problem("extra-column", row=row, column=column.index, text=column.header)
        elif not column.header:
            yield from _on_nameless(table, section, column.index)
    for name in FIELD_NAMES:
        if name in ESSENTIAL and not header.of(name):
            text = FIELD_NAMES[name]
            yield problem("column-missing", row=row, column=first, field=name, text=text)
    for repeated in section.repeated:
        yield problem("header-repeated", row=repeated, column=first, line=repeated)


def _on_nameless(table: Table, section: Section, column: int) -> Iterator[Problem]:
    """A column without a header, if anything stands in it: its first text."""
    own = (row for header, row in section.rows if header.columns == section.header.columns)
    texts = ((row, tidy(table.text(row, column))) for row in own)
    found = next(((row, text) for row, text in texts if text), None)
    if found:
        yield problem("column-without-header", row=found[0], column=column, text=found[1])


def on_rows(
    table: Table, header: Header, items: Sequence[Item], strays: Sequence[Stray]
) -> Iterator[Problem]:
    """Rows without an item, rows joined to the one above, hidden rows and formulas."""
    for stray in strays:
        at = {"row": stray.row, "column": stray.column}
        yield problem("row-without-item", field="name", text=stray.text, **at)
    name = header.of("name")[0].index
    formulas = _formulas_by_row(table)
    for item in items:
        for row in (further.row for further in item.further if further.is_joined):
            yield problem("continued-row", row=row, column=name, field="name", text=item.name or "")
        yield from _on_cells(item)
    if not (table.hidden_rows or formulas):
        return
    for item in items:
        for row in (item.row, *(further.row for further in item.further)):
            if row in table.hidden_rows:
                yield problem("hidden-row", row=row, column=name, field="name")
            for column in formulas.get(row, ()):
                yield from _on_formula(table, item.header, row, column)


def _on_cells(item: Item) -> Iterator[Problem]:
    """Errors of a spreadsheet, and the end of a group's word that a page had cut."""
    for row, column, text in item.errors:
        name = item.header.field_at(column)
        yield problem("error-cell", row=row, column=column, field=name, text=text)
    if item.joined_group:
        row, column, text = item.joined_group
        yield problem("group-joined", row=row, column=column, field="group", text=text)


def _formulas_by_row(table: Table) -> dict[int, list[int]]:
    rows: dict[int, list[int]] = {}
    for row, column in sorted(table.formulas):
        rows.setdefault(row, []).append(column)
    return rows


def _on_formula(table: Table, header: Header, row: int, column: int) -> Iterator[Problem]:
    name = header.field_at(column)
    text = table.text(row, column).strip()
    if name and stand_ins([text]).get(text) is not StandIn.ERROR:  # which is reported as such
        code = "formula-cell" if text else "formula-without-value"
        yield problem(code, row=row, column=column, field=name, text=text)


def on_list(header: Header, entries: Iterable[ReadEntry]) -> Iterator[Problem]:
    """Gaps of the serial numbers, and items named twice."""
    before: int | None = None
    seen: dict[tuple[str | None, str], int] = {}
    for entry in entries:
        number = whole_number(entry.number)
        if before is not None and number is not None and number > before + 1:
            # A header further down may have serials where the first one has none.
            serial = next((column.index for column in header.of("number")), None)
            at = {"row": entry.row, "column": serial}
            yield problem("serial-gap", field="number", before=before, after=number, **at)
        before = before if number is None else number
        name = entry.content.name
        first = seen.setdefault((entry.content.group, name), entry.row)
        if name and first != entry.row:
            at = {"row": entry.row, "column": header.of("name")[0].index}
            yield problem("duplicate-name", field="name", text=name, line=first, **at)


def whole_number(serial: str | None) -> int | None:
    """A plain serial as a number; None for codes (0104, 1.1) and where there is none."""
    found = _WHOLE.fullmatch(serial or "") or _WHOLE.fullmatch(squeeze(serial or ""))
    return int(found[1]) if found else None
