"""The first sheet of a workbook of several catalogues: what it holds, with links to the sheets."""

from __future__ import annotations

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from exports.model import ExportCatalog

NAME = "目录"
TITLE = "本工作簿的内容"
COLUMNS = (("序号", 6), ("地区", 22), ("领域", 30), ("在用事项", 10), ("不适用或已撤下", 16))
HEADER_ROW, FIRST_ROW = 1, 2
_SONG = {"font_name": "宋体", "font_size": 11, "border": 1, "valign": "vcenter"}
_HEAD = _SONG | {"bold": True, "align": "center", "bg_color": "#EDF2F7"}
_LINK = _SONG | {"font_color": "#0B57A4", "underline": 1}


class ContentsSheet:
    """Written line by line while the sheets behind it are made; must be the first one added.

    It has no column of a catalogue's content, so that an import knows it for no catalogue.
    """

    def __init__(self, book: Workbook) -> None:
        self._sheet: Worksheet = book.add_worksheet(NAME)
        self._text, self._link = book.add_format(_SONG), book.add_format(_LINK)
        self._row = FIRST_ROW
        self._totals = (0, 0)
        self._begin(book)

    def _begin(self, book: Workbook) -> None:
        sheet = self._sheet
        for index, (_, width) in enumerate(COLUMNS):
            sheet.set_column(index, index, width)
        sheet.freeze_panes(FIRST_ROW, 0)
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEADER_ROW)
        sheet.write_string(0, 0, TITLE, book.add_format({"font_name": "黑体", "font_size": 16}))
        head = book.add_format(_HEAD)
        for index, (name, _) in enumerate(COLUMNS):
            sheet.write_string(HEADER_ROW, index, name, head)

    def add(self, sheet_name: str, catalog: ExportCatalog) -> None:
        """A line for the sheet of a catalogue: how many entries it has, how many not in force."""
        place = sheet_name.replace("'", "''")
        stands = [entry.disposition == "current" for entry in catalog.entries]
        self._sheet.write_number(self._row, 0, self._row - FIRST_ROW + 1, self._text)
        self._sheet.write_string(self._row, 1, catalog.region_name, self._text)
        address = f"internal:'{place}'!A1"
        self._sheet.write_url(self._row, 2, address, self._link, catalog.domain_name)
        self._write_counts(sum(stands), len(stands) - sum(stands))

    def close(self) -> None:
        """The sums below the lines."""
        self._sheet.write_string(self._row, 0, "合计", self._text)
        for index in (1, 2):
            self._sheet.write_blank(self._row, index, None, self._text)
        self._write_counts(*self._totals)

    def _write_counts(self, in_force: int, unused: int) -> None:
        self._sheet.write_number(self._row, 3, in_force, self._text)
        self._sheet.write_number(self._row, 4, unused, self._text)
        self._row += 1
        self._totals = (self._totals[0] + in_force, self._totals[1] + unused)
