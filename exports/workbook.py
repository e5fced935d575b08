"""Catalogues as a workbook in the guide's table format (国办发〔2019〕54号), one sheet a domain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from exports import contents_sheet
from exports.columns import GROUP, NAME, SERIAL, Column, columns_for
from exports.contents_sheet import ContentsSheet
from exports.model import ExportCatalog, ExportEntry, ExportRefusedError
from exports.row_height import row_height, width_for
from exports.sheet_names import SheetNames
from exports.target import opened, workbook_options

TITLE_ROW, HEADER_ROW, FIRST_ROW = 0, 1, 3
A4 = 9
CELL_LIMIT = 32767
"""Characters (UTF-16 units) in one cell: Excel's limit."""
TOO_LONG = -2
"""What XlsxWriter answers when it cut a text."""

_SONG = {"font_name": "宋体", "font_size": 10}
_BOXED = _SONG | {"border": 1, "text_wrap": True, "valign": "vcenter"}
_TITLE = {
    "font_name": "黑体",
    "font_size": 18,
    "bold": True,
    "align": "center",
    "valign": "vcenter",
}
_HEADER = _BOXED | {"bold": True, "align": "center", "bg_color": "#EDF2F7"}


class GuideSheet(Worksheet):  # type: ignore[misc]  # xlsxwriter has no types
    """A sheet written row by row."""

    def merge_written(self, first_row: int, first_col: int, last_row: int, last_col: int) -> None:
        """Merge cells that are written already, one by one.

        `merge_range` would write the cells below at once, which constant memory forbids.
        """
        if (first_row, first_col) != (last_row, last_col):
            self.merge.append([first_row, first_col, last_row, last_col])


@dataclass(frozen=True, slots=True)
class Formats:
    title: Format
    header: Format
    text: Format
    centred: Format

    @classmethod
    def of(cls, book: Workbook) -> Formats:
        centred = _BOXED | {"align": "center"}
        return cls(*map(book.add_format, (_TITLE, _HEADER, _BOXED, centred)))

    def cell(self, column: Column) -> Format:
        return self.centred if column.centred else self.text


def write_workbook(
    catalogs: Iterable[ExportCatalog], target: Path | BinaryIO, *, contents: bool = False
) -> None:
    """Write each catalogue as a sheet of one workbook; with `contents` a first sheet 目录 lists them.

    Rows go to disk as they are made; what stays in memory is one catalogue's entries and under
    half a kilobyte a row.

    Raises ExportRefusedError where there is no catalogue or a text is too long for a cell; nothing
    is written then. Texts stay texts: no cell becomes a formula or a link.
    """
    with opened(target) as stream, TemporaryDirectory(prefix="export-") as folder:
        book = Workbook(stream, workbook_options(folder))
        listed = ContentsSheet(book) if contents else None
        formats, names = Formats.of(book), SheetNames()
        names.take(contents_sheet.NAME, "")
        for catalog in catalogs:
            entries = tuple(catalog.entries)
            name = names.take(catalog.domain_name, catalog.region_name)
            if listed:
                listed.add(name, replace(catalog, entries=entries))
            sheet = book.add_worksheet(name, GuideSheet)
            _write_sheet(sheet, replace(catalog, entries=entries), formats)
        if len(book.worksheets()) == (1 if listed else 0):
            raise ExportRefusedError("没有可导出的目录：请先为该地区建立目录，再导出。")
        if listed:
            listed.close()
        book.close()


def _write_sheet(sheet: GuideSheet, catalog: ExportCatalog, formats: Formats) -> None:
    entries = tuple(catalog.entries)
    columns = tuple(_fitted(column, entries) for column in columns_for(entries))
    _set_up(sheet, columns, last_row=max(FIRST_ROW, FIRST_ROW + len(entries) - 1))
    _write_title(sheet, catalog.title, columns, formats)
    _write_header(sheet, columns, formats)
    row = FIRST_ROW
    for _, members in groupby(entries, key=GROUP.text):
        first = row
        for entry in members:
            _write_entry(sheet, row, entry, columns, formats, leads=row == first)
            row += 1
        group = columns.index(GROUP)
        sheet.merge_written(first, group, row - 1, group)


