"""Words of real tables and what they stand for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domains import vocabulary
from domains.vocabulary import (
    CHANNELS,
    LEVELS,
    METHODS,
    PHASES,
    channel_named,
    channel_value,
    is_channel_value,
    label,
    levels_named,
    method_named,
    phase_named,
)

BOARD = "社区/企事业单位/村公示栏(电子屏)"


def test_the_closed_list_of_channels_is_the_guides() -> None:
    assert [term.name for term in CHANNELS] == [
        *("政府网站", "政府公报", "两微一端", "发布会/听证会", "广播电视", "纸质媒体"),
        *("公开查阅点", "政务服务中心", "便民服务站", "入户/现场", BOARD, "精准推送", "其他"),
    ]


@pytest.mark.parametrize(
    ("written", "channel"),
    [
        ("政府网站", "政府网站"),
        ("政 府 网 站", "政府网站"),
        ("铁力市政府网站", "政府网站"),
        ("区政府门户网站", "政府网站"),
        ("纸质载体", "纸质媒体"),
        ("政府服务中心", "政务服务中心"),
        ("行政服务中心", "政务服务中心"),
        ("发布会.听证会", "发布会/听证会"),
        ("发布会", "发布会/听证会"),
        ("入户⁄现场", "入户/现场"),
        ("入户／现场宣传", "入户/现场"),
        ("社区/企事业单位、村公示栏（电子屏）", BOARD),
        ("社区/企事业单位/存公示栏(电子屏)", BOARD),
        ("村居/企事业单位公示栏(电子屏)", BOARD),
        ("单位/村委会公示栏(电子屏)", BOARD),
        ("行政村公示栏", BOARD),
        ("村务公开栏", BOARD),
        ("公开查阅点/政务公开专区", "公开查阅点"),
        ("其它", "其他"),
    ],
)
def test_a_known_spelling_of_a_channel_is_its_standard_name(written: str, channel: str) -> None:
    assert channel_named(written) == channel
    assert channel_value(written) == channel


@pytest.mark.parametrize(
    "written",
    ["", "部门网站", "政务服务网", "微信公众号", "公共资源交易平台", "村应急广播", "会议", "网站"],
)
def test_a_channel_outside_the_list_is_not_taken_for_one_of_it(written: str) -> None:
    assert channel_named(written) is None


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("其他:基层公共服务平台", "其他:基层公共服务平台"),
        ("其他 基层公共服务平台", "其他:基层公共服务平台"),
        ("其他基层公共服务平台", "其他:基层公共服务平台"),
        ("其他：国家企业信用信息公示系统", "其他:国家企业信用信息公示系统"),
        ("招投标公共服务平台", "其他:招标投标公共服务平台"),
        ("“社区云”小程序", "其他:“社区云”小程序"),
        ("其他_", "其他"),
        ("其他—", "其他"),
        ("", "其他"),
    ],
)
def test_a_channel_outside_the_list_is_kept_with_its_text(written: str, kept: str) -> None:
    assert channel_value(written) == kept


@given(st.text() | st.text(alphabet="其他它:_. \n\x1f—政府网站平台“”()"))
def test_what_is_kept_is_a_channel_value_and_stays_what_it_is(written: str) -> None:
    kept = channel_value(written)
    assert is_channel_value(kept)
    assert channel_value(kept) == kept


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("县级", ["county"]),
        ("区级", ["county"]),
        ("县(市、区)级", ["county"]),
        ("市级(县级市)", ["county"]),
        ("市级", ["county"]),
        ("东阳市级", ["county"]),
        ("州级", ["prefecture"]),
        ("市级、县级", ["prefecture", "county"]),
        ("市级/县(区)级", ["prefecture", "county"]),
        ("州级县级", ["prefecture", "county"]),
        ("乡级", ["township"]),
        ("镇级", ["township"]),
        ("镇街级", ["township"]),
        ("镇(街)级", ["township"]),
        ("镇街(园区)级", ["township"]),
        ("乡、村级", ["township", "village"]),
        ("乡(村)级", ["township", "village"]),
        ("镇街、村级", ["township", "village"]),
        ("乡镇级", ["township"]),
        ("社区(村)级", ["village"]),
        ("村", ["village"]),
        ("作业区", []),
        ("√", []),
        ("", []),
    ],
)
def test_a_level_header_names_its_levels(written: str, codes: list[str]) -> None:
    assert list(levels_named(written)) == codes


def test_a_city_level_beside_a_county_level_is_the_prefecture() -> None:
    assert levels_named("市级", beside=["县级", "乡级"]) == ("prefecture",)
    assert levels_named("市级", beside=["镇级"]) == ("county",)


def test_methods_and_phases_are_known_by_their_short_and_long_words() -> None:
    assert [method_named(text) for text in ("主动", "主 动公开")] == ["proactive"] * 2
    assert [method_named(text) for text in ("依申请", "依申请公开")] == ["on_request"] * 2
    assert method_named("全文发布") is None
    assert [phase_named(text) for text in ("决策", "结果公开")] == ["decision", "result"]
    assert phase_named("其他") is None


def test_every_code_has_a_chinese_word() -> None:
    for term in (*CHANNELS, *LEVELS, *METHODS, *PHASES):
        assert label(term.code) == term.name
    assert label("township") == "乡级"
    with pytest.raises(KeyError):
        label("no_such_code")


def test_no_word_belongs_to_two_terms() -> None:
    one, two = vocabulary.Term("a", "甲", ("同",)), vocabulary.Term("b", "乙", ("同",))
    with pytest.raises(ValueError, match="同时属于"):
        vocabulary._index([one, two])
