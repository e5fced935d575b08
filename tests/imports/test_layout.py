"""Widths of a workbook's columns, looked at and never trusted."""

from __future__ import annotations

import time
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from imports.layout import HEAD, column_widths
from tests.imports.test_archive import a_zip


def a_workbook() -> bytes:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "养老 & 服务"
    sheet.column_dimensions["A"].width = 6
    sheet.column_dimensions["C"].width = 40
    book.create_sheet("就业").column_dimensions["B"].width = 300
    book.create_sheet("空")
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_the_widths_of_every_sheet_are_told() -> None:
    found = column_widths(a_workbook())
    assert found["养老 & 服务"] == {1: 6, 3: 40}
    assert found["就业"] == {2: 100}, "none is wider than can be read"
    assert not found["空"]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", a_zip(("a.csv", b"1")), b"\xd0\xcf\x11\xe0"])
def test_other_files_say_nothing(data: bytes) -> None:
    assert column_widths(data) == {}


@pytest.mark.parametrize("filling", [b"a", b" ", b"a=", b"<sheet ", b"a='", b":"])
def test_a_part_made_to_keep_us_busy_is_read_in_no_time(filling: bytes) -> None:
    head = b"<sheet " + filling * (HEAD // len(filling))
    relations = b"<Relationship Id='r' Target='s.xml' " + filling * (HEAD // len(filling))
    began = time.process_time()
    column_widths(a_zip(("xl/workbook.xml", head), ("xl/_rels/workbook.xml.rels", relations)))
    assert time.process_time() - began < 2


@settings(max_examples=100, deadline=None)
@given(st.binary(min_size=1, max_size=40), st.integers(min_value=0))
def test_a_damaged_workbook_says_nothing_or_something_sane(noise: bytes, at: int) -> None:
    whole = a_workbook()
    at %= len(whole)
    found = column_widths(whole[:at] + noise + whole[at + len(noise) :])
    for widths in found.values():
        assert all(0 < column <= 256 and 1 <= width <= 100 for column, width in widths.items())
