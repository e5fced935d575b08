"""公开内容 and 公开依据 cut into their elements."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imports.elements import basis_elements, content_elements


@pytest.mark.parametrize(
    ("cell", "elements"),
    [
        ("1.文件名称\n2.文号", ("文件名称", "文号")),
        ("1.重要政策\n文件解读材料;", ("重要政策文件解读材料",)),
        ("1.甲 2.乙3.丙", ("甲", "乙", "丙")),
        ("1. 3个工作日\n2. 2.5万元", ("3个工作日", "2.5万元")),
        ("1、甲；\n2、乙、丙。", ("甲", "乙、丙。")),
        ("①甲②乙", ("甲", "乙")),
        ("(1)甲\n(2)乙", ("甲", "乙")),
        ("●办事指南:名称、依据 ●决定", ("办事指南:名称、依据", "决定")),
        ("1.●文件名称 2.●文号", ("文件名称", "文号")),
        ("受理部门●办理条件 ●办理流程", ("受理部门", "办理条件", "办理流程")),
        ("甲、乙;丙;丁", ("甲、乙", "丙", "丁")),
        ("名称(甲;乙);丙", ("名称(甲;乙)", "丙")),
        ("文件名称\n文号", ("文件名称", "文号")),
        ("办理条件和所\n需申请材料、\n办理流程", ("办理条件和所需申请材料、办理流程",)),
        ("1.甲\n3.丙", ("甲", "丙")),
        ("1.〔*征地工作流程图〕", ("〔*征地工作流程图〕",)),
        ("", ()),
    ],
)
def test_content(cell: str, elements: tuple[str, ...]) -> None:
    assert content_elements(cell) == elements


@settings(deadline=None)
@given(
    st.integers(0, 4),
    st.lists(st.text("甲乙12.、3 ;；(（)《》●期\r", max_size=8), min_size=1, max_size=4),
)
def test_a_list_of_one_a_line_is_cut_as_any_numbered_list(first: int, words: list[str]) -> None:
    lines = [f"{number}.{text}" for number, text in enumerate(words, first)]
    # A blank line before it: then it is not looked at line by line.
    assert content_elements("\n".join(lines)) == content_elements("\n" + "\n".join(lines))


@pytest.mark.parametrize(
    ("cell", "titles"),
    [
        ("《甲法》\n《乙条例》", ("《甲法》", "《乙条例》")),
        ("《甲法》《乙 条\n例》", ("《甲法》", "《乙条例》")),
        ("《甲法》、《乙办法》(财农〔2017〕41号)", ("《甲法》", "《乙办法》(财农〔2017〕41号)")),
        ("《甲条例》及\n实施办法《乙》", ("《甲条例》及实施办法", "《乙》")),
        ("《甲》\n(国发〔2014〕28号)", ("《甲》(国发〔2014〕28号)",)),
        ("《甲》\n各地相关文件", ("《甲》", "各地相关文件")),
        ("《甲》财政部关于印发《乙》的通知", ("《甲》", "财政部关于印发《乙》的通知")),
        ("【法律】《甲》【行政法规】《乙》", ("【法律】《甲》", "【行政法规】《乙》")),
        ("《关于印发《甲》的通知》《乙》", ("《关于印发《甲》的通知》", "《乙》")),
        ("1.《甲》\n2.信息公开规定", ("《甲》", "信息公开规定")),
        ("信息公开规定", ("信息公开规定",)),
    ],
)
def test_basis(cell: str, titles: tuple[str, ...]) -> None:
    assert basis_elements(cell) == titles


element = st.text(alphabet="甲乙丙丁法规(:、", min_size=1, max_size=12).filter(
    lambda text: text[0] not in "、(:" and text[-1] != "、"
)


@settings(deadline=None)
@given(st.lists(element, min_size=1, max_size=30))
def test_a_numbered_list_comes_back_whole(elements: list[str]) -> None:
    cell = "\n".join(f"{number}.{text}" for number, text in enumerate(elements, 1))
    assert list(content_elements(cell)) == elements
    assert list(basis_elements(cell)) == elements


@settings(deadline=None)
@given(st.text(alphabet="1234.、;；《》〈()（甲乙的及印发 \n①●·", max_size=60))
def test_no_character_of_a_text_is_lost_but_numbers_and_separators(cell: str) -> None:
    for split in (content_elements, basis_elements):
        kept = "".join(split(cell))
        for sign in "甲乙印发《》〈":
            assert kept.count(sign) == cell.count(sign)
