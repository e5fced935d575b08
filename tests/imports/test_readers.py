"""Files as they arrive: of any kind, damaged, hostile. What they are is decided by content."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Callable
from io import BytesIO

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.hyperlink import Hyperlink

from imports.limited import read_tables_apart
from imports.readers import read_tables
from imports.reading import FileReading, read_bytes
from imports.refusal import Refused
from tests.imports.conftest import FIXTURES, LOWER, ROW, TITLE, UPPER, codes, workbook

SHEET = "xl/worksheets/sheet1.xml"
HEADS = [b"", b"PK\x03\x04", b"<html>", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe"]
GOOD = workbook((TITLE,), UPPER, LOWER, ROW)


def with_part(name: str, change: Callable[[bytes], bytes], data: bytes = GOOD) -> bytes:
    """The workbook with one part of its package changed."""
    stream = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(data)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.namelist():
            part = old.read(entry)
            new.writestr(entry, change(part) if entry == name else part)
    return stream.getvalue()


def refusal(data: bytes) -> str | None:
    refused = read_bytes(data, "x.xlsx").refused
    return refused.code if refused else None


def test_the_name_of_a_file_decides_nothing() -> None:
    assert read_bytes(GOOD, "目录.csv").tables[0].entries[0].content.name == "老年人补贴"


def test_a_page_saved_as_xls_is_read_as_a_page() -> None:
    page = (FIXTURES / "13_汪清县_就业_网页另存.html").read_bytes()
    assert len(read_bytes(page, "就业.xls").tables[0].entries) == 25


@pytest.mark.parametrize("start", ["10", "06"])
def test_files_of_wps_are_the_workbooks_they_hold(start: str) -> None:
    path = next(FIXTURES.glob(f"{start}_*"))
    data = path.read_bytes()
    under_its_name, as_et = read_bytes(data, path.name), read_bytes(data, path.stem + ".et")
    assert as_et.tables == under_its_name.tables
    assert as_et.tables[0].entries


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_delimited_text_in_the_encodings_of_offices(encoding: str, delimiter: str) -> None:
    rows = [("序号", "事项名称", "公开内容", "公开时限"), ("1", "低保", "对象、金额", "及时公开")]
    text = "\r\n".join(delimiter.join(row) for row in rows)
    (table,) = read_bytes(text.encode(encoding), "社会救助.csv").tables
    assert (table.domain, table.entries[0].content.name) == ("social_assistance", "低保")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        ("各单位:\n请于本周五前报送".encode(), "unknown-format"),
        (b"%PDF-1.7\n\xe2\xe3\xcf\xd3", "unknown-format"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "unknown-format"),
        (b"<?xml version='1.0'?><Workbook/>", "unknown-format"),
        (b"<html><body><p>hello</p></body></html>", "not-a-catalogue"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "unknown-format"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"W\0o\0r\0k\0b\0o\0o\0k\0" * 60, "unreadable"),
        (GOOD[:-200], "unreadable"),
        (GOOD[:2000], "unreadable"),
        (b"PK\x03\x04" + b"\0" * 100, "unreadable"),
        (workbook(("",)), "empty"),
        (workbook(("会议", "时间"), ("甲", "乙")), "not-a-catalogue"),
        (workbook((TITLE,), UPPER, LOWER), "empty"),
    ],
)  # fmt: skip
def test_files_of_which_nothing_can_be_used(data: bytes, code: str) -> None:
    assert refusal(data) == code


def test_a_package_that_is_neither_workbook_nor_document() -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("photo.jpg", b"x" * 100)
    assert refusal(stream.getvalue()) == "unknown-format"


def test_one_cell_in_the_last_corner_of_a_sheet_is_refused_before_it_is_read() -> None:
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    data = with_part(SHEET, lambda xml: xml.replace(b"</sheetData>", far))
    with pytest.raises(Refused, match="行"):
        read_tables(data)


def test_a_far_cell_without_its_address_ends_only_the_child() -> None:
    # The address of a cell may be left out; the row's number then places it.
    far = b'<row r="1048576">' + b"<c><v>1</v></c>" * 300 + b"</row></sheetData>"
    data = with_part(SHEET, lambda xml: xml.replace(b"</sheetData>", far))
    with pytest.raises(Refused) as refused:
        read_tables_apart(data)
    assert refused.value.code == "too-large"


def test_a_child_out_of_memory_is_a_refusal() -> None:
    large = GOOD + b"\0" * (25 * 1024 * 1024)
    with pytest.raises(Refused) as refused:
        read_tables_apart(large, max_memory=45 * 1024 * 1024)
    assert refused.value.code == "too-large"


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = with_part(SHEET, lambda xml: xml + b" " * (60 * 1024 * 1024))
    assert len(bomb) < 200_000
    assert refusal(bomb) == "too-large"


@pytest.mark.parametrize("garbage", [b"", b"<worksheet", b"\0\xff\xfe", b"<a>" * 50_000])
def test_garbage_in_place_of_a_sheet_never_raises(garbage: bytes) -> None:
    assert refusal(with_part(SHEET, lambda _: garbage)) in (
        "unreadable",
        "empty",
        "not-a-catalogue",
    )


def test_a_wrong_dimension_hides_no_rows() -> None:
    data = with_part(SHEET, lambda xml: xml.replace(b"A1:N4", b"A1:B1"))
    assert len(read_bytes(data, "x.xlsx").tables[0].entries) == 1


def test_entities_in_a_document_are_refused() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b "' + b"x" * 100 + b'">]><a>&b;</a>'
    docx = FIXTURES / "12_长岭县_生态环境领域.docx"
    data = with_part("word/document.xml", lambda _: bomb, docx.read_bytes())
    assert refusal(data) == "unreadable"


def test_formatted_blank_rows_to_the_end_of_the_sheet_do_no_harm() -> None:
    blank = b'<row r="1048576"><c r="A1048576" s="0"/></row></sheetData>'
    data = with_part(SHEET, lambda xml: xml.replace(b"</sheetData>", blank))
    assert len(read_bytes(data, "x.xlsx").tables[0].entries) == 1


def _sheet_with_specials() -> FileReading:
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet = book.add_worksheet("养老服务")
    for number, row in enumerate(
        ((TITLE,), UPPER, LOWER, ROW, ("2", *ROW[1:2], "高龄津贴", *ROW[3:]))
    ):
        sheet.write_row(number, 0, row)
    sheet.write_formula("G4", '="敦化市"&"民政局"', value="敦化市民政局")
    sheet.write_formula("G5", "=Z1", value="")
    sheet.set_row(4, None, None, {"hidden": True})
    sheet.write_url("C4", "https://www.example.gov.cn/a", string="老年人补贴")
    book.add_worksheet("字典").hide()
    book.close()
    return read_bytes(stream.getvalue(), "x.xlsx")


def test_formulas_hidden_rows_and_linked_cells() -> None:
    (table,) = _sheet_with_specials().tables
    assert codes(table) == [
        ("formula-cell", "G4"),
        ("hidden-row", "C5"),
        ("formula-without-value", "G5"),
        ("owner-missing", "G5"),
    ]
    assert table.entries[0].content.owner == "敦化市民政局"
    assert table.entries[0].urls == ("https://www.example.gov.cn/a",)


def test_a_hidden_catalogue_is_read_and_named() -> None:
    book = openpyxl.load_workbook(BytesIO(GOOD))
    book.create_sheet("说明").append(["填表说明"])
    book.worksheets[0].sheet_state = "hidden"
    book.worksheets[0]["A4"].hyperlink = Hyperlink(ref="A4", location="说明!A1")
    stream = BytesIO()
    book.active = 1
    book.save(stream)
    first, second = read_bytes(stream.getvalue(), "x.xlsx").tables
    assert codes(first) == [("hidden-sheet", None)]
    assert (second.header, codes(second)) == (None, [("sheet-without-table", None)])


@settings(max_examples=30, deadline=None)
@given(data=st.binary(max_size=300), head=st.sampled_from(HEADS))
def test_any_bytes_are_read_or_refused(data: bytes, head: bytes) -> None:
    try:
        read_tables(head + data)
    except Refused as refused:
        assert refused.message


@settings(max_examples=60, deadline=None)
@given(cut=st.integers(0, len(GOOD)), other=st.binary(min_size=1, max_size=4))
def test_a_damaged_workbook_is_read_or_refused(cut: int, other: bytes) -> None:
    try:
        read_tables(GOOD[:cut] + other + GOOD[cut + len(other) :])
    except Refused as refused:
        assert refused.message


def _with_sign(xml: bytes) -> bytes:
    """The first box of each channel cell as Word's own sign of the font Wingdings 2."""
    sign = '</w:t><w:sym w:font="Wingdings 2" w:char="F052"/><w:t xml:space="preserve">'
    return xml.replace("■".encode(), sign.encode())


