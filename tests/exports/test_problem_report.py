"""The report whoever corrects a file works with: its layout, and a note at every problem."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from exports import problem_report
from exports.intake_summary import FileLine, ProblemLine, write_intake_summary
from exports.problem_report import LIST, Marked, SheetAsRead, write_problem_report

ROWS = [
    ["敦化市养老服务目录", "", ""],
    ["序号", "二级事项", "公开时限"],
    ["1", "高龄津贴", "同上"],
    ["2", "", "20个工作日"],
]
SHEET = SheetAsRead("养老服务", ROWS, first_row=2, first_column=2, merges=[(2, 2, 2, 4)])
DITTO = Marked(0, 4, 4, "error", "“同上”的上面没有可以沿用的内容。")
NAMELESS = Marked(0, 5, 3, "error", "这一行没有事项名称。")
ROW_ONLY = Marked(0, 5, None, "warning", "这一行没有事项，未导入。")
WHOLE = Marked(None, None, None, "info", "看不出这张表属于哪个领域。", "养老服务")


def written(sheets: list[SheetAsRead], *problems: Marked) -> Workbook:
    stream = BytesIO()
    write_problem_report("目录.xlsx", sheets, problems, stream)
    return load_workbook(stream)


def noted(sheet: Worksheet) -> dict[str, tuple[str, str]]:
    """Text of the note and colour, by cell."""
    return {
        cell.coordinate: (cell.comment.text, cell.fill.fgColor.rgb[2:])
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }


def test_cells_stand_where_they_stood_and_stay_merged() -> None:
    sheet = written([SHEET], DITTO)["养老服务"]
    assert sheet["B2"].value == "敦化市养老服务目录"
    assert sheet["C4"].value == "高龄津贴"
    assert [str(area) for area in sheet.merged_cells.ranges] == ["B2:D2"]


def test_every_problem_cell_has_its_colour_and_its_note() -> None:
    assert noted(written([SHEET], DITTO, NAMELESS)["养老服务"]) == {
        "D4": ("错误：“同上”的上面没有可以沿用的内容。", "FFC7CE"),
        "C5": ("错误：这一行没有事项名称。", "FFC7CE"),
    }


def test_a_cell_with_several_problems_tells_all_in_the_gravest_colour() -> None:
    mild = Marked(0, 4, 4, "warning", "请核对。")
    [(text, colour)] = noted(written([SHEET], mild, DITTO)["养老服务"]).values()
    assert (text.splitlines()[0], colour) == ("提醒：请核对。", "FFC7CE")
    assert text.splitlines()[1].startswith("错误：")


def test_a_problem_under_a_merged_range_is_noted_at_the_cell_that_is_seen() -> None:
    hidden = Marked(0, 2, 4, "warning", "请核对标题。")
    assert list(noted(written([SHEET], hidden)["养老服务"])) == ["B2"]


def test_the_first_sheet_lists_all_problems_with_links_to_their_cells() -> None:
    listed = written([SHEET], NAMELESS, ROW_ONLY, DITTO, WHOLE)[LIST]
    rows = [[cell.value for cell in row] for row in listed.iter_rows(min_row=3)]
    assert rows == [
        [1, "养老服务", None, "说明", "看不出这张表属于哪个领域。"],
        [2, "养老服务", "D4", "错误", DITTO.message],
        [3, "养老服务", "第 5 行", "提醒", ROW_ONLY.message],
        [4, "养老服务", "C5", "错误", NAMELESS.message],
    ]
    links = [row[2].hyperlink.location for row in listed.iter_rows(min_row=4)]
    assert links == ["'养老服务'!D4", "'养老服务'!B5", "'养老服务'!C5"]


def test_sheets_of_one_name_are_told_apart_and_hidden_ones_shown_where_they_have_problems() -> None:
    quiet = SheetAsRead("备份", ROWS, hidden=True)
    loud = SheetAsRead(LIST, ROWS, hidden=True)
    book = written([SHEET, quiet, loud], Marked(2, 1, 1, "error", "改。"))
    assert [sheet.sheet_state for sheet in book] == ["visible", "visible", "hidden", "visible"]
    assert len(set(book.sheetnames)) == 4


def test_without_the_file_the_list_stands_alone() -> None:
    book = written([], Marked(None, 4, 4, "error", "改。", "养老服务"))
    assert book.sheetnames == [LIST]
    assert [cell.value for cell in book[LIST][3]] == [1, "养老服务", "D4", "错误", "改。"]


def test_more_notes_than_a_program_opens_gladly_are_left_to_the_colours(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(problem_report, "NOTES_MAX", 1)
    sheet = written([SHEET], DITTO, NAMELESS)["养老服务"]
    assert list(noted(sheet)) == ["D4"]
    assert sheet["C5"].fill.fgColor.rgb == "FFFFC7CE"


@pytest.mark.parametrize("text", ["=1+1", "+86", "http://a.gov.cn", "{=A1}", "007", "@x"])
def test_texts_stay_texts(text: str) -> None:
    cell = written([SheetAsRead("表", [[text]])])["表"]["A1"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.lists(
            st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"))),
            min_size=2,
            max_size=2,
        ),
        min_size=1,
        max_size=4,
    )
)
def test_every_text_comes_back_as_it_was_read(rows: list[list[str]]) -> None:
    sheet = written([SheetAsRead("表", rows)], Marked(0, 1, 2, "error", "改。"))["表"]
    found = [[cell.value or "" for cell in row] for row in sheet.iter_rows()]
    assert [row[:2] for row in found] == rows


def test_the_summary_has_a_line_a_file_and_every_problem() -> None:
    stream = BytesIO()
    files = [
        FileLine(
            "延边州/敦化市.csv", "敦化市", ["就业"], "要核对", [5, 4, 1, 0, 2, 1, 3], "1 处错误"
        )
    ]
    problems = [ProblemLine("延边州/敦化市.csv", "就业", "C4", "error", "改。")]
    write_intake_summary("批量导入：延边州.zip", files, problems, stream)
    book = load_workbook(stream)
    assert [cell.value for cell in book["汇总"][3]] == [
        1, "延边州/敦化市.csv", "敦化市", "就业", "要核对", 5, 4, 1, 0, 2, 1, 3, "1 处错误",
    ]  # fmt: skip
    assert [cell.value for cell in book[LIST][3]] == [
        "延边州/敦化市.csv",
        "就业",
        "C4",
        "错误",
        "改。",
    ]
