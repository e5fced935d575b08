"""Which entry a row means: the surest sign first, never one entry for two rows."""

from __future__ import annotations

from catalog_app.exchange.services.kept import Kept
from catalog_app.exchange.services.matching import How, match_rows
from domains.entry import EntryContent
from imports.reading import ReadEntry


def kept(entry_id: int, name: str, group: str = "业务办理", state: str = "current") -> Kept:
    content = EntryContent(name, group)
    return Kept(entry_id, entry_id, 1, None, state, None, content, str(entry_id), frozenset())


def row(
    number: str | None, name: str, group: str = "业务办理", mark: str | None = None
) -> ReadEntry:
    return ReadEntry(4, number, EntryContent(name, group), identity=mark)


def pairs(rows: list[ReadEntry], entries: list[Kept]) -> list[tuple[int, How] | None]:
    found = match_rows(rows, entries, lambda entry_id: f"222403000000-{entry_id}")
    return [
        (found[n].kept.entry_id, found[n].how) if n in found else None for n in range(len(rows))
    ]


def test_our_own_mark_wins_over_the_name() -> None:
    rows = [row("1", "护理补贴", mark="222403000000-1"), row("2", "高龄津贴")]
    entries = [kept(1, "高龄津贴"), kept(2, "护理补贴")]
    assert pairs(rows, entries) == [(1, How.IDENTITY), None]


def test_a_mark_copied_twice_is_taken_once() -> None:
    rows = [row("1", "高龄津贴", mark="222403000000-1"), row("2", "新事项", mark="222403000000-1")]
    assert pairs(rows, [kept(1, "高龄津贴")]) == [(1, How.IDENTITY), None]


def test_serial_and_name_tell_twins_apart() -> None:
    rows = [row("2", "申请", "甲"), row("1", "申请", "乙")]
    entries = [kept(1, "申请", "甲"), kept(2, "申请", "乙")]
    assert pairs(rows, entries) == [(2, How.SERIAL), (1, How.SERIAL)]


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