def test_boxes_that_word_keeps_as_signs_of_a_font() -> None:
    docx = FIXTURES / "12_长岭县_生态环境领域.docx"
    plain = read_bytes(docx.read_bytes(), "x.docx").tables[0]
    signs = read_bytes(with_part("word/document.xml", _with_sign, docx.read_bytes()), "x.docx")
    assert signs.tables[0].entries == plain.entries


def test_null_characters_hidden_in_cells_are_gone() -> None:
    hidden = with_part(
        SHEET,
        lambda part: part.replace("老年人补贴".encode(), "老年人_x0000_补贴".encode()),
    )
    shown = {text for table in read_tables(hidden) for cells in table.rows for text in cells}
    assert shown == {text for table in read_tables(GOOD) for cells in table.rows for text in cells}
    assert not any("\0" in text for text in shown)


@pytest.mark.parametrize(
    "tag", ["<table><tr><td>", "<table><tr><td>甲<td>乙<td>丙<tr><td>1<td>2<td>"]
)
def test_tables_inside_tables_inside_tables_take_no_time(tag: str) -> None:
    began = time.process_time()
    assert read_tables(("<html>" + tag * 1_500).encode())
    assert (
        time.process_time() - began < 5
    )  # a tenth of it; each asked for all inside it took minutes
