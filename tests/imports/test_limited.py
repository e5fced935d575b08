"""Reading in the limited child: sheet by sheet, all or nothing, and nobody left behind."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest

from imports import apart
from imports.children import bare_environment
from imports.limited import tables_apart
from imports.readers import MAX_BYTES
from imports.reading import read_bytes
from imports.refusal import Refused
from imports.turns import READERS
from tests.imports.conftest import LOWER, ROW, TITLE, UPPER


def several(*last_row: str) -> bytes:
    """A workbook of two catalogues; the second has one row more."""
    book = openpyxl.Workbook()
    for title in ("养老服务", "就业"):
        sheet = book.create_sheet(title)
        for row in ((TITLE,), UPPER, LOWER, ROW):
            sheet.append(list(row))
    sheet.append(list(last_row))
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_sheets_come_one_after_another_and_are_all_read() -> None:
    data = several("2", "", "护理补贴")
    with tables_apart(data) as tables:
        assert next(tables).sheet == "养老服务"
        assert [table.sheet for table in tables] == ["就业"]
    read = read_bytes(data, "x.xlsx").tables
    assert [len(table.entries) for table in read] == [1, 2]


def test_a_sheet_that_cannot_be_used_refuses_those_before_it_too() -> None:
    book = openpyxl.load_workbook(BytesIO(several()))
    book["就业"]["A200000"] = "远"
    stream = BytesIO()
    book.save(stream)
    refused = read_bytes(stream.getvalue(), "x.xlsx").refused
    assert refused is not None
    assert refused.code == "too-large"


def test_a_child_of_whom_no_more_is_asked_ends_and_leaves_its_turn() -> None:
    data = several()
    for _ in range(READERS + 1):
        with tables_apart(data) as tables:
            assert next(tables).sheet == "养老服务"


def test_a_child_is_told_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CATALOG_SECRET_KEY", "s3cret")
    assert "s3cret" not in " ".join(bare_environment().values())


def test_an_empty_file_is_refused_when_its_tables_are_asked_for() -> None:
    with tables_apart(b" ") as tables, pytest.raises(Refused) as refused:
        next(tables)
    assert refused.value.code == "empty"


def test_a_small_file_may_not_take_long_and_a_large_one_may() -> None:
    assert apart.cpu_seconds(100_000) < 10
    assert apart.cpu_seconds(MAX_BYTES) > 30
    assert apart.wall_seconds(100_000) > apart.cpu_seconds(100_000)
