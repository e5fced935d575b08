"""A table pasted from the clipboard: as a spreadsheet gives it, or refused with what to do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imports.pasted import MAX_LENGTH, read_pasted
from imports.readers.tabbed import tabbed_rows
from tests.imports.conftest import LOWER, ROW, TITLE, UPPER, changed

WIDTH = len(UPPER)


def copied(*rows: tuple[str, ...]) -> str:
    """The rows as a spreadsheet copies them: full width, cells with line breaks quoted."""
    filled = ([*row, *[""] * (WIDTH - len(row))] for row in rows)
    return "".join("\t".join(map(_cell, row)) + "\r\n" for row in filled)


def _cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if "\n" in text else text


def refusal(text: str) -> str | None:
    refused = read_pasted(text).refused
    return refused.code if refused else None


def test_what_a_spreadsheet_copies_is_read_like_a_file() -> None:
    named = changed("2", '"一网通办"事项', d='1.名称\n2."一窗"说明')
    reading = read_pasted(copied((TITLE,), UPPER, LOWER, ROW, named))
    (table,) = reading.tables
    assert (reading.file, table.domain, table.header) == ("粘贴的表格", "elderly_care", (2, 3))
    assert [entry.content.name for entry in table.entries] == ["老年人补贴", '"一网通办"事项']
    assert table.entries[0].content.content == ("补贴名称", "补贴对象")
    assert table.entries[1].content.content == ("名称", '"一窗"说明')
    assert (table.entries[1].content.audience, table.entries[1].content.levels) == (
        "全社会",
        ("county",),
    )


def test_a_lone_quote_for_the_same_as_above_swallows_nothing() -> None:
    rows = [ROW, changed("2", "高龄津贴", e='"', f='"'), changed("3", "护理补贴", e='"')]
    (table,) = read_pasted(copied((TITLE,), UPPER, LOWER, *rows)).tables
    assert [entry.content.basis for entry in table.entries] == [
        ("《中华人民共和国老年人权益保障法》",)
    ] * 3
    assert [each.code for each in table.problems].count("ditto") == 3


def test_rows_without_a_header_are_refused_with_what_to_copy() -> None:
    reading = read_pasted(copied(ROW, changed("2", "高龄津贴")))
    assert reading.refused is not None
    assert reading.refused.code == "paste-without-header"
    assert "连同表头" in reading.refused.message


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (" \n\t\n", "paste-empty"),
        (copied((TITLE,), UPPER, LOWER), "paste-empty"),
        ("敦化市养老服务目录\n老年人补贴", "paste-not-a-table"),
        ("序号\t事项名称\t公开内容\n1\t低保\n", "paste-ragged"),
        # A browser breaks a cell's lines into rows: 申请条件 belongs to the cell above.
        (copied(UPPER, LOWER, ROW) + "申请条件\n" + copied(ROW), "paste-ragged"),
        ("x\t" * 400, "paste-too-large"),
        ("序号\t事项名称\t公开内容\n" * 6_000, "paste-too-large"),
        ("字" * (MAX_LENGTH + 1), "paste-too-large"),
    ],
)
def test_what_cannot_be_read_surely_is_refused(text: str, code: str) -> None:
    assert refusal(text) == code


def test_a_title_above_and_a_note_below_need_no_tabs() -> None:
    text = f"{TITLE}\n{copied(UPPER, LOWER, ROW)}注：自公布之日起施行"
    (table,) = read_pasted(text).tables
    assert (table.title, len(table.entries)) == (TITLE, 1)
    assert "row-without-item" in [each.code for each in table.problems]


cell = st.text(st.sampled_from("一1\"\n,;'= "), max_size=6).filter(
    lambda text: "\n" in text or not (len(text) > 1 and text[0] == text[-1] == '"')
)


@given(st.lists(st.lists(cell, min_size=2, max_size=4), min_size=1, max_size=5))
def test_cells_come_back_as_they_were_copied(rows: list[list[str]]) -> None:
    numbered = [["1", *row, "√"] for row in rows]  # a lone quote at both ends would be one cell
    text = "\r\n".join("\t".join(map(_cell, row)) for row in numbered)
    assert list(tabbed_rows(text)) == numbered
