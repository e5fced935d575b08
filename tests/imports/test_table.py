"""The table every reader makes: addresses, merged ranges, its texts."""

from __future__ import annotations

import time

from imports.table import Table, with_plain_blanks

# Begins at C2, so that places in its rows and columns of the file differ.
TABLE = Table("S", [["甲", "", "乙"], ["", "", "甲"]], first_row=2, first_column=3)


def merged(*area: int) -> Table:
    first_row, first_column, last_row, last_column = area
    merges = [(first_row, first_column, last_row, last_column)]
    return Table("S", TABLE.rows, first_row=2, first_column=3, merges=merges)


def test_a_cell_under_a_merged_range_is_seen_with_the_text_of_its_first() -> None:
    table = merged(2, 3, 3, 4)
    assert [table.anchor(3, column) for column in (3, 4, 5)] == [(2, 3), (2, 3), (3, 5)]
    assert table.anchor(2, 3) == (2, 3)
    assert table.covered == {2: {1: (2, 3)}, 3: {0: (2, 3), 1: (2, 3)}}


def test_a_merged_range_counts_as_far_as_the_table_reaches() -> None:
    assert merged(1, 1, 1_048_576, 16_384).covered == {
        2: dict.fromkeys((0, 1, 2), (1, 1)),
        3: dict.fromkeys((0, 1, 2), (1, 1)),
    }


def test_texts_come_once_in_the_order_of_the_cells() -> None:
    assert TABLE.texts == ("甲", "", "乙")


def test_cells_of_mere_blanks_are_empty() -> None:
    table = with_plain_blanks(Table("S", [[" ", "甲 ", "\u3000\n", "\u200b"]]))
    assert table.rows == [["", "甲 ", "", ""]]


def test_the_values_of_a_table_make_it_again() -> None:
    assert Table(*merged(2, 3, 3, 4).values()) == merged(2, 3, 3, 4)


def test_areas_that_cover_a_sheet_again_and_again_take_no_time() -> None:
    rows = [["甲"] * 300] * 300
    start = time.process_time()
    Table("S", rows, merges=[(1, 1, 300, 300)] * 20_000).anchor(2, 2)
    assert time.process_time() - start < 1
