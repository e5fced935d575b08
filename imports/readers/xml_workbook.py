"""Reads workbooks in the one-file XML form of 2003, which many systems write under the name .xls."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from imports.readers.sheet_scan import MAX_CELLS, MAX_COLUMNS, MAX_ROWS
from imports.refusal import Refused
from imports.table import Area, Position, Table, padded

MAX_SHEETS = 200
_WORKBOOK = re.compile(
    r"<(?:\w+:)?Workbook\b[^<>]{0,2000}urn:schemas-microsoft-com:office:spreadsheet"
)
_TOP = 4_096  # characters in which such a workbook begins
_SPACE = "{urn:schemas-microsoft-com:office:spreadsheet}"
_VIEW = "{urn:schemas-microsoft-com:office:excel}"
_WHOLE = re.compile(r"-?\d+\.0+")


def is_xml_workbook(text: str) -> bool:
    """Whether a marked-up text is such a workbook, and no web page."""
    return _WORKBOOK.search(text[:_TOP]) is not None


def read_xml_workbook(text: str) -> list[Table]:
    """Every sheet that holds any text, in the workbook's order; refuses what is no sound XML."""
    if "<!DOCTYPE" in text or "<!ENTITY" in text:  # no spreadsheet writes them; bombs do
        raise Refused("unreadable")
    declared = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.lstrip("\ufeff"))  # it is text by now
    try:
        root = ElementTree.parse(BytesIO(declared.encode())).getroot()  # noqa: S314  (entities refused above)
    except (ElementTree.ParseError, UnicodeEncodeError) as damage:
        raise Refused("unreadable") from damage
    sheets = root.findall(f"{_SPACE}Worksheet")
    if len(sheets) > MAX_SHEETS:
        raise Refused("too-large", limit=f"最多{MAX_SHEETS}个工作表")
    return [table for table in map(_table, sheets) if not table.is_empty]


def _table(sheet: Element) -> Table:
    rows: list[list[str]] = []
    merges: list[Area] = []
    links: list[tuple[Position, str]] = []
    hidden: set[int] = set()
    cells = 0
    for number, row in _numbered(sheet.findall(f"{_SPACE}Table/{_SPACE}Row"), MAX_ROWS):
        rows.extend([] for _ in range(number - len(rows)))
        if row.get(f"{_SPACE}Hidden") == "1":
            hidden.add(number)
        for column, cell in _numbered(row.findall(f"{_SPACE}Cell"), MAX_COLUMNS):
            rows[-1].extend([""] * (column - len(rows[-1])))
            rows[-1][column - 1] = _text(cell)
            right, down = _count(cell, "MergeAcross"), _count(cell, "MergeDown")
            if right or down:
                merges.append((number, column, number + down, column + right))
            if (address := cell.get(f"{_SPACE}HRef", "")).startswith(("http://", "https://")):
                links.append(((number, column), address))
        cells += len(rows[-1])
        _refuse_many(cells)
    _refuse_many(max(map(len, rows), default=0) * len(rows))
    return Table(
        sheet.get(f"{_SPACE}Name", ""),
        padded(rows),
        merges=merges,
        hidden=sheet.findtext(f"{_VIEW}WorksheetOptions/{_VIEW}Visible", "") != "",
        hidden_rows=frozenset(hidden),
        links=links,
    )


def _refuse_many(cells: int) -> None:
    if cells > MAX_CELLS:
        raise Refused("too-large", limit=f"每个工作表最多{MAX_CELLS}格")


def _numbered(elements: list[Element], most: int) -> Iterator[tuple[int, Element]]:
    """The elements with their numbers: the one after the last, unless they name another.

    Behind a cell merged to the right the next one stands right of the merged range."""
    number = 0
    for element in elements:
        number = max(_count(element, "Index"), number + 1)
        if number > most:
            raise Refused("too-large", limit=f"最多{MAX_ROWS}行、{MAX_COLUMNS}列")
        yield number, element
        number += _count(element, "MergeAcross")


def _count(element: Element, name: str) -> int:
    written = element.get(f"{_SPACE}{name}", "")
    return min(int(written), MAX_ROWS) if written.isascii() and written.isdigit() else 0


def _text(cell: Element) -> str:
    """What the cell shows: rich text joined, whole numbers and truth values as a person writes them."""
    data = cell.find(f"{_SPACE}Data")
    if data is None:
        return ""
    text = "".join(data.itertext()).replace("\r\n", "\n")
    kind = data.get(f"{_SPACE}Type")
    if kind == "Boolean":
        return "是" if text == "1" else "否"
    return text.partition(".")[0] if kind == "Number" and _WHOLE.fullmatch(text) else text
