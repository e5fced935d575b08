"""√, text instead of √, and both in one cell."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from imports.reading import ReadTable
from imports.ticks import Tick, read_tick
from tests.imports.conftest import changed, codes

Reader = Callable[..., ReadTable]


@pytest.mark.parametrize("cell", ["√", "✓", "✔", "☑", "■", "●", "R", "是", " √ ", "\uf0fe"])
def test_signs_of_a_tick(cell: str) -> None:
    assert read_tick(cell) == Tick(ticked=True)


@pytest.mark.parametrize("cell", ["", " ", "□", "口", "×", "—", "/", "否", "£"])
def test_signs_of_none(cell: str) -> None:
    assert read_tick(cell) == Tick()


def test_words_in_a_tick_cell() -> None:
    assert read_tick("√(取得医师资格证书的人员)") == Tick(
        ticked=True, words="取得医师资格证书的人员"
    )
    assert read_tick("申请人") == Tick(words="申请人")
    assert read_tick("?").unclear


def test_the_named_group_is_the_audience(catalogue: Reader) -> None:
    rows = [changed("1", "甲", i="", j="申请人"), changed("2", "乙", i="", j="√(教师)")]
    entries = catalogue(*rows).entries
    assert [entry.content.audience for entry in entries] == ["申请人", "教师"]


def test_a_group_ticked_without_a_name_is_asked_for(catalogue: Reader) -> None:
    table = catalogue(changed("1", "甲", i="", j="√"))
    assert table.entries[0].content.audience == "特定群体"
    assert codes(table) == [("audience-unnamed", "J4")]


def test_both_audiences_are_reported(catalogue: Reader) -> None:
    table = catalogue(changed("1", "甲", j="申请人"))
    assert table.entries[0].content.audience == "全社会"
    assert codes(table) == [("audience-both", "I4")]


def test_nothing_ticked_is_left_empty_and_reported(catalogue: Reader) -> None:
    table = catalogue(changed("1", "甲", i="", k="", m=""))
    content = table.entries[0].content
    assert (content.audience, content.method, content.levels) == (None, (), ())
    assert codes(table) == [
        ("method-missing", "K4"),
        ("audience-missing", "I4"),
        ("level-missing", "M4"),
    ]


def test_a_lost_tick_is_not_taken_for_one(catalogue: Reader) -> None:
    table = catalogue(changed("1", "甲", n="?"))
    assert table.entries[0].content.levels == ("county",)
    assert codes(table) == [("tick-unclear", "N4")]


def test_words_that_differ_from_their_header_win_and_are_reported(catalogue: Reader) -> None:
    table = catalogue(changed("1", "甲", m="州级"))
    assert table.entries[0].content.levels == ("prefecture",)
    assert codes(table) == [("level-differs", "M4")]


def test_the_method_in_words_under_the_other_column(catalogue: Reader) -> None:
    table = catalogue(changed("1", "甲", k="依申请公开"))
    assert table.entries[0].content.method == ("on_request",)
