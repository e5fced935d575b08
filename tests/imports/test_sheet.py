"""Long sheets come block by block: what they say does not depend on it."""

from __future__ import annotations

from functools import cache
from io import BytesIO

import xlsxwriter

from imports.limited import tables_apart
from imports.readers import read_tables
from imports.reading import read_bytes, recognise
from imports.sheet import BLOCK, Block, Sheet, in_one, tables_of
from imports.table import Table
from tests.imports.conftest import LOWER, ROW, TITLE, UPPER

ROWS = BLOCK + 5
ABOVE = 3  # title and header
FAULT = ABOVE + BLOCK + 2  # a row of the second block, counted from 1


@cache
def long_workbook() -> bytes:
    """A sheet of two blocks; the owner is merged over where they meet, an error value stands below."""
    stream = BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet("养老服务")
        for row, cells in enumerate([(TITLE,), UPPER, LOWER]):
            sheet.write_row(row, 0, cells)
        for number in range(1, ROWS + 1):
            _, group, _, content, *others = ROW
            name = f"第{number}项补贴"
            sheet.write_row(ABOVE + number - 1, 0, [number, group, name, content, *others])
        sheet.merge_range(BLOCK - 2, 6, BLOCK + 1, 6, "县级民政部门")
        sheet.write_formula(FAULT - 1, 5, "=1/0", None, "#DIV/0!")
    return stream.getvalue()


def test_a_long_sheet_is_told_block_by_block_before_it_comes_as_a_whole() -> None:
    foreseen: list[Table] = []
    with tables_apart(long_workbook(), foreseen.append) as tables:
        (table,) = tables
    assert [(block.first_row, len(block.rows)) for block in foreseen] == [(1, BLOCK)]
    assert table.first_row == 1
    assert len(table.rows) == ROWS + ABOVE
    assert set(table.texts) == {text for row in table.rows for text in row}
    assert table.text(FAULT, 6) == "#DIV/0!"


def test_what_a_long_sheet_says_is_the_same_with_and_without_foresight() -> None:
    reading = read_bytes(long_workbook(), "x.xlsx")
    assert reading.tables == recognise(read_tables(long_workbook()), "x.xlsx")
    (table,) = reading.tables
    assert [entry.number for entry in table.entries] == [str(n) for n in range(1, ROWS + 1)]
    merged = range(BLOCK - 1, BLOCK + 3)
    owners = {entry.row: entry.content.owner for entry in table.entries}
    assert [owners[row] for row in merged] == ["县级民政部门"] * 4
    assert owners[merged.stop] == "敦化市民政局"
    assert [each.cell for each in table.problems if each.code == "error-cell"] == [f"F{FAULT}"]


def test_blocks_make_one_table_again() -> None:
    facts = Table("S", (), first_row=3, first_column=2)
    blocks = [Block([["甲"]], ["甲"], False), Block([["甲"], ["乙"]], ["乙"], True)]
    (table,) = tables_of([Sheet(facts, blocks)])
    assert table.rows == [["甲"], ["甲"], ["乙"]]
    assert table.texts == ["甲", "乙"]
    assert table.text(5, 2) == "乙"


def test_signs_that_nobody_sees_are_left_out_and_blank_sheets_too() -> None:
    (table,) = tables_of([in_one(Table("S", [["甲\0"]])), in_one(Table("T", [[" "]]))])
    assert table.rows == [["甲"]]
