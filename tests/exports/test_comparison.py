"""One domain of many regions side by side, and the list of sheets of a county's workbook."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from domains.entry import EntryContent
from exports.comparison import OWN_ITEM, write_comparison
from exports.model import ExportCatalog, ExportEntry, ExportRefusedError
from exports.workbook import write_workbook

ITEMS = ["业务办理/老年人补贴", "业务办理/机构备案"]


def an_entry(name: str, item: str | None = None, **told: str) -> ExportEntry:
    return ExportEntry(EntryContent(name, owner="民政局"), guide_item=item, **told)


def of(region: str, *entries: ExportEntry) -> ExportCatalog:
    return ExportCatalog("目录", region, "养老服务", entries, superior_name="延边州")


@pytest.fixture
def rows() -> dict[str, list[tuple[object, ...]]]:
    """Sheet → rows below its title."""
    stream = BytesIO()
    gone = {"disposition": "not_applicable", "reason": "没有机构"}
    catalogs = [
        of("敦化市", an_entry("老年人补贴", ITEMS[0]), an_entry("=敬老卡")),
        of("图们市", an_entry("高龄津贴", ITEMS[0]), an_entry("机构备案", ITEMS[1], **gone)),
    ]
    write_comparison("养老服务对照", catalogs, ITEMS, stream)
    book = load_workbook(stream)
    return {sheet.title: list(sheet.iter_rows(min_row=2, values_only=True)) for sheet in book}


def test_the_summary_counts_what_each_region_has(rows: dict[str, list[tuple[object, ...]]]) -> None:
    assert rows["汇总"] == [
        (
            "市（州）",
            "县（市、区）",
            "在用事项",
            "其中指引以外",
            "不适用",
            "已撤下",
            "指引事项未列出",
        ),
        ("延边州", "敦化市", 2, 1, 0, 0, 1),
        ("延边州", "图们市", 1, 0, 1, 0, 0),
    ]


def test_the_matrix_tells_how_each_item_stands_where(
    rows: dict[str, list[tuple[object, ...]]],
) -> None:
    assert rows["事项对照"] == [
        ("指引事项", "有的地区数", "敦化市", "图们市"),
        (ITEMS[0], 2, "有", "有"),
        (ITEMS[1], 0, None, "不适用"),
        (OWN_ITEM, 1, 1, 0),
    ]


def test_every_row_of_the_entries_tells_whose_it_is(
    rows: dict[str, list[tuple[object, ...]]],
) -> None:
    header, *entries = rows["全部事项"]
    name = header.index("二级事项")
    assert [(row[1], row[name]) for row in entries] == [
        ("敦化市", "老年人补贴"),
        ("敦化市", "=敬老卡"),
        ("图们市", "高龄津贴"),
        ("图们市", "机构备案"),
    ]
    assert entries[3][header.index("适用情况说明")] == "没有机构"


def test_nothing_to_compare_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExportRefusedError, match="没有可导出的目录"):
        write_comparison("对照", [], ITEMS, tmp_path / "对照.xlsx")
    assert not list(tmp_path.iterdir())


def test_a_countys_workbook_begins_with_links_to_its_sheets() -> None:
    stream = BytesIO()
    first = of("敦化市", an_entry("老年人补贴"), an_entry("备案", disposition="withdrawn"))
    second = replace(first, domain_name="目录", entries=(an_entry("低保"),))
    write_workbook([first, second], stream, contents=True)
    book = load_workbook(stream)
    assert book.sheetnames == ["目录", "养老服务", "目录 敦化市"]
    assert list(book["目录"].iter_rows(min_row=3, values_only=True)) == [
        (1, "敦化市", "养老服务", 1, 1),
        (2, "敦化市", "目录", 1, 0),
        ("合计", None, None, 2, 1),
    ]
    link = book["目录"]["C4"].hyperlink
    assert link is not None
    assert link.location == "'目录 敦化市'!A1"
