"""Boxes before channels, as offices, fonts and scanners leave them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domains.vocabulary import CHANNELS, is_channel_value
from imports.marks import read_channels, read_phases

STANDARD = [term.name for term in CHANNELS]
BOARD = "社区/企事业单位/村公示栏(电子屏)"


@pytest.mark.parametrize(
    ("cell", "ticked"),
    [
        ("■政府网站 □政府公报\n■两微一端", ("政府网站", "两微一端")),
        ("■政府网站 口政府公报 □\n两微一端\n口发布会/听\n证会", ("政府网站",)),
        ("R政府网站 £政府公报 £两微一端 R公共资源交易平台", ("政府网站", "其他:公共资源交易平台")),
        ("t政府网站□政府公报t两微一端", ("政府网站", "两微一端")),
        ("▄政府网站;口政府公报;口政务新媒体", ("政府网站",)),
        ("▲政府网站 □征地信息公开平台", ("政府网站",)),
        ("◆政府网站 ◆广播电视", ("政府网站", "广播电视")),
        ("☑政府网站 ☐政府公报 ✔两微一端", ("政府网站", "两微一端")),
        ("\uf052政府网站 \uf0a3政府公报", ("政府网站",)),
        ("政府网站√ 政府公报□ 两微一端√", ("政府网站", "两微一端")),
        ("■其他 基层公共服务平台", ("其他:基层公共服务平台",)),
        ("■其他:法律服务网", ("其他:法律服务网",)),
        ("■其他_", ("其他",)),
        ("■政务服务窗口 口便民服务站", ("其他:政务服务窗口",)),
        ("■政府网站https://www.example.gov.cn/a.html □政府公报", ("政府网站",)),
        ("1.政府网站 2.两微一端 3.政务服务中心", ("政府网站", "两微一端", "政务服务中心")),
        ("政府网站、两微一端", ("政府网站", "两微一端")),
        ("两微一端及政府网站", ("两微一端", "政府网站")),
        ("政府网站、社区/企事业单位、村公示栏(电子屏)", ("政府网站", BOARD)),
        ("政府网站\n政务服务中心", ("政府网站", "政务服务中心")),
        (f"■{BOARD}□精准推送", (BOARD,)),
    ],
)
def test_ticked_channels(cell: str, ticked: tuple[str, ...]) -> None:
    marked = read_channels(cell)
    assert (marked.ticked, marked.unclear) == (ticked, ())


@pytest.mark.parametrize(
    ("cell", "ticked", "unclear"),
    [
        ("■政府网站 政府公报\n口两微一端", ("政府网站",), ("政府公报",)),
        (f"▄政府网站;口{BOARD};国家档案馆;口精准推送", ("政府网站",), ("国家档案馆",)),
        ("?政府网站 □政府公报", (), ("政府网站",)),
        ("政府网站政府公报 两微一端口广播电视", (), ("政府网站", "政府公报", "两微一端")),
    ],
)
def test_a_lost_mark_is_named_and_not_guessed(
    cell: str, ticked: tuple[str, ...], unclear: tuple[str, ...]
) -> None:
    marked = read_channels(cell)
    assert (marked.ticked, marked.unclear) == (ticked, unclear)


def test_the_whole_printed_list_without_any_mark_ticks_nothing() -> None:
    marked = read_channels(" ".join(STANDARD))
    assert marked.ticked == ()
    assert len(marked.unclear) == len(STANDARD)


def test_all_boxes_empty() -> None:
    marked = read_channels("□政府网站 □政府公报")
    assert (marked.ticked, marked.unclear, marked.has_marks) == ((), (), True)


def test_phases_by_box_or_word() -> None:
    assert read_phases("□决策 ■执行 □管理").ticked == ("execution",)
    assert read_phases("决策、结果").ticked == ("decision", "result")
    assert read_phases("■决策 ?结果").unclear == ("结果",)


@settings(deadline=None)
@given(
    st.lists(st.booleans(), min_size=12, max_size=12), st.sampled_from(["■□", "☑☐", "R£", "■口"])
)
def test_any_choice_comes_back_whatever_signs_are_used(choice: list[bool], signs: str) -> None:
    cell = " ".join(signs[not on] + name for name, on in zip(STANDARD, choice, strict=False))
    marked = read_channels(cell)
    wanted = [name for name, on in zip(STANDARD, choice, strict=False) if on]
    assert (list(marked.ticked), marked.unclear) == (wanted, ())


@settings(deadline=None)
@given(st.text(alphabet="■□口£Rt?政府网站公报其他:；、 \n/()1.", max_size=60))
def test_any_cell_gives_channels_an_entry_may_hold(cell: str) -> None:
    marked = read_channels(cell)
    assert all(value == "其他" or is_channel_value(value) for value in marked.ticked)


@pytest.mark.parametrize(
    "text",
    [
        "1.■政府网站 2.□政府公报 3.■两微一端",
        "政府网站√ 政府公报 两微一端√ 纸质媒体",
        "政府网站（√） 政府公报（ ） 两微一端(√)",
        "[√]政府网站 [ ]政府公报 [√]两微一端",
    ],
)
def test_marks_with_numbers_in_brackets_and_behind_their_words(text: str) -> None:
    assert read_channels(text).ticked == ("政府网站", "两微一端")
    assert read_channels(text).unclear == ()


def test_a_letter_inside_the_words_after_other_is_no_tick() -> None:
    assert read_channels("R政府网站 £政府公报 R其他:R平台").ticked == ("政府网站", "其他:R平台")
