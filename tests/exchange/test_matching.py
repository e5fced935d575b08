"""Which entry a row means: the surest sign first, never one entry for two rows."""

from __future__ import annotations

from time import process_time

import pytest

from catalog_app.exchange.services.kept import Kept
from catalog_app.exchange.services.matching import How, match_rows
from catalog_app.exchange.services.names import NEAR, likeness
from domains.entry import EntryContent
from imports.reading import ReadEntry


def kept(
    entry_id: int,
    name: str,
    group: str | None = "业务办理",
    state: str = "current",
    content: tuple[str, ...] = (),
) -> Kept:
    told = EntryContent(name, group, content)
    return Kept(entry_id, entry_id, 1, None, state, None, told, str(entry_id), {})


def row(
    number: str | None,
    name: str,
    group: str | None = "业务办理",
    mark: str | None = None,
    content: tuple[str, ...] = (),
) -> ReadEntry:
    return ReadEntry(4, number, EntryContent(name, group, content), identity=mark)


def pairs(
    rows: list[ReadEntry], entries: list[Kept], chosen: dict[int, int | None] | None = None
) -> list[tuple[int, How] | None]:
    found = match_rows(rows, entries, lambda entry_id: f"222403000000-{entry_id}", chosen)
    return [
        (found[n].kept.entry_id, found[n].how) if n in found else None for n in range(len(rows))
    ]


def test_our_own_mark_finds_an_item_whatever_its_name_is_now() -> None:
    rows = [row("1", "八旬老人生活补助", "新的分组", mark="222403000000-1"), row("2", "护理补贴")]
    entries = [kept(1, "高龄津贴"), kept(2, "护理补贴")]
    assert pairs(rows, entries) == [(1, How.IDENTITY), (2, How.SERIAL)]


def test_marks_mixed_up_by_sorting_one_column_do_not_count() -> None:
    rows = [
        row("1", "护理补贴", mark="222403000000-1"),
        row("2", "高龄津贴", mark="222403000000-2"),
    ]
    entries = [kept(1, "高龄津贴"), kept(2, "护理补贴")]
    assert pairs(rows, entries) == [(2, How.NAME), (1, How.NAME)]


def test_a_row_copied_to_begin_a_new_item_takes_no_entry_with_it() -> None:
    rows = [
        row("1", "助餐补贴", mark="222403000000-1"),
        row("2", "高龄津贴", mark="222403000000-1"),
    ]
    assert pairs(rows, [kept(1, "高龄津贴")]) == [None, (1, How.IDENTITY)]


def test_a_mark_copied_twice_is_taken_once() -> None:
    rows = [row("1", "高龄津贴", mark="222403000000-1"), row("2", "新事项", mark="222403000000-1")]
    assert pairs(rows, [kept(1, "高龄津贴")]) == [(1, How.IDENTITY), None]


def test_serials_swapped_or_shifted_lead_to_no_other_groups_item() -> None:
    rows = [row("2", "申请", "甲"), row("1", "申请", "乙")]
    entries = [kept(1, "申请", "甲"), kept(2, "申请", "乙")]
    assert pairs(rows, entries) == [(1, How.NAME), (2, How.NAME)]


def test_twins_within_a_group_are_told_apart_by_serial_then_by_contents() -> None:
    entries = [kept(1, "审批结果", content=("甲",)), kept(2, "审批结果", content=("乙",))]
    by_serial = [row("2", "审批结果"), row("1", "审批结果")]
    assert pairs(by_serial, entries) == [(2, How.SERIAL), (1, How.SERIAL)]
    by_contents = [row("8", "审批结果", content=("乙",)), row("9", "审批结果", content=("甲",))]
    assert pairs(by_contents, entries) == [(2, How.NAME), (1, How.NAME)]


def test_the_same_name_is_looked_for_in_its_own_group() -> None:
    rows = [row("8", "申请", "乙"), row("9", "申请", "甲")]
    entries = [kept(1, "申请", "甲"), kept(2, "申请", "乙")]
    assert pairs(rows, entries) == [(2, How.NAME), (1, How.NAME)]


def test_width_and_blanks_of_a_name_do_not_count() -> None:
    assert pairs([row("9", "补贴（高龄） ")], [kept(1, "补贴(高龄)")]) == [(1, How.NAME)]


def test_rows_of_one_name_are_paired_in_their_order() -> None:
    rows = [row(None, "申请"), row(None, "申请"), row(None, "申请")]
    found = pairs(rows, [kept(1, "申请"), kept(2, "申请")])
    assert found == [(1, How.NAME), (2, How.NAME), None]


def test_a_near_name_counts_when_it_can_mean_one_entry_only() -> None:
    rows = [row("9", "养老服务机构行政处罚的信息公示")]
    near = kept(1, "养老服务机构行政处罚信息公示")
    assert pairs(rows, [near, kept(2, "养老机构备案")]) == [(1, How.NEAR)]
    assert pairs(rows, [near, kept(2, "养老服务机构行政处罚性信息公示")]) == [None]


def test_two_rows_near_one_entry_are_both_left_to_the_clerk() -> None:
    rows = [row("8", "养老服务机构行政处罚的信息公示"), row("9", "养老服务机构行政处罚类信息公示")]
    assert pairs(rows, [kept(1, "养老服务机构行政处罚信息公示")]) == [None, None]


def test_names_that_differ_in_a_number_are_never_near() -> None:
    assert pairs(
        [row("9", "第二批农村危房改造补助名单")], [kept(1, "第三批农村危房改造补助名单")]
    ) == [None]


