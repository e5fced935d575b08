"""A list's file is read as offices write it, and every slip is named at its cell."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog_app.lists.reading import ListReading, read_list
from imports.refusal import Refused


def a_workbook(**sheets: list[list[str]]) -> bytes:
    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    book.close()
    return target.getvalue()


def read(*lines: str) -> ListReading:
    return read_list("\n".join(lines).encode())


def test_title_header_and_items_are_told_apart() -> None:
    told = read(
        "敦化市权责清单（2026年版）,,,",
        "序号,权力名称,权力类型,实施机关",
        "一、行政许可,,,",
        "1,养老机构备案,行政许可,敦化市民政局",
        "2,老年人补贴,行政给付,敦化市民政局",
        "合计,合计2项,,",
    )
    assert [(item.name, item.category, item.owner) for item in told.items] == [
        ("养老机构备案", "行政许可", "敦化市民政局"),
        ("老年人补贴", "行政给付", "敦化市民政局"),
    ]
    assert told.problems == []


def test_a_part_of_a_matter_is_the_item() -> None:
    told = read(
        "主项名称,子项名称,实施主体", "医师执业注册,医师变更注册,卫健局", "助产许可,,卫健局"
    )
    assert [item.name for item in told.items] == ["医师变更注册", "助产许可"]


def test_sheets_named_by_the_kind_of_power_give_it() -> None:
    header = ["事项名称", "实施主体"]
    data = a_workbook(
        行政许可=[header, ["甲许可", "民政局"]], 行政处罚=[header, ["乙处罚", "民政局"]]
    )
    assert [(i.name, i.category) for i in read_list(data).items] == [
        ("甲许可", "行政许可"),
        ("乙处罚", "行政处罚"),
    ]


def test_an_owner_written_once_over_merged_rows_is_every_rows() -> None:
    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["事项名称", "实施主体"])
    sheet.write_column(1, 0, ["甲", "乙"])
    sheet.merge_range(1, 1, 2, 1, "民政局")
    book.close()
    assert [item.owner for item in read_list(target.getvalue()).items] == ["民政局", "民政局"]


def a_document(*rows: list[str]) -> bytes:
    """The smallest .docx with one table."""
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    lines = "".join(f"<w:tr>{''.join(map(cell.format, row))}</w:tr>" for row in rows)
    target = BytesIO()
    with ZipFile(target, "w") as package:
        body = f'<w:document xmlns:w="{word}"><w:body><w:tbl>{lines}</w:tbl></w:body></w:document>'
        package.writestr("word/document.xml", body)
    return target.getvalue()


def test_a_table_of_a_document_is_read() -> None:
    data = a_document(["服务事项名称", "服务单位"], ["图书借阅", "敦化市图书馆"])
    (item,) = read_list(data).items
    assert (item.name, item.owner) == ("图书借阅", "敦化市图书馆")


@pytest.mark.parametrize(
    ("line", "cell", "told"),
    [
        ("0001,,民政局,", "B2", "没有事项名称"),
        (f"0001,{'长' * 301},民政局,", "B2", "超过 300 字"),
        ("0001,甲,民政局,www.example.cn", "D2", "网址应以"),
    ],
)
def test_every_slip_is_named_at_its_cell(line: str, cell: str, told: str) -> None:
    (problem,) = read("编码,事项名称,实施主体,网址", line).problems
    assert problem.cell == cell
    assert told in problem.message


def test_what_stands_twice_is_read_once_and_told() -> None:
    told = read(
        "编码,事项名称,实施主体", "0001,甲,民政局", "0001,乙,民政局", ",丙,民政局", ",丙,民政局"
    )
    assert [item.name for item in told.items] == ["甲", "丙"]
    assert [problem.cell for problem in told.problems] == ["A3", "B5"]


def test_the_same_name_at_two_owners_is_two_items() -> None:
    assert len(read("序号,事项名称,实施主体", "1,甲,民政局", "2,甲,教育局").items) == 2


@pytest.mark.parametrize("data", [b"", b"\x00", "姓名,电话,住址\n张三,1,2\n".encode()])
def test_a_file_without_a_list_is_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        read_list(data)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.text(max_size=12), min_size=3, max_size=3), max_size=8))
def test_any_table_is_read_or_refused(rows: list[list[str]]) -> None:
    text = "\n".join(",".join(cell.replace(",", " ") for cell in row) for row in rows)
    try:
        told = read_list(f"事项名称,实施主体,编码\n{text}\n".encode())
    except Refused:
        return
    assert all(item.name for item in told.items)
