"""What stands in a cell of an exported table."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.cells import channel_boxes, neutralised, numbered


def test_elements_stand_one_a_line_behind_their_numbers() -> None:
    assert numbered(("文件名称", "文号")) == "1.文件名称\n2.文号"


def test_a_number_is_kept_apart_from_an_element_that_begins_with_a_digit() -> None:
    assert numbered(("5个工作日内办结",)) == "1. 5个工作日内办结"


def test_a_list_is_numbered_in_a_manner_its_elements_do_not_use() -> None:
    assert numbered(("材料:1.申请表 2.身份证", "流程")) == "(1)材料:1.申请表 2.身份证\n(2)流程"
    assert numbered(("分为(1)新办", "流程")) == "①分为(1)新办\n②流程"


def test_a_list_that_uses_every_number_itself_gets_bullets() -> None:
    used = "甲1.乙(1)丙"
    assert numbered((f"{used}①", "丙")) == f"⑴{used}①\n⑵丙"
    assert numbered((f"{used}①⑵", "丙")) == f"⒈{used}①⑵\n⒉丙"
    assert numbered((f"{used}①⑵⒊", "丙")) == f"◆{used}①⑵⒊\n◆丙"
    assert numbered((used, *["丙"] * 20)).startswith(f"◆{used}\n◆丙")


def test_an_element_never_takes_two_lines() -> None:
    assert numbered(("申请\n材料", "流程")) == "1.申请 材料\n2.流程"


def test_every_channel_of_the_closed_list_has_its_box() -> None:
    assert channel_boxes(("两微一端", "社区/企事业单位/村公示栏(电子屏)")) == (
        "□政府网站 □政府公报\n"
        "■两微一端 □发布会/听证会\n"
        "□广播电视 □纸质媒体\n"
        "□公开查阅点 □政务服务中心\n"
        "□便民服务站 □入户/现场\n"
        "■社区/企事业单位/村公示栏(电子屏)\n"
        "□精准推送 □其他"
    )


def test_other_channels_are_ticked_with_their_texts() -> None:
    lines = channel_boxes(("其他:办税服务厅", "其他:法律服务网")).splitlines()
    assert lines[-2:] == ["□精准推送 ■其他:办税服务厅", "■其他:法律服务网"]


def test_other_without_a_text_is_ticked_alone() -> None:
    assert channel_boxes(("其他",)).endswith("□精准推送 ■其他")


@pytest.mark.parametrize("text", ["=1+1", "+8613800000000", "-无", "@SUM(A1)", "\t=1", "＝1＋1"])
def test_text_that_a_spreadsheet_would_calculate_gets_an_apostrophe(text: str) -> None:
    assert neutralised(text) == f"'{text}"


def test_ordinary_text_stays_as_it_is() -> None:
    assert neutralised("1.文件名称") == "1.文件名称"
    assert neutralised("'引号开头") == "'引号开头"


@given(st.text(alphabet="'=+-@＝\t\r\n a政1", max_size=8))
def test_no_written_text_begins_as_a_formula(text: str) -> None:
    assert not neutralised(text).startswith(tuple("=+-@＝\t\r\n"))