def test_an_entry_in_force_is_preferred_to_a_withdrawn_one() -> None:
    entries = [kept(1, "申请", state="withdrawn"), kept(2, "申请")]
    assert pairs([row(None, "申请")], entries) == [(2, How.NAME)]


def test_a_row_without_a_name_means_nothing() -> None:
    assert pairs([row("1", "")], [kept(1, "")]) == [None]


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("养老服务机构行政许可决定信息公示栏目", "养老服务机构行政处罚决定信息公示栏目"),
        ("城镇企业职工基本养老保险参保登记办理", "城镇企业职工基本养老保险参保停保办理"),
        ("义务教育阶段小学招生入学政策和办法公告", "义务教育阶段初中招生入学政策和办法公告"),
        ("农村特困人员救助供养对象终止名单公示", "城市特困人员救助供养对象终止名单公示"),
    ],
)
def test_a_word_that_tells_items_apart_makes_long_names_different(name: str, other: str) -> None:
    assert pairs([row("9", name)], [kept(1, other)]) == [None]


def test_an_item_split_in_two_is_left_to_the_clerk() -> None:
    rows = [row("8", "老年人福利补贴申请和发放"), row("9", "老年人福利补贴申请及发放")]
    assert pairs(rows, [kept(1, "老年人福利补贴申请与发放")]) == [None, None]


def test_an_item_that_moved_to_another_group_is_found_where_its_name_is_the_only_one() -> None:
    assert pairs([row("9", "高龄津贴", "新组")], [kept(1, "高龄津贴", "老组")]) == [(1, How.MOVED)]
    twins = [kept(1, "申请", "甲"), kept(2, "申请", "乙")]
    assert pairs([row("8", "申请", "甲"), row("9", "申请", "丙")], twins) == [(1, How.NAME), None]


def test_a_table_without_groups_is_matched_by_name_alone() -> None:
    assert pairs([row("9", "高龄津贴", None)], [kept(1, "高龄津贴", "老组")]) == [(1, How.NAME)]


def test_near_names_of_different_groups_are_only_perhaps_one_item() -> None:
    near = kept(1, "养老服务机构行政处罚信息公示", "甲")
    told = [(1, How.PERHAPS)]
    assert pairs([row("9", "养老服务机构行政处罚的信息公示", "乙")], [near]) == told


def test_a_renamed_item_is_known_by_contents_that_no_other_item_has() -> None:
    told = ("补贴名称", "补贴依据", "补贴对象")
    renamed, old = row("9", "高龄老人津贴发放", content=told), kept(1, "高龄津贴", content=told)
    assert pairs([renamed], [old]) == [(1, How.RENAMED)]
    assert pairs([renamed], [old, kept(2, "护理补贴", content=told)]) == [None]
    assert pairs([row("9", "助餐点名录", content=told)], [old]) == [None]


def test_the_clerk_chooses_another_entry_or_none() -> None:
    rows = [row("1", "高龄津贴"), row("2", "护理补贴")]
    entries = [kept(1, "高龄津贴"), kept(2, "护理补贴"), kept(3, "助餐补贴")]
    assert pairs(rows, entries, {0: None}) == [None, (2, How.SERIAL)]
    assert pairs(rows, entries, {0: 3}) == [(3, How.CHOSEN), (2, How.SERIAL)]
    assert pairs(rows, entries, {0: 2}) == [(2, How.CHOSEN), None]
    assert pairs(rows, entries, {0: 99}) == [(1, How.SERIAL), (2, How.SERIAL)]


def test_the_reason_of_a_match_tells_how_near_the_names_are() -> None:
    rows = [row("9", "养老服务机构行政处罚的信息公示")]
    found = match_rows(rows, [kept(1, "养老服务机构行政处罚信息公示")], str)
    assert (found[0].words, found[0].doubtful) == ("名称相近 97%", True)


def test_an_item_moved_and_slightly_renamed_is_only_perhaps_the_same() -> None:
    name, now = "农村住房抗震改造补助资金管理办法", "农村住房抗震改造补助资金管理细则"
    rows = [row("1", now, "资金管理"), row("2", "困难群众救助", "资金管理")]
    entries = [kept(1, name, "政策文件"), kept(2, "教育督导公开", "政策文件")]
    assert likeness(name, now) < NEAR
    assert pairs(rows, entries) == [None, None]
    rows = [row("1", f"{name}等", "资金管理"), row("2", "困难群众救助", "资金管理")]
    assert pairs(rows, entries) == [(1, How.PERHAPS), None]


def test_a_near_name_elsewhere_that_two_rows_have_is_nobodys() -> None:
    name = "农村住房抗震改造补助资金管理办法"
    rows = [row("1", f"{name}等", "资金管理"), row("2", f"{name}及", "项目管理")]
    assert pairs(rows, [kept(1, name, "政策文件")]) == [None, None]


SIGNS = "农村住房抗震改造补助资金管理办法困难群众救助教育督导公开养老服务"


def a_name(number: int, last: int) -> str:
    return (
        "".join(SIGNS[number * step % len(SIGNS)] for step in (1, 3, 7, 11, 13)) + f"{last}号事项"
    )


def test_ten_thousand_new_and_missing_items_are_compared_in_a_moment() -> None:
    rows = [row(None, a_name(n, n), "甲") for n in range(5000)]
    entries = [kept(n, a_name(n, n + 5000), "乙") for n in range(5000)]
    began = process_time()
    pairs(rows, entries)
    assert process_time() - began < 10
