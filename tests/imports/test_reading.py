"""One reading of one file: nothing is skipped silently, nothing fails, nothing is guessed."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from imports.reading import ReadTable, read_bytes, read_file, recognise
from imports.refusal import Refused
from imports.table import Table, padded
from imports.wording import squeeze
from tests.imports.conftest import LOWER, ROW, TITLE, UPPER, changed, codes, workbook

KEYS = ["row", "number", "group", "name", "content", "basis", "time_limit", "owner", "method",
        "channels", "audience", "levels", "urls"]  # fmt: skip
cell = st.sampled_from(
    ["", "", "1", "2", "老年人补贴", "1.名称\n2.对象", "《甲法》", "同上", "及时公开", "敦化市民政局",
     "■政府网站 □政府公报", "√", "?", "申请人", "—", "说明：无", "同左", "#REF!", "合计", "示例",
     "第1页", "\u200b", "0", "老年人", "(续)", TITLE, "https://a.gov.cn/", *UPPER[:4]]
)  # fmt: skip
body = st.lists(st.lists(cell, min_size=14, max_size=14), max_size=8)
area = st.tuples(st.integers(4, 11), st.integers(1, 14), st.integers(0, 3), st.integers(0, 2))


@settings(deadline=None)
@given(rows=body, areas=st.lists(area, max_size=3))
def test_every_row_with_text_is_an_entry_or_a_part_of_one_or_reported(
    rows: list[list[str]], areas: list[tuple[int, int, int, int]]
) -> None:
    merges = [(r, c, r + down, c + right) for r, c, down, right in areas]
    sheet = Table("养老服务", padded([(TITLE,), UPPER, LOWER, *rows]), merges=merges)
    try:
        tables = recognise([sheet], "x.xlsx")
    except Refused as refused:
        assert refused.code == "empty"
        assert {squeeze(text) for row in rows for text in row} <= {"", TITLE}
        return
    accounted = {row for table in tables for row in _rows_spoken_of(table, sheet)}
    for row, texts in enumerate(rows, start=4):
        assert row in accounted or not any(map(squeeze, texts)), row


def _rows_spoken_of(table: ReadTable, sheet: Table) -> set[int]:
    assert table.header is not None
    rows = {entry.row for entry in table.entries} | {each.row or 0 for each in table.problems}
    repeated = {each.row or 0 for each in table.problems if each.code == "header-repeated"}
    titles = {row for row in range(1, sheet.last_row + 1) if TITLE in sheet.rows[row - 1]}
    under_a_merged_name_or_serial = {
        row
        for row, hidden in sheet.covered.items()
        if any(place in hidden and hidden[place][0] < row for place in (0, 2))
    }
    headers = {*table.header, *(row + 1 for row in repeated if sheet.text(row + 1, 1) == "")}
    return rows | headers | titles | under_a_merged_name_or_serial


def test_the_answer_has_exactly_the_keys_of_the_contract(tmp_path: Path) -> None:
    path = tmp_path / "目录.xlsx"
    path.write_bytes(workbook((TITLE,), UPPER, LOWER, ROW[:6]))
    answer = json.loads(json.dumps(read_file(path, name="敦化.xlsx").to_dict()))
    assert list(answer) == ["file", "refused", "tables"]
    (table,) = answer["tables"]
    assert list(table) == ["sheet", "title", "domain", "header", "entries", "problems"]
    assert list(table["entries"][0]) == KEYS
    keys = ["cell", "row", "field", "severity", "code", "message"]
    assert {tuple(each) for each in table["problems"]} == {tuple(keys)}
    assert answer["file"] == "敦化.xlsx"


def test_a_refusal_says_what_to_do() -> None:
    answer = read_bytes(b"\x89PNG\r\n", "图.xlsx").to_dict()
    assert answer["tables"] == []
    assert answer["refused"]["code"] == "unknown-format"
    assert re.search(r"另存为\.xlsx", answer["refused"]["message"])


def test_the_domain_comes_from_title_sheet_or_file_in_this_order() -> None:
    rows = padded([UPPER, LOWER, ROW])
    title = "(二)三岗镇政府文件信息领域基层政务公开标准目录"
    cases = [
        (Table("Sheet1", rows), "救灾.xlsx", "disaster_relief"),
        (Table("附件20 养老服务", rows), "救灾.xlsx", "elderly_care"),
        (
            Table("养老服务", padded([(TITLE.replace("养老服务", "救灾"),), *rows])),
            "x",
            "disaster_relief",
        ),
        (Table("养老服务", padded([(title,), *rows])), "x.xlsx", None),
        (Table("Sheet1", rows), "x.xlsx", None),
    ]
    for sheet, name, domain in cases:
        (table,) = recognise([sheet], name)
        assert table.domain == domain
        assert (("domain-unknown", None) in codes(table)) == (domain is None)


def test_a_column_of_domains_makes_a_table_for_each() -> None:
    header = ("领域", "序号", "一级事项", "二级事项", "公开内容", "公开时限")
    rows = [
        ("养老服务", "1", "政策", "文件", "名称", "及时公开"),
        ("", "2", "政策", "解读", "名称", "看情况"),
        ("救灾", "1", "政策", "文件", "", "及时公开"),
    ]
    first, second = recognise([Table("", padded([header, *rows]))], "目录.csv")
    assert (first.domain, [entry.row for entry in first.entries]) == ("elderly_care", [2, 3])
    assert (second.domain, [entry.row for entry in second.entries]) == ("disaster_relief", [4])
    assert codes(first) == [("time-limit-unreadable", "F3")]
    assert codes(second) == [("content-missing", "E4")]


def test_our_own_columns_come_back() -> None:
    header = (
        "序号",
        "一级事项",
        "二级事项",
        "公开内容",
        "公开时限",
        "五公开",
        "备注",
        "公开链接",
        "事项标识",
    )
    row = (
        *("1", "政策", "文件", "名称", "及时公开"),
        *("决策、结果", "第一行\n第二行", "https://a.gov.cn/", "222403-elderly_care-17"),
    )
    (table,) = recognise([Table("养老服务", [header, row])], "x")
    (entry,) = table.entries
    assert entry.identity == "222403-elderly_care-17"
    assert (entry.content.phases, entry.content.note) == (("decision", "result"), "第一行\n第二行")
    assert entry.urls == ("https://a.gov.cn/",)


def test_what_each_link_is_is_told_line_by_line_or_not_at_all() -> None:
    header = ("序号", "二级事项", "公开内容", "公开时限", "公开链接", "链接说明")
    urls, portal = "https://a.gov.cn/1\nhttps://a.gov.cn/2", "政府网站，文章"
    rows = [
        ("1", "甲事项", "名称", "及时公开", urls, f"{portal}\n两微一端、栏目"),
        ("2", "乙事项", "名称", "及时公开", urls, portal),
        ("3", "丙事项", "名称", "及时公开", urls, ""),
    ]
    (table,) = recognise([Table("养老服务", padded([header, *rows]))], "x")
    first = "https://a.gov.cn/1"
    assert [each.link_places for each in table.entries] == [
        {first: ("政府网站", "article")},
        {},
        {},
    ]
    told = [(each.code, each.cell) for each in table.problems if each.field == "link_notes"]
    assert told == [("text-unclear", "F2"), ("link-notes-uneven", "F3")]


def test_blanks_inside_words_go_and_wide_digits_become_narrow() -> None:
    row = ("１", "业务\u3000办理", "老 年\n人补贴", "名称", "２０ 个工作 日内", *[""] * 9)
    header = ("序号", "一级事项", "二级事项", "公开内容", "公开时限")
    (table,) = recognise([Table("养老服务", padded([header, row]))], "x")
    (entry,) = table.entries
    assert (entry.number, entry.content.group, entry.content.name) == (
        "1",
        "业务办理",
        "老年人补贴",
    )
    assert entry.content.time_limit == "20个工作日内"


def test_titles_inside_a_body_begin_the_next_domain_under_the_same_header(
    read_all: Callable[..., tuple[ReadTable, ...]],
) -> None:
    first, second = read_all(
        (TITLE,), UPPER, LOWER, ROW, ("(二)敦化市社会救助领域基层政务公开标准目录",), changed("1", "临时救助")
    )  # fmt: skip
    assert (first.domain, second.domain) == ("elderly_care", "social_assistance")
    assert [entry.content.name for entry in second.entries] == ["临时救助"]
    assert codes(second) == []


def test_lines_under_the_table_for_names_and_telephones_are_no_items(
    catalogue: Callable[..., ReadTable],
) -> None:
    table = catalogue(
        ROW, ("填表人：李四", "", "", "", "审核人：王五", "", "", "联系电话：0433-620001")
    )
    assert len(table.entries) == 1
    assert codes(table) == [("row-without-item", "A5")]


def test_an_address_beside_a_name_is_no_part_of_it(catalogue: Callable[..., ReadTable]) -> None:
    (entry,) = catalogue(changed("1", "老年人补贴 http://www.example.gov.cn/a.html")).entries
    assert entry.content.name == "老年人补贴"
    assert entry.urls == ("http://www.example.gov.cn/a.html",)


def test_a_header_repeated_on_hundreds_of_pages_takes_no_time() -> None:
    pages = [
        row
        for number in range(300)
        for row in (UPPER, LOWER, changed(str(number), f"第{number}项"))
    ]
    began = time.process_time()
    (table,) = recognise([Table("养老服务", padded([(TITLE,), *pages]))], "x.xlsx")
    assert time.process_time() - began < 5  # a tenth of it; each header once looked at every text
    assert len(table.entries) == 300
