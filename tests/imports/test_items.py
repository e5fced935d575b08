"""Which physical rows make one item, and what blank, merged and ditto cells stand for."""

from __future__ import annotations

from collections.abc import Callable

from imports.reading import ReadTable
from tests.imports.conftest import LOWER, ROW, TITLE, UPPER, changed, codes

Reader = Callable[..., ReadTable]


def test_a_plain_row_is_an_entry_with_all_elements(catalogue: Reader) -> None:
    table = catalogue(ROW)
    assert (table.title, table.domain, table.header) == (TITLE, "elderly_care", (2, 3))
    assert codes(table) == []
    (entry,) = table.entries
    assert entry.to_dict() == {
        "row": 4,
        "number": "1",
        "group": "业务办理",
        "name": "老年人补贴",
        "content": ["补贴名称", "补贴对象"],
        "basis": ["《中华人民共和国老年人权益保障法》"],
        "time_limit": "信息形成或变更之日起20个工作日内",
        "owner": "敦化市民政局",
        "method": ["proactive"],
        "channels": ["政府网站"],
        "audience": "全社会",
        "levels": ["county"],
        "urls": [],
    }
    assert entry.cells["channels"] == "H4"


def test_blank_groups_take_the_group_above(catalogue: Reader) -> None:
    table = catalogue(ROW, changed("2", "高龄津贴", b=""), changed("3", "护理补贴", b="行业管理"))
    assert [entry.content.group for entry in table.entries] == ["业务办理", "业务办理", "行业管理"]


def test_a_dash_says_there_is_no_group(catalogue: Reader) -> None:
    table = catalogue(ROW, changed("2", "高龄津贴", b="—"))
    assert table.entries[1].content.group is None


def test_merged_cells_hold_for_all_their_rows(catalogue: Reader) -> None:
    rows = (ROW, changed("2", "高龄津贴", f="", g=""), changed("3", "护理补贴", f="", g=""))
    table = catalogue(*rows, merges=[(4, 6, 6, 6), (4, 7, 6, 7)])
    assert {entry.content.owner for entry in table.entries} == {"敦化市民政局"}
    assert codes(table) == []


def test_without_a_merged_cell_an_empty_owner_is_missing(catalogue: Reader) -> None:
    table = catalogue(ROW, changed("2", "高龄津贴", g=""))
    assert codes(table) == [("owner-missing", "G5")]


def test_several_rows_under_one_merged_serial_are_one_item(catalogue: Reader) -> None:
    more = ("", "", "", "社会保险基金预算", *[""] * 10)
    merges = [(4, 1, 6, 1), (4, 3, 6, 3)]
    table = catalogue(ROW, more, more, changed("2", "政府决算"), merges=merges)
    assert [entry.row for entry in table.entries] == [4, 7]
    assert table.entries[0].content.content == (
        "补贴名称",
        "补贴对象",
        "社会保险基金预算",
        "社会保险基金预算",
    )
    assert codes(table) == []


def test_rows_joined_without_a_merged_cell_are_reported(catalogue: Reader) -> None:
    more = ("", "", "", "补贴标准", *[""] * 10)
    table = catalogue(ROW, more)
    assert table.entries[0].content.content == ("补贴名称", "补贴对象", "补贴标准")
    assert codes(table) == [("continued-row", "C5")]


def test_a_full_row_without_name_and_number_is_not_swallowed(catalogue: Reader) -> None:
    table = catalogue(ROW, changed("", ""))
    assert len(table.entries) == 2
    assert ("name-missing", "C5") in codes(table)


def test_one_serial_for_several_named_rows(catalogue: Reader) -> None:
    rows = (ROW, changed("", "高龄津贴", b=""), changed("2", "护理补贴", b=""))
    table = catalogue(*rows, merges=[(4, 1, 5, 1), (4, 2, 6, 2)])
    assert [(e.row, e.content.name) for e in table.entries] == [
        (4, "老年人补贴"),
        (5, "高龄津贴"),
        (6, "护理补贴"),
    ]


def test_notes_under_the_table_and_empty_numbers_are_reported_not_imported(
    catalogue: Reader,
) -> None:
    table = catalogue(ROW, ("2",), ("说明：本目录由民政局负责解释。",))
    assert len(table.entries) == 1
    assert codes(table) == [("row-without-item", "A5"), ("row-without-item", "A6")]


def test_same_as_above_takes_the_text_above_with_a_warning(catalogue: Reader) -> None:
    table = catalogue(ROW, changed("2", "高龄津贴", e="同 上"), changed("3", "护理补贴", e="同上"))
    assert len({entry.content.basis for entry in table.entries}) == 1
    assert codes(table) == [("ditto", "E5"), ("ditto", "E6")]


def test_same_as_above_in_the_first_row_is_an_error_and_stays_empty(catalogue: Reader) -> None:
    table = catalogue(changed("1", "老年人补贴", f="同上"))
    assert table.entries[0].content.time_limit is None
    assert codes(table) == [("ditto-without-source", "F4")]


def test_a_dash_for_the_name_takes_the_group_and_says_so(catalogue: Reader) -> None:
    table = catalogue(changed("1", "─", b="征地管理政策"))
    assert table.entries[0].content.name == "征地管理政策"
    assert codes(table) == [("name-from-group", "C4")]


def test_a_header_repeated_on_each_page_parts_nothing(catalogue: Reader) -> None:
    table = catalogue(ROW, UPPER, LOWER, changed("2", "高龄津贴", b=""))
    assert [entry.row for entry in table.entries] == [4, 7]
    assert table.entries[1].content.group == "业务办理"
    assert codes(table) == [("header-repeated", "A5")]


def test_gaps_and_duplicates_are_reported_once_at_their_cell(catalogue: Reader) -> None:
    table = catalogue(ROW, changed("4", "老年人补贴"))
    assert codes(table) == [("serial-gap", "A5"), ("duplicate-name", "C5")]


def test_a_third_level_is_part_of_the_name(read: Reader) -> None:
    header = ("序号", "一级事项", "二级事项", "三级事项", "公开内容", "公开依据")
    rows = (
        ("1", "经办", "登记", "单位登记", "名称", "《甲法》"),
        ("2", "", "", "个人登记", "名称", "《甲法》"),
        ("3", "", "查询", "", "名称", "《甲法》"),
    )
    table = read(header, *rows)
    names = [entry.content.name for entry in table.entries]
    assert names == ["登记/单位登记", "登记/个人登记", "查询"]
