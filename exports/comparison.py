"""One domain over many regions as a workbook: who has how many items, which item stands where, and
every entry on one sheet that can be sorted and filtered.

For departments that hold the catalogues of their counties side by side (验收). It is no file to
import: nothing is merged, and each row tells whose it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from exports.columns import COMPLETE_COLUMNS
from exports.model import ExportCatalog, ExportEntry, ExportRefusedError
from exports.row_height import row_height
from exports.target import opened, workbook_options

REGION_COLUMNS = (("市（州）", 16), ("县（市、区）", 18))
STANDS = {"current": "有", "not_applicable": "不适用", "withdrawn": "已撤下"}
CELL_LIMIT = 32767
A3 = 8
OWN_ITEM = "（指引以外的事项）"
_SONG = {"font_name": "宋体", "font_size": 10, "border": 1, "text_wrap": True, "valign": "top"}
_HEAD = _SONG | {"bold": True, "align": "center", "valign": "vcenter", "bg_color": "#EDF2F7"}
Cells = Sequence[str | int]


class _Book:
    """The three sheets; rows go to disk as they are made."""

    def __init__(self, book: Workbook, title: str) -> None:
        self.text, self.head = book.add_format(_SONG), book.add_format(_HEAD)
        self.title = book.add_format({"font_name": "黑体", "font_size": 14, "bold": True})
        self.summary: Worksheet = book.add_worksheet("汇总")
        self.matrix: Worksheet = book.add_worksheet("事项对照")
        self.entries: Worksheet = book.add_worksheet("全部事项")
        self.told = title

    def begin(self, sheet: Worksheet, columns: Sequence[tuple[str, float]], frozen: int) -> None:
        """Title and header; A3 across, one page wide, the header on every page."""
        for index, (_, width) in enumerate(columns):
            sheet.set_column(index, index, width)
        sheet.freeze_panes(2, frozen)
        sheet.set_landscape()
        sheet.set_paper(A3)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(1)
        sheet.write_string(0, 0, self.told, self.title)
        sheet.set_row(1, 30)
        self.write(sheet, 1, [name for name, _ in columns], self.head)

    def write(self, sheet: Worksheet, row: int, cells: Cells, style: Any = None) -> None:
        for index, cell in enumerate(cells):
            if isinstance(cell, int):
                sheet.write_number(row, index, cell, style or self.text)
            elif cell:
                sheet.write_string(row, index, cell[:CELL_LIMIT], style or self.text)
            else:
                sheet.write_blank(row, index, None, style or self.text)


def write_comparison(
    title: str,
    catalogs: Iterable[ExportCatalog],
    items: Sequence[str],
    target: Path | BinaryIO,
) -> None:
    """Write the catalogues of one domain side by side; `items` are the guide's, "一级/二级".

    A text longer than a cell may be is cut. Raises ExportRefusedError where there is no catalogue.
    """
    with opened(target) as stream, TemporaryDirectory(prefix="export-") as folder:
        book = Workbook(stream, workbook_options(folder))
        sheets = _Book(book, title)
        found = _write_entries(sheets, catalogs)
        if not found:
            raise ExportRefusedError("没有可导出的目录：请先为所选地区建立目录，再导出。")
        _write_summary(sheets, found, items)
        _write_matrix(sheets, found, items)
        book.close()


class _Standing:
    """What is remembered of a region: its names, and how each item of the guide stands in it."""

    def __init__(self, catalog: ExportCatalog) -> None:
        self.superior, self.region = catalog.superior_name, catalog.region_name
        self.counts: Counter[str] = Counter()
        self.items: dict[str, str] = {}
        self.own: list[str] = []

    def add(self, entry: ExportEntry) -> None:
        self.counts[entry.disposition] += 1
        if entry.guide_item:
            self.items.setdefault(entry.guide_item, entry.disposition)
        elif entry.disposition == "current":
            self.own.append(entry.content.name)


def _write_entries(sheets: _Book, catalogs: Iterable[ExportCatalog]) -> list[_Standing]:
    columns = [*REGION_COLUMNS, *((column.name, column.width) for column in COMPLETE_COLUMNS)]
    widths = [width for _, width in columns]
    sheets.begin(sheets.entries, columns, frozen=5)
    found: list[_Standing] = []
    row = 2
    for catalog in catalogs:
        standing = _Standing(catalog)
        found.append(standing)
        for entry in catalog.entries:
            standing.add(entry)
            texts = [column.text(entry) for column in COMPLETE_COLUMNS]
            cells = [catalog.superior_name, catalog.region_name, *texts]
            sheets.entries.set_row(row, row_height(zip(cells, widths, strict=True)))
            sheets.write(sheets.entries, row, cells)
            row += 1
    if row > 2:
        sheets.entries.autofilter(1, 0, row - 1, len(columns) - 1)
    return found


def _write_summary(sheets: _Book, found: Sequence[_Standing], items: Sequence[str]) -> None:
    named = ("在用事项", "其中指引以外", "不适用", "已撤下", "指引事项未列出")
    sheets.begin(sheets.summary, [*REGION_COLUMNS, *((name, 12) for name in named)], frozen=2)
    for row, each in enumerate(found, start=2):
        missing = sum(item not in each.items for item in items)
        counts = [each.counts[code] for code in STANDS]
        names = (each.superior, each.region)
        cells: Cells = [*names, counts[0], len(each.own), *counts[1:], missing]
        sheets.write(sheets.summary, row, cells)


def _write_matrix(sheets: _Book, found: Sequence[_Standing], items: Sequence[str]) -> None:
    """A row an item, a column a region: has it, declared not applicable, or blank."""
    columns = [("指引事项", 40.0), ("有的地区数", 9.0), *((each.region, 9.0) for each in found)]
    sheets.begin(sheets.matrix, columns, frozen=2)
    for row, item in enumerate(items, start=2):
        stands = [STANDS.get(each.items.get(item, ""), "") for each in found]
        sheets.write(sheets.matrix, row, [item, stands.count("有"), *stands])
    own = [len(each.own) for each in found]
    sheets.write(sheets.matrix, len(items) + 2, [OWN_ITEM, sum(map(bool, own)), *own])
