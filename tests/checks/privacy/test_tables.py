"""Rows of cells, from wherever they come: who is a person, and what stands uncovered beside him."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_app.checks.privacy import rows_personal_data
from catalog_app.checks.privacy.headers import heading_of
from catalog_app.checks.privacy.names import is_personal_name, may_be_name
from catalog_app.demo.site.invented import invented_card, invented_id_number, invented_mobile

ID, CARD, MOBILE = invented_id_number(), invented_card(), invented_mobile(7)
CELL = st.sampled_from(
    ["姓名", "身份证号", "张三", "张*", ID, MOBILE, CARD, "江南镇新村3组", "尿毒症", "", "3"]
)
Rows = list[list[str]]


def found(rows: Rows, **how: bool) -> list[tuple[str, int, int]]:
    return [(datum.kind, datum.row, datum.column) for datum in rows_personal_data(rows, **how)]


def test_a_hit_names_its_row_its_column_and_its_header() -> None:
    (hit,) = rows_personal_data([["公示"], ["序号", "户主"], ["1", f"张三 {ID}"]])
    assert (hit.kind, hit.row, hit.column, hit.header) == ("id_number", 2, 1, "户主")
    assert (hit.start, hit.end) == (3, 21)


def test_a_number_is_found_in_any_cell_of_a_table_without_a_header() -> None:
    assert found([["a", "b"], ["", f"x {ID}"], ["c"]]) == [("id_number", 1, 1)]


def test_a_number_with_one_digit_a_cell_is_found() -> None:
    assert found([["张三", *ID]]) == [("id_number", 0, 1)]


def test_a_header_of_two_rows_is_one() -> None:
    rows = [["序号", "姓名", "", ""], ["", "", "身份证号", "金额"], ["1", "张三", ID, "5"]]
    assert found(rows) == [("sensitive", 2, 2), ("id_number", 2, 2)]


def test_the_next_table_in_a_sheet_has_its_own_header() -> None:
    rows = [
        ["姓名", "手机"],
        ["张三", MOBILE],
        ["单位名称", "联系电话"],
        ["演示公司", MOBILE],
    ]
    assert found(rows) == [("named_mobile", 1, 1)]


def test_a_row_of_data_is_no_header_though_it_uses_a_headers_words() -> None:
    rows = [["姓名", "类别", "身份证号"], ["张三", "残疾等级二级", "农户户主"], ["李四", "无", ID]]
    assert ("id_number", 2, 2) in found(rows)
    assert ("sensitive", 2, 2) in found(rows)


def test_a_line_of_text_is_read_as_words_under_a_header_of_words() -> None:
    lines = [["姓名  住址"], ["张三  江南镇新立村三组"]]
    assert found(lines, aligned=False) == [("address", 1, 0), ("sensitive", 1, 0)]


def test_the_title_says_that_the_numbers_are_meant_to_be_called() -> None:
    rows = [["姓名", "电话"], ["张三", MOBILE]]
    assert rows_personal_data(rows, about="江南镇值班表") == ()
    assert rows_personal_data(rows, about="江南镇低保公示") != ()


@pytest.mark.parametrize("name", ["张三", "欧阳小明", "金 花", "王小二（演示）", "阿依古丽·买买提"])
def test_names_are_known(name: str) -> None:
    assert is_personal_name(name)


@pytest.mark.parametrize(
    "text",
    [
        "合计",
        "江南镇",
        "单位",
        "方法",
        "低保对象",
        "特困人员",
        "张*",
        "石头村",
        "高龄老人",
        "安全",
        "",
    ],
)
def test_other_words_are_no_names(text: str) -> None:
    assert not is_personal_name(text)
    assert not may_be_name(text)


def test_a_line_of_a_guide_is_no_header() -> None:
    assert heading_of(["申请人应当提交身份证明材料和户口簿的复印件"]) is None
    assert heading_of(["姓名"]) is None
    assert heading_of(["姓名", "金额"]) is not None


@given(st.lists(st.lists(CELL, max_size=6), max_size=8), st.booleans())
def test_every_hit_stands_in_a_cell_and_shows_nothing_whole(rows: Rows, aligned: bool) -> None:
    for datum in rows_personal_data(rows, aligned=aligned):
        cell = rows[datum.row][datum.column]
        assert 0 <= datum.start < datum.end
        assert datum.start <= len(cell)
        assert not any(secret in datum.masked for secret in (ID, MOBILE, CARD, "3组"))


@given(st.lists(st.lists(st.text(max_size=30), max_size=5), max_size=6), st.booleans())
def test_any_rows_are_read(rows: Rows, aligned: bool) -> None:
    rows_personal_data(rows, aligned=aligned)
