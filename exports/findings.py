"""A worklist of findings as a workbook: a summary, then a sheet a group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from exports.row_height import row_height
from exports.sheet_names import SheetNames
from exports.target import opened, workbook_options

SHEETS_MAX = 60
"""Groups with a sheet of their own; those beyond share the last one."""
REST = "其余"
CELL_LIMIT = 32767
A4 = 9
HEADER_ROW, FIRST_ROW = 1, 2

_SONG = {"font_name": "宋体", "font_size": 10, "valign": "top", "text_wrap": True}
_BOXED = _SONG | {"border": 1}
_TITLE = {"font_name": "黑体", "font_size": 14, "bold": True}
_HEADER = _BOXED | {"bold": True, "align": "center", "valign": "vcenter", "bg_color": "#EDF2F7"}


@dataclass(frozen=True, slots=True)
class FindingColumn:
    """A column's name and its width in digits' widths."""

    name: str
    width: float


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """Findings that belong together; `rows` hold a text a column, `states` each row's state."""

    title: str
    about: str
    rows: Sequence[Sequence[str]]
    states: Sequence[str]


def write_findings(
    title: str,
    columns: Sequence[FindingColumn],
    groups: Sequence[FindingGroup],
    states: Sequence[str],
    target: Path | BinaryIO,
) -> None:
    """Write the summary (groups × `states`) and the groups. Texts stay texts: no cell becomes a
    formula or a link. Without any group the summary says so."""
    with opened(target) as stream, TemporaryDirectory(prefix="export-") as folder:
        book = Workbook(stream, workbook_options(folder))
        styles = [book.add_format(each) for each in (_TITLE, _HEADER, _BOXED)]
        _write_summary(book.add_worksheet("汇总"), title, groups, states, styles)
        names = SheetNames()
        names.take("汇总", "")
        for group in _sheets(groups):
            sheet = book.add_worksheet(names.take(group.title, group.about))
            _write_group(sheet, group, columns, styles)
        book.close()


def _sheets(groups: Sequence[FindingGroup]) -> Sequence[FindingGroup]:
    if len(groups) <= SHEETS_MAX:
        return groups
    own, rest = groups[: SHEETS_MAX - 1], groups[SHEETS_MAX - 1 :]
    rows = [row for group in rest for row in group.rows]
    states = [state for group in rest for state in group.states]
    return [*own, FindingGroup(REST, "", rows, states)]


def _write_summary(
    sheet: Worksheet,
    title: str,
    groups: Sequence[FindingGroup],
    states: Sequence[str],
    styles: Sequence[Any],
) -> None:
    columns = [FindingColumn("分组", 36), FindingColumn("所在", 16)]
    columns += [FindingColumn(name, 9) for name in (*states, "合计")]
    _begin(sheet, title, columns, styles)
    total: Counter[str] = Counter()
    for row, group in enumerate(groups, start=FIRST_ROW):
        counted = Counter(group.states)
        total += counted
        numbers = [counted[state] for state in states]
        _write_counts(sheet, row, (group.title, group.about), numbers, styles[2])
    name = "合计" if groups else "没有符合条件的问题"
    numbers = [total[state] for state in states]
    _write_counts(sheet, FIRST_ROW + len(groups), (name, ""), numbers, styles[2])


def _write_counts(
    sheet: Worksheet,
    row: int,
    named: tuple[str, str],
    numbers: Sequence[int],
    style: Any,
) -> None:
    for column, text in enumerate(named):
        _write_text(sheet, row, column, text, style)
    for column, number in enumerate([*numbers, sum(numbers)], start=len(named)):
        sheet.write_number(row, column, number, style)


def _write_group(
    sheet: Worksheet,
    group: FindingGroup,
    columns: Sequence[FindingColumn],
    styles: Sequence[Any],
) -> None:
    _begin(sheet, " · ".join(filter(None, (group.title, group.about))), columns, styles)
    widths = [column.width for column in columns]
    for row, cells in enumerate(group.rows, start=FIRST_ROW):
        sheet.set_row(row, row_height(zip(cells, widths, strict=True)))
        for column, text in enumerate(cells):
            _write_text(sheet, row, column, text, styles[2])
    if group.rows:
        sheet.autofilter(HEADER_ROW, 0, HEADER_ROW + len(group.rows), len(columns) - 1)


def _begin(
    sheet: Worksheet, title: str, columns: Sequence[FindingColumn], styles: Sequence[Any]
) -> None:
    """Title and header, frozen; A4 across, one page wide."""
    for index, column in enumerate(columns):
        sheet.set_column(index, index, column.width)
    sheet.freeze_panes(FIRST_ROW, 0)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADER_ROW)
    sheet.set_footer("&C第 &P 页，共 &N 页")
    _write_text(sheet, 0, 0, title, styles[0])
    for index, column in enumerate(columns):
        _write_text(sheet, HEADER_ROW, index, column.name, styles[1])


def _write_text(sheet: Worksheet, row: int, column: int, text: str, style: Any) -> None:
    if text:
        sheet.write_string(row, column, text[:CELL_LIMIT], style)
    else:
        sheet.write_blank(row, column, None, style)
