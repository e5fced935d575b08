"""A file as it was sent in, with a note at every cell that has a problem: for whoever corrects it.

Built from the texts that were read, never from the file itself, so that nothing of a stranger's
workbook but its words comes back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from exports.row_height import row_height
from exports.sheet_names import SheetNames
from exports.target import opened, workbook_options

LIST = "问题清单"
SEVERITIES: Mapping[str, tuple[str, str]] = {
    "error": ("错误", "#FFC7CE"),
    "warning": ("提醒", "#FFEB9C"),
    "info": ("说明", "#DDEBF7"),
}
"""By the gravest first: the word, and the colour of the cell."""
NOTES_MAX = 5_000
"""Notes of a sheet; cells beyond have their colour and stand in the list."""
NOTE_LENGTH = 2_000
LINKS_MAX = 60_000
"""Excel opens no sheet with more than 65,530 links."""
CELL_LIMIT = 32_767
A4 = 9
NARROWEST, WIDEST, LOOKED_AT = 5.0, 42.0, 300

_SONG = {"font_name": "宋体", "font_size": 10, "valign": "vcenter", "text_wrap": True, "border": 1}
_LIST_COLUMNS = (("序号", 6), ("工作表", 18), ("单元格", 10), ("程度", 7), ("问题和改法", 80))
Area = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class SheetAsRead:
    """The texts of a sheet or a document's table; `rows` begins at `first_row` and `first_column`,
    `merges` are first row, first column, last row, last column, all counted from 1."""

    name: str
    rows: Sequence[Sequence[str]]
    first_row: int = 1
    first_column: int = 1
    merges: Sequence[Area] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    widths: Mapping[int, float] | None = None
    """Of columns, counted from 1, in digits' widths; estimated where there are none."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A problem: the sheet's place among the sheets (None where it is not there, `label` says then
    what it is about), row and column counted from 1 as far as they are known, and what it says."""

    sheet: int | None
    row: int | None
    column: int | None
    severity: str
    message: str
    label: str = "整个文件"


def write_problem_report(
    title: str, sheets: Sequence[SheetAsRead], problems: Sequence[Marked], target: Path | BinaryIO
) -> None:
    """Write the list of problems, each with a link to its cell, and the sheets with their notes.

    A problem of a row without a cell is noted at the row's first one. Raises OSError."""
    with opened(target) as stream, TemporaryDirectory(prefix="report-") as folder:
        book = Workbook(stream, workbook_options(folder))
        styles = Styles(book)
        names = SheetNames()
        names.take(LIST, "")
        numbered = enumerate(sheets, start=1)
        titles = [names.take(sheet.name or "表格", str(number)) for number, sheet in numbered]
        listed = _ProblemList(book.add_worksheet(LIST), sheets, titles, styles)
        listed.write(title, problems)
        for number, sheet in enumerate(sheets):
            own = [each for each in problems if each.sheet == number]
            _MarkedSheet(book.add_worksheet(titles[number]), sheet, own, styles).write()
        book.close()


class Styles:
    """The formats of a report."""

    def __init__(self, book: Workbook) -> None:
        self.text = book.add_format(_SONG)
        self.title = book.add_format({"font_name": "黑体", "font_size": 14, "bold": True})
        self.header = book.add_format(_SONG | {"bold": True, "bg_color": "#EDF2F7"})
        self.link = book.add_format(_SONG | {"font_color": "#0B57A4", "underline": 1})
        self.marked = {
            severity: book.add_format(_SONG | {"bg_color": colour})
            for severity, (_, colour) in SEVERITIES.items()
        }


def write_text(sheet: Worksheet, row: int, column: int, text: str, style: Any) -> None:
    """A cell that stays the text it is, whatever it looks like."""
    if text:
        sheet.write_string(row, column, text[:CELL_LIMIT], style)
    else:
        sheet.write_blank(row, column, None, style)


def begin_list(
    sheet: Worksheet, title: str, columns: Sequence[tuple[str, float]], styles: Styles
) -> int:
    """The title and the header of a list; the row (from 0) in which it goes on."""
    for index, (_, width) in enumerate(columns):
        sheet.set_column(index, index, width)
    write_text(sheet, 0, 0, title, styles.title)
    sheet.set_row(1, row_height(columns))
    for index, (name, _) in enumerate(columns):
        write_text(sheet, 1, index, name, styles.header)
    sheet.freeze_panes(2, 0)
    sheet.repeat_rows(1)
    _set_page(sheet)
    return 2


