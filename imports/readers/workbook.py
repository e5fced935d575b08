"""Reads .xlsx and .xls workbooks with calamine, and what calamine leaves out with a byte scan."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from html import unescape
from io import BytesIO
from itertools import islice
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from imports.readers.package import read_part
from imports.readers.sheet_scan import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, SheetFacts, scan_sheet
from imports.refusal import Refused
from imports.sheet import BLOCK, Block, Sheet, in_one, seen, tables_of
from imports.table import Area, Position, Table

MAX_SHEETS = 200

_SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^<>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^<>]*>")
_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')


def read_xlsx(data: bytes, package: zipfile.ZipFile) -> list[Table]:
    """Every sheet of an .xlsx package that holds any text, in the workbook's order."""
    return list(tables_of(sheets_of_xlsx(data, package)))


def sheets_of_xlsx(data: bytes, package: zipfile.ZipFile) -> Iterator[Sheet]:
    """Every sheet of an .xlsx package, each read when it is asked for."""
    parts = dict(_sheet_parts(package))
    workbook = _open(data)
    for sheet in _worksheets(workbook):
        facts = _facts(package, parts[sheet.name]) if sheet.name in parts else SheetFacts()
        yield _read_sheet(workbook, sheet, facts)


def read_xls(data: bytes) -> list[Table]:
    """Every sheet of an old .xls workbook that holds any text."""
    return list(tables_of(sheets_of_xls(data)))


def sheets_of_xls(data: bytes) -> Iterator[Sheet]:
    """Every sheet of an old .xls workbook, each read when it is asked for."""
    workbook = _open(data)
    for sheet in _worksheets(workbook):
        yield _read_sheet(workbook, sheet, SheetFacts())


def _open(data: bytes) -> CalamineWorkbook:
    try:
        return load_workbook(BytesIO(data))
    except PasswordError as locked:
        raise Refused("encrypted") from locked
    except (CalamineError, OSError, ValueError) as damage:
        raise Refused("unreadable") from damage


def _worksheets(workbook: CalamineWorkbook) -> list[SheetMetadata]:
    sheets = [s for s in workbook.sheets_metadata if s.typ == SheetTypeEnum.WorkSheet]
    _refuse_many(len(sheets))
    return sheets


def _refuse_many(sheets: int) -> None:
    if sheets > MAX_SHEETS:
        raise Refused("too-large", limit=f"最多{MAX_SHEETS}个工作表")


def _sheet(workbook: CalamineWorkbook, name: str) -> CalamineSheet:
    try:
        return workbook.get_sheet_by_name(name)
    except (CalamineError, OSError, ValueError) as damage:
        raise Refused("unreadable") from damage


def _read_sheet(workbook: CalamineWorkbook, metadata: SheetMetadata, facts: SheetFacts) -> Sheet:
    sheet = _sheet(workbook, metadata.name)
    name, start = seen(sheet.name), sheet.start
    if start is None:
        return in_one(Table(name, ()))
    if sheet.height > MAX_ROWS or sheet.width > MAX_COLUMNS:
        raise Refused("too-large", limit=f"最多{MAX_ROWS}行、{MAX_COLUMNS}列")
    if sheet.height * sheet.width > MAX_CELLS:
        raise Refused("too-large", limit=f"每个工作表最多{MAX_CELLS}格")
    table = Table(
        sheet=name,
        rows=(),
        first_row=start[0] + 1,
        first_column=start[1] + 1,
        merges=_areas(sheet.merged_cell_ranges or ()),
        hidden=metadata.visible != SheetVisibleEnum.Visible,
        hidden_rows=facts.hidden_rows,
        formulas=facts.formulas,
        links=[(place, seen(url)) for place, url in facts.links],
    )
    return Sheet(table, _blocks(sheet, start, facts.errors))


def _blocks(
    sheet: CalamineSheet, start: tuple[int, int], errors: Sequence[tuple[Position, str]]
) -> Iterator[Block]:
    """The texts of a sheet, and the error values, which the fast reader leaves out."""
    texts = _Texts()
    above, left = start
    values = islice(sheet.iter_rows(), above, None)
    is_last = False
    while not is_last:
        rows = [[*map(texts.__getitem__, row)] for row in islice(values, BLOCK)]
        is_last = len(rows) < BLOCK
        for (row, column), text in errors:
            down, right = row - 1 - above, column - 1 - left
            if 0 <= down < len(rows) and 0 <= right < len(rows[down]):
                rows[down][right] = texts[text]
        yield Block(rows, texts.newest(), is_last)
        above += len(rows)


class _Texts(dict[Any, str]):
    """Each value's text. Cells of one text share it: it is hashed, sent and read only once."""

    def __init__(self) -> None:
        super().__init__()
        self._newest: list[str] = []

    def newest(self) -> list[str]:
        """The texts met since it was asked for them before."""
        newest, self._newest = self._newest, []
        return newest

    def __missing__(self, value: Any) -> str:
        if type(value) is str and "\0" not in value:
            self[value] = value
            self._newest.append(value)
            return value
        text = seen(_text(value))
        if text not in self:
            self[text] = text
            self._newest.append(text)
        if value not in (0, 1):  # which equal False and True, that have texts of their own
            self[value] = text
        return text


def _text(value: Any) -> str:
    """A number as the person wrote it: calamine gives 1.0 for 1."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, bool):
        return "是" if value else "否"
    return "" if value is None else str(value)


def _areas(ranges: Sequence[tuple[tuple[int, int], tuple[int, int]]]) -> list[Area]:
    return [(r1 + 1, c1 + 1, r2 + 1, c2 + 1) for (r1, c1), (r2, c2) in ranges]


def _sheet_parts(package: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Each sheet's name, and the part of the package that holds it, as worksheets/sheet1.xml."""
    targets = {
        tag.get("Id", ""): tag.get("Target", "")
        for tag in _tags(_RELATION, read_part(package, "xl/_rels/workbook.xml.rels"))
    }
    listed = list(_tags(_SHEET, read_part(package, "xl/workbook.xml")))
    _refuse_many(len(listed))  # each is scanned, though all may name one part
    for tag in listed:
        relation = next((value for key, value in tag.items() if key.endswith(":id")), "")
        yield tag.get("name", ""), targets.get(relation, "").lstrip("/").removeprefix("xl/")


def _facts(package: zipfile.ZipFile, target: str) -> SheetFacts:
    folder, _, part = target.rpartition("/")
    relations = read_part(package, f"xl/{folder}/_rels/{part}.rels")
    return scan_sheet(read_part(package, f"xl/{target}"), relations)


def _tags(pattern: re.Pattern[bytes], xml: bytes) -> Iterator[dict[str, str]]:
    for tag in pattern.findall(xml):
        yield {
            key.decode("ascii", "replace"): unescape(value.decode("utf-8", "replace"))
            for key, value in _ATTRIBUTE.findall(tag)
        }