def _fitted(column: Column, entries: Sequence[ExportEntry]) -> Column:
    """A column of lists is widened where its longest cell would be higher than a row can be."""
    if not column.lists:
        return column
    return replace(column, width=width_for([column.text(e) for e in entries], column.width))


def _set_up(sheet: Worksheet, columns: Sequence[Column], last_row: int) -> None:
    """Column widths, the frozen header, and printing: A4 across, one page wide."""
    for index, column in enumerate(columns):
        sheet.set_column(index, index, column.width)
    sheet.freeze_panes(FIRST_ROW, columns.index(NAME) + 1)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.center_horizontally()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADER_ROW, FIRST_ROW - 1)
    sheet.print_area(TITLE_ROW, 0, last_row, _printed(columns) - 1)
    sheet.set_footer("&C第 &P 页，共 &N 页")


def _printed(columns: Sequence[Column]) -> int:
    return sum(column.printed for column in columns)


def _write_title(
    sheet: GuideSheet, title: str, columns: Sequence[Column], formats: Formats
) -> None:
    sheet.set_row(TITLE_ROW, 36)
    _write_text(sheet, TITLE_ROW, 0, title, formats.title)
    sheet.merge_written(TITLE_ROW, 0, TITLE_ROW, _printed(columns) - 1)


def _write_header(sheet: GuideSheet, columns: Sequence[Column], formats: Formats) -> None:
    """Two rows: 公开事项 stands over 一级事项 and 二级事项; a column of its own takes both rows."""
    upper = [column.over or column.name for column in columns]
    lower = [column.name if column.over else "" for column in columns]
    for row, names in enumerate((upper, lower), start=HEADER_ROW):
        sheet.set_row(row, 28)
        for index, name in enumerate(names):
            _write_text(sheet, row, index, name, formats.header)
    for first, last in _spans(upper):
        last_row = HEADER_ROW if columns[first].over else FIRST_ROW - 1
        sheet.merge_written(HEADER_ROW, first, last_row, last)


def _spans(names: Sequence[str]) -> Iterator[tuple[int, int]]:
    """First and last position of each run of equal names."""
    first = 0
    for _, run in groupby(names):
        last = first + len(list(run)) - 1
        yield first, last
        first = last + 1


def _write_entry(
    sheet: Worksheet,
    row: int,
    entry: ExportEntry,
    columns: Sequence[Column],
    formats: Formats,
    *,
    leads: bool,
) -> None:
    """One row; the group's name stands in the first row of its run, the rest are merged with it."""
    texts = [column.text(entry) for column in columns]
    widths = (column.width for column in columns)
    sheet.set_row(row, row_height(zip(texts, widths, strict=True)))
    for index, (column, text) in enumerate(zip(columns, texts, strict=True)):
        style = formats.cell(column)
        if column is SERIAL and _is_count(text):
            sheet.write_number(row, index, int(text), style)
        elif column is GROUP and not leads:
            sheet.write_blank(row, index, None, style)
        elif _write_text(sheet, row, index, text, style) == TOO_LONG:
            raise ExportRefusedError(
                f"事项“{entry.content.name[:30]}”的“{column.name}”超过 {CELL_LIMIT} 个字符，"
                "Excel 单元格放不下：请缩短后再导出，或改为导出 CSV。"
            )


def _is_count(serial: str) -> bool:
    """Whether a serial may be kept as a number: "12" may, "012" and "一" may not."""
    return serial.isascii() and serial.isdigit() and len(serial) < 10 and serial[0] != "0"


def _write_text(sheet: Worksheet, row: int, column: int, text: str, style: Format) -> int:
    """A cell of its own format; an empty one keeps its border."""
    if not text:
        return int(sheet.write_blank(row, column, None, style))
    return int(sheet.write_string(row, column, text, style))
