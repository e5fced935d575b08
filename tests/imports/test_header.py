"""Headers as counties print them: merged, shuffled, broken, cut, doubled."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imports.header import header_rows, read_header
from imports.header_words import meaning
from imports.reading import ReadTable, recognise
from imports.refusal import Refused
from imports.table import Table, padded
from tests.imports.conftest import LOWER, ROW, TITLE, UPPER, codes

Reader = Callable[..., ReadTable]


@pytest.mark.parametrize(
    ("word", "field"),
    [
        ("序 号", "number"),
        ("公开主\n体", "owner"),
        ("公开责任单位", "owner"),
        ("公开内容(要素)及要求", "content"),
        ("公开渠道和载体(“■”表示必选项,“□”表示可选项)", "channels"),
        ("公开渠道和载体“■”表示必选项,\"□\"表示可选 项)", "channels"),
        ("公开层次", "levels"),
        ("公开对", "audience"),
        ("开依据", "basis"),
        ("一级指标", "group"),
        ("特定群体(请写明)", "audience"),
        ("申请公开", "method"),
        ("乡、村级", "levels"),
        ("公开链接", "urls"),
    ],
)  # fmt: skip
def test_variants_of_header_words(word: str, field: str) -> None:
    found = meaning(word)
    assert found is not None
    assert found.field == field


@pytest.mark.parametrize("word", ["公开", "", "责任科室", "敦化市民政局", "1", "√"])
def test_other_words_are_not_guessed(word: str) -> None:
    assert meaning(word) is None


def test_shuffled_columns_are_read_by_their_header(read: Reader) -> None:
    order = (7, 0, 2, 1, 6, 5, 4, 3, 12, 13, 10, 11, 8, 9)
    rows = [[row[place] for place in order] for row in (UPPER, LOWER, ROW)]
    rows[0][2], rows[0][3] = "公开事项", ""
    (entry,) = read(*rows).entries
    assert (entry.content.name, entry.content.owner) == ("老年人补贴", "敦化市民政局")
    assert (entry.content.levels, entry.content.audience) == (("county",), "全社会")


def test_a_table_may_begin_anywhere_on_the_sheet(read: Reader) -> None:
    rows = [["", ""], *([["", "", *row] for row in (UPPER, LOWER, ROW)])]
    table = read(*rows)
    assert table.header == (2, 3)
    assert table.entries[0].cells["name"] == "E4"


def test_two_columns_of_one_name_are_told_apart_and_reported(read: Reader) -> None:
    lower = ("", "一级事项", "一级事项", *LOWER[3:])
    table = read(UPPER, lower, ROW)
    assert table.entries[0].content.name == "老年人补贴"
    assert codes(table) == [("header-ambiguous", "C1")]


def test_levels_stay_levels_under_a_repeated_method_header(read: Reader) -> None:
    upper = (*UPPER[:12], "公开方式", "")
    assert read(upper, LOWER, ROW).entries[0].content.levels == ("county",)


def test_one_row_header_with_words_instead_of_ticks(read: Reader) -> None:
    header = ("序号", "一级事项", "二级事项", "公开内容", "公开对象", "公开方式", "公开层级")
    row = ("1", "政策", "法规", "1.法规", "参会代表", "主动公开、依申请公开", "县级、乡级")
    (entry,) = read(header, row).entries
    assert entry.content.audience == "参会代表"
    assert entry.content.method == ("proactive", "on_request")
    assert entry.content.levels == ("county", "township")


def test_without_a_second_level_the_item_is_the_name(read: Reader) -> None:
    (entry,) = read(
        ("序号", "公开事项", "公开内容", "公开时限"), ("1", "法规", "名称", "及时公开")
    ).entries
    assert (entry.content.group, entry.content.name) == (None, "法规")


def test_columns_outside_the_standard_are_named(read: Reader) -> None:
    table = read((*UPPER, "咨询电话"), (*LOWER, ""), (*ROW, "0433-1234567"))
    assert codes(table) == [("extra-column", "O1")]


def test_a_column_for_each_channel(read: Reader) -> None:
    upper = ("序号", "公开事项", "公开内容", "公开渠道", "", "")
    lower = ("", "", "", "政府网站", "两微一端", "其他")
    (entry,) = read(upper, lower, ("1", "法规", "名称", "√", "", "√")).entries
    assert entry.content.channels == ("政府网站", "其他")


def test_a_plan_of_site_columns_is_refused_with_a_hint() -> None:
    rows = [["序号", "一级栏目", "二级栏目", "更新频次"], ["1", "政务公开", "养老", "至少1次/半年"]]
    with pytest.raises(Refused) as refused:
        recognise([Table("Sheet1", rows)], "x.xlsx")
    assert refused.value.code == "not-a-catalogue"
    assert "栏目规划" in refused.value.message


def test_two_catalogues_on_one_sheet(catalogue: Reader) -> None:
    rows = [
        UPPER,
        LOWER,
        ROW,
        ("",),
        ("(二)敦化市救灾领域基层政务公开标准目录",),
        UPPER,
        LOWER,
        ROW,
    ]
    first, second = recognise([Table("Sheet1", padded(rows))], "养老服务.xlsx")
    assert (first.domain, len(first.entries)) == ("elderly_care", 1)
    assert (second.domain, second.header, second.entries[0].row) == ("disaster_relief", (6, 7), 8)


def test_a_heading_with_only_the_domain_begins_another_catalogue() -> None:
    rows = [(TITLE,), UPPER, LOWER, ROW, ("二、救灾",), UPPER, LOWER, ROW]
    tables = recognise([Table("Sheet1", padded(rows))], "x.xlsx")
    assert [(table.title, table.domain) for table in tables] == [
        (TITLE, "elderly_care"),
        ("二、救灾", "disaster_relief"),
    ]


def test_header_words_torn_over_rows(read: Reader) -> None:
    rows = [
        ("序号", "公开事项", "", "公开内容", "公开对象", "", "公开方式", "", "公开层级", ""),
        ("", "一级", "二级", "", "全社会", "特定", "主动", "依申请", "县级", "乡、"),
        ("", "事项", "事项", "", "", "群众", "公开", "公开", "", "村级"),
        ("1", "政策", "法规", "名称", "√", "", "√", "", "", "√"),
    ]
    table = read(*rows)
    assert table.header == (1, 3)
    content = table.entries[0].content
    assert (content.group, content.name) == ("政策", "法规")
    assert content.levels == ("township", "village")
    assert content.method == ("proactive",)


def test_a_column_without_a_header_is_named_once(read: Reader) -> None:
    header = ("一级事项", "", "二级事项", "公开内容", "公开依据")
    table = read(
        header, ("政策", "1", "法规", "名称", "《甲法》"), ("", "2", "规章", "名称", "《甲法》")
    )
    assert codes(table) == [("column-without-header", "B2")]


@settings(deadline=None)
@given(
    st.lists(st.lists(st.sampled_from([*UPPER, *LOWER, "√", "1", "甲"]), max_size=14), max_size=8)
)
def test_headers_of_any_mixture_are_read_without_failing(rows: list[list[str]]) -> None:
    table = Table("Sheet1", padded(rows))
    for row in header_rows(table):
        header = read_header(table, row)
        places = [column.index for column in (*header.columns, *header.extra)]
        assert len(places) == len(set(places))
        assert header.first_row <= header.last_row <= table.last_row