def _set_page(sheet: Worksheet) -> None:
    """A4 across, one page wide."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    sheet.fit_to_pages(1, 0)


@dataclass(frozen=True, slots=True)
class _ProblemList:
    """The first sheet: every problem, with a link to its cell."""

    sheet: Worksheet
    sheets: Sequence[SheetAsRead]
    titles: Sequence[str]
    styles: Styles

    def write(self, title: str, problems: Sequence[Marked]) -> None:
        first = begin_list(
            self.sheet, f"{title}：{len(problems)} 个问题", _LIST_COLUMNS, self.styles
        )
        for row, each in enumerate(sorted(problems, key=_place), start=first):
            self._write_row(row, row - first + 1, each)
        if not problems:
            write_text(self.sheet, first, 0, "没有发现问题", self.styles.text)

    def _write_row(self, row: int, number: int, problem: Marked) -> None:
        name = problem.label if problem.sheet is None else self.titles[problem.sheet]
        style = self.styles.text
        self.sheet.set_row(row, row_height([(problem.message, _LIST_COLUMNS[-1][1])]))
        self.sheet.write_number(row, 0, number, style)
        write_text(self.sheet, row, 1, name, style)
        link = self._link(problem) if number <= LINKS_MAX else None
        if link:
            self.sheet.write_url(row, 2, link, self.styles.link, _words(problem))
        else:
            write_text(self.sheet, row, 2, _words(problem), style)
        severity = problem.severity
        write_text(self.sheet, row, 3, SEVERITIES[severity][0], self.styles.marked[severity])
        write_text(self.sheet, row, 4, problem.message, style)

    def _link(self, problem: Marked) -> str | None:
        """To the cell, or to the first one of the row."""
        if problem.sheet is None or problem.row is None:
            return None
        column = problem.column or self.sheets[problem.sheet].first_column
        quoted = self.titles[problem.sheet].replace("'", "''")
        return f"internal:'{quoted}'!{_address(problem.row, column)}"


def _place(problem: Marked) -> tuple[int, int, int]:
    sheet = -1 if problem.sheet is None else problem.sheet
    return sheet, problem.row or 0, problem.column or 0


def _words(problem: Marked) -> str:
    if problem.row is None:
        return ""
    if problem.column is None:
        return f"第 {problem.row} 行"
    return _address(problem.row, problem.column)


class _MarkedSheet:
    """A sheet as it was read, its cells with problems coloured and noted."""

    def __init__(
        self, sheet: Worksheet, read: SheetAsRead, problems: Sequence[Marked], styles: Styles
    ) -> None:
        self.sheet = sheet
        self.read = read
        self.styles = styles
        self.marks = _marks(read, problems)
        self.marked_rows = {row for row, _ in self.marks}
        self.merged = {(area[0], area[1]): area for area in read.merges}
        self.widths = _widths(read)
        self.notes = 0

    def write(self) -> None:
        """Row by row: constant memory takes no note for a row that is behind."""
        _set_page(self.sheet)
        for column, width in self.widths.items():
            self.sheet.set_column(column - 1, column - 1, width)
        for row, cells in enumerate(self.read.rows, start=self.read.first_row):
            self._write_row(row, cells)
        for area in self.read.merges:
            if area[:2] != area[2:]:
                self.sheet.merge.append([edge - 1 for edge in area])
        if self.read.hidden and not self.marks:
            self.sheet.hide()

    def _write_row(self, row: int, cells: Sequence[str]) -> None:
        hidden = row in self.read.hidden_rows and row not in self.marked_rows
        options = {"hidden": 1} if hidden else {}
        self.sheet.set_row(row - 1, row_height(self._needed(row, cells)), None, options)
        for column, text in enumerate(cells, start=self.read.first_column):
            problems = self.marks.get((row, column), ())
            severity = _gravest(problems)
            style = self.styles.marked[severity] if severity else self.styles.text
            write_text(self.sheet, row - 1, column - 1, text, style)
            if problems and self.notes < NOTES_MAX:
                self.sheet.write_comment(row - 1, column - 1, *_note(problems))
                self.notes += 1

    def _needed(self, row: int, cells: Sequence[str]) -> Iterator[tuple[str, float]]:
        """The texts that make a row high: what is merged over rows has room there, what is merged
        over columns their width."""
        for column, text in enumerate(cells, start=self.read.first_column):
            _, _, last_row, last = self.merged.get((row, column), (row, column, row, column))
            if text and last_row == row:
                yield text, sum(self.widths.get(each, 8) for each in range(column, last + 1))


def _marks(read: SheetAsRead, problems: Sequence[Marked]) -> Mapping[tuple[int, int], list[Marked]]:
    """Problems by the cell that is coloured: their own, the one it is merged with, or the first of
    their row."""
    anchors = {
        (row, column): (area[0], area[1])
        for area in read.merges
        for row in range(area[0], area[2] + 1)
        for column in range(area[1], area[3] + 1)
    }
    found: dict[tuple[int, int], list[Marked]] = defaultdict(list)
    for each in problems:
        if each.row is not None:
            place = (each.row, each.column or read.first_column)
            found[anchors.get(place, place)].append(each)
    return found


def _note(problems: Sequence[Marked]) -> tuple[str, dict[str, float]]:
    """The note's text, and its size in pixels."""
    words = [f"{SEVERITIES[each.severity][0]}：{each.message}" for each in problems]
    text = "\n".join(dict.fromkeys(words))[:NOTE_LENGTH]
    lines = sum(1 + len(line) // 24 for line in text.split("\n"))
    return text, {"width": 340, "height": min(24 + 18 * lines, 420), "font_size": 10}


def _gravest(problems: Sequence[Marked]) -> str | None:
    there = {each.severity for each in problems}
    return next((severity for severity in SEVERITIES if severity in there), None)


def _widths(read: SheetAsRead) -> Mapping[int, float]:
    """The file's own widths, or such as the texts need: most of them in one to three lines."""
    if read.widths:
        return read.widths
    across = {(row, column) for row, column, _, last in read.merges if last > column}
    found: dict[int, float] = {}
    columns = range(len(read.rows[0]) if read.rows else 0)
    for index in columns:
        column = read.first_column + index
        lengths = sorted(
            max(len(line.encode("gb18030", errors="replace")) for line in cells[index].split("\n"))
            for row, cells in enumerate(read.rows[:LOOKED_AT], start=read.first_row)
            if cells[index] and (row, column) not in across
        )
        usual = lengths[len(lengths) * 3 // 4] if lengths else 0
        found[column] = min(max(NARROWEST, usual if usual < 16 else 8 + usual / 2.5), WIDEST)
    return found


def _address(row: int, column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"
