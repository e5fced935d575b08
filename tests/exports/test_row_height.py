"""Rows are as high as their text."""

from __future__ import annotations

from exports.row_height import HIGHEST, WIDEST, line_count, row_height, width_for


def test_a_chinese_character_takes_the_room_of_two_letters() -> None:
    assert line_count("公开" * 8, room=32) == 1
    assert line_count("公开" * 8 + "条", room=32) == 2
    assert line_count("a" * 32, room=32) == 1


def test_every_line_break_begins_a_line() -> None:
    assert line_count("1.文件名称\n2.文号\n3.发文部门", room=32) == 3


def test_the_longest_cell_decides_the_row() -> None:
    assert row_height([("一\n二\n三", 10), ("一", 10)]) == row_height([("一\n二\n三", 10)])


def test_no_row_is_higher_than_excel_allows() -> None:
    assert row_height([("长" * 5000, 10)]) == HIGHEST


def test_a_column_is_widened_until_its_longest_text_fits_a_row() -> None:
    width = width_for(["长" * 600], 32)
    assert width > 32
    assert row_height([("长" * 600, width)]) < HIGHEST


def test_a_column_is_never_widened_past_reading() -> None:
    assert width_for(["长" * 30000], 32) == WIDEST
