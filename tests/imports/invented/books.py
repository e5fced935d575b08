"""The small table in workbooks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from tests.imports.invented.case import Wanted, areas
from tests.imports.invented.file_case import (
    BOTH,
    FIRST,
    HEAD,
    ONE,
    ROWS,
    SECOND,
    TITLE,
    TWO,
    FileCase,
    wanted,
)


def book(
    *rows: Sequence[Any], merges: str = "", change: Callable[[Any], None] = lambda _: None
) -> bytes:
    made = openpyxl.Workbook()
    sheet = made.active
    for row in rows:
        sheet.append(list(row))
    for r1, c1, r2, c2 in areas(merges):
        sheet.merge_cells(start_row=r1, start_column=c1, end_row=r2, end_column=c2)
    change(sheet)
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


def written(cell: str, value: Any, kind: str | None = None) -> Callable[[Any], None]:
    def change(sheet: Any) -> None:
        sheet[cell] = value
        if kind:
            sheet[cell].data_type = kind

    return change


def _hidden(sheet: Any) -> None:
    sheet.row_dimensions[4].hidden = True
    sheet.freeze_panes = "C3"
    sheet.auto_filter.ref = "A2:G4"
    sheet.protection.enable()


def _other_sheets(sheet: Any) -> None:
    pivot = sheet.parent.create_sheet("统计")
    pivot.append(["单位", "数量"])
    pivot.append(["民政局", 2])
    hidden = sheet.parent.create_sheet("旧表")
    for row in ((TITLE,), HEAD, TWO):
        hidden.append(list(row))
    hidden.sheet_state = "hidden"


def _typed(kind: str, value: Any) -> bytes:
    """A workbook whose serial of the first item is a value of another kind."""
    stream = BytesIO()
    made = xlsxwriter.Workbook(stream, {"remove_timezone": True})
    sheet = made.add_worksheet()
    for number, row in enumerate(ROWS):
        for column, text in enumerate(row):
            sheet.write_string(number, column, text)
    date = made.add_format({"num_format": "yyyy-mm-dd"})
    write = {
        "number": sheet.write_number,
        "date": lambda r, c, v: sheet.write_number(r, c, v, date),
    }
    write[kind](2, 0, value)
    made.close()
    return stream.getvalue()


RICH = CellRichText("老年人", TextBlock(InlineFont(b=True, color="FFFF0000"), "补贴"))
LINK = '=HYPERLINK("https://a.gov.cn/1.html","老年人补贴")'
WORKBOOKS = [
    FileCase("a plain workbook", book(*ROWS, merges="A1:G1"), BOTH),
    FileCase("a workbook under another program's name", book(*ROWS), BOTH, "a.et"),
    FileCase("rich text", book(*ROWS, change=written("C3", RICH)), BOTH),
    FileCase("serials as numbers", book((TITLE,), HEAD, (1, *ONE[1:]), (2.0, *TWO[1:])), BOTH),
    FileCase(
        "a serial of two parts as a number",
        _typed("number", 1.1),
        wanted({3: FIRST | {"number": "1.1"}, 4: SECOND}),
    ),
    FileCase(
        "a serial that became a date",
        _typed("date", 45292),
        wanted({3: FIRST | {"number": None}, 4: SECOND}, "date-cell A3"),
    ),
    FileCase(
        "an error in a cell of words",
        book(*ROWS, change=written("F3", "#REF!", "e")),
        wanted({3: FIRST | {"owner": None}, 4: SECOND}, "error-cell F3"),
    ),
    FileCase(
        "an error in a cell of boxes",
        book(*ROWS, change=written("G4", "#NAME?", "e")),
        wanted({3: FIRST, 4: SECOND | {"channels": []}}, "error-cell G4"),
    ),
    FileCase(
        "a formula that was never calculated",
        book(*ROWS, change=written("F3", "=A1")),
        wanted(
            {3: FIRST | {"owner": None}, 4: SECOND}, "formula-without-value F3", "owner-missing F3"
        ),
    ),
    FileCase(
        "a row hidden, panes frozen, filters, protection",
        book(*ROWS, change=_hidden),
        wanted({3: FIRST, 4: SECOND}, "hidden-row C4"),
    ),
    FileCase(
        "sheets of other things and a hidden one",
        book(*ROWS, change=_other_sheets),
        [*BOTH, Wanted({3: SECOND}, frozenset({"hidden-sheet None"}), {"domain": "elderly_care"})],
    ),
    FileCase(
        "a group merged over its rows",
        book((TITLE,), HEAD, ONE, (TWO[0], None, *TWO[2:]), merges="A1:G1 B3:B4"),
        BOTH,
    ),
    FileCase(
        "line breaks of old computers",
        book((TITLE,), HEAD, (*ONE[:3], "名称\r\n对象", *ONE[4:]), TWO),
        BOTH,
    ),
    FileCase(
        "an address behind a word of a workbook",
        book(
            *ROWS, change=lambda sheet: setattr(sheet["C3"], "hyperlink", "https://a.gov.cn/1.html")
        ),
        wanted({3: FIRST | {"urls": ["https://a.gov.cn/1.html"]}, 4: SECOND}),
    ),
    FileCase(
        "ticks and crosses as truth values",
        book((TITLE,), (*HEAD, "全社会", "特定群体"), (*ONE, True, False), (*TWO, True, None)),
        wanted({3: FIRST | {"audience": "全社会"}, 4: SECOND | {"audience": "全社会"}}),
    ),
    FileCase("an empty workbook", book(), "empty"),
]
