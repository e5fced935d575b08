"""Our own JSON lines, read back: right ones whole, wrong ones told line by line."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imports.json_lines import COLUMNS
from imports.reading import FileReading, ReadTable, read_bytes

WHOLE: dict[str, Any] = {
    "region": "敦化市",
    "domain": "养老服务",
    "serial": "1",
    "identity": "222403000000-7",
    "group": "养老服务业务办理",
    "name": "老年人补贴",
    "content": ["补贴名称", "补贴标准"],
    "basis": ["《中华人民共和国老年人权益保障法》"],
    "time_limit": "20个工作日内",
    "owner": "敦化市民政局",
    "method": ["proactive"],
    "channels": ["政府网站", "其他:社保窗口"],
    "audience": "全社会",
    "levels": ["county"],
    "phases": ["service"],
    "note": "每季度更新",
    "links": [{"url": "https://www.dunhua.gov.cn/a.html"}],
    "disposition": "not_applicable",
    "reason": "本地没有",
    "guide_item": "养老服务业务办理/老年人补贴",
}


def line(**told: Any) -> str:
    return json.dumps(WHOLE | told, ensure_ascii=False)


def read(*lines: str) -> FileReading:
    return read_bytes("\n".join(lines).encode(), "目录.jsonl")


def table(*lines: str) -> ReadTable:
    (found,) = read(*lines).tables
    return found


def codes(found: ReadTable) -> list[tuple[int | None, str]]:
    return [(each.row, each.code) for each in found.problems]


def test_every_field_of_a_line_is_read() -> None:
    (entry,) = table(line()).entries
    content = entry.content
    assert (content.name, content.content) == ("老年人补贴", ("补贴名称", "补贴标准"))
    assert (content.channels, content.levels) == (("政府网站", "其他:社保窗口"), ("county",))
    assert (entry.number, entry.identity) == ("1", "222403000000-7")
    assert entry.urls == ("https://www.dunhua.gov.cn/a.html",)
    assert (entry.disposition, entry.reason) == ("not_applicable", "本地没有")
    assert entry.guide_item == "养老服务业务办理/老年人补贴"
    assert set(entry.cells) == set(COLUMNS)


def test_regions_and_domains_are_tables_of_their_own() -> None:
    tables = read(line(), line(region="图们市"), line(domain="社会保险"), line()).tables
    assert [(each.title, each.domain, len(each.entries)) for each in tables] == [
        ("敦化市养老服务领域基层政务公开标准目录", "elderly_care", 2),
        ("图们市养老服务领域基层政务公开标准目录", "elderly_care", 1),
        ("敦化市社会保险领域基层政务公开标准目录", "social_insurance", 1),
    ]
    assert [entry.row for entry in tables[0].entries] == [1, 4]


def test_a_domains_code_counts_before_its_name() -> None:
    assert table(line(domain="敬老", domain_code="elderly_care")).domain == "elderly_care"
    assert codes(table(line(domain="敬老"))) == [(1, "domain-unknown")]


def test_broken_lines_are_told_and_the_others_are_read() -> None:
    found = table(line(), line()[:40], "[1]", line(method="proactive"), line(links=[1]), line())
    assert [entry.row for entry in found.entries] == [1, 6]
    assert codes(found) == [(row, "line-unreadable") for row in (2, 3, 4, 5)]


def test_values_nobody_knows_are_told_and_left_out() -> None:
    found = table(
        line(method=["secret"], disposition="gone", links=[{"url": "www.dunhua"}], name="")
    )
    (entry,) = found.entries
    assert (entry.content.method, entry.disposition, entry.urls) == ((), None, ())
    assert {code for _, code in codes(found)} == {
        "text-unclear",
        "disposition-unclear",
        "url-invalid",
        "name-missing",
    }


@pytest.mark.parametrize("text", ["{}\n{}", '{"name": 1}\n{"name": 2}', '{"name"}'])
def test_a_file_without_any_entry_is_refused(text: str) -> None:
    assert read(text).refused is not None


def test_other_encodings_are_refused_with_a_remedy() -> None:
    found = read_bytes(line().encode("gb18030"), "目录.jsonl")
    assert found.refused is not None


def test_characters_no_database_keeps_are_left_out() -> None:
    (entry,) = table(line(name="老年人").replace("老年人", "老\\u0000年\\ud800人")).entries
    assert entry.content.name == "老年人"


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=5,
)


@settings(max_examples=200, deadline=None)
@given(
    objects=st.lists(
        st.dictionaries(st.sampled_from(sorted(WHOLE)), VALUES, max_size=6), min_size=1, max_size=3
    )
)
def test_whatever_json_says_is_a_reading_or_a_refusal(objects: list[dict[str, Any]]) -> None:
    found = read(*(json.dumps(WHOLE | each) for each in objects))
    told = sum(len(each.entries) for each in found.tables)
    unread = [p for each in found.tables for p in each.problems if p.code == "line-unreadable"]
    assert found.refused is not None or told + len(unread) == len(objects)


def test_what_a_link_is_comes_along_where_it_is_known() -> None:
    a, b = "https://www.dunhua.gov.cn/a.html", "https://www.dunhua.gov.cn/b.html"
    links = [
        {"url": a, "channel": "政府网站", "kind": "service"},
        {"url": b, "channel": "布告栏", "kind": "service"},
    ]
    table = read_bytes(line(links=links).encode(), "目录.jsonl").tables[0]
    assert table.entries[0].link_places == {a: ("政府网站", "service")}
    assert table.entries[0].urls == (a, b)
    assert [each.code for each in table.problems] == ["text-unclear"]
