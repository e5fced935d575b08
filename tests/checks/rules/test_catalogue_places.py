"""K06 and K10: the level and the owner are this place's."""

from __future__ import annotations

import pytest

from catalog_app.checks.rules.catalogue_facts import BaselineItem, Gazetteer
from catalog_app.checks.rules.catalogue_levels import level_fits
from catalog_app.checks.rules.catalogue_places import abolished_offices, owner_is_here
from catalog_app.checks.rules.model import EntrySubject, Judgement
from tests.factories.catalogs import a_content

DUNHUA = Gazetteer(
    own=("吉林省", "延边朝鲜族自治州", "延边州", "延边", "敦化市", "敦化"),
    others=frozenset({"图们市", "磐石市", "长春市", "通化市", "通化县"}),
    townships=frozenset({"江南镇", "大石头镇", "民主街道", "黄泥河镇"}),
    abolished={"太平岭乡": "大石头镇"},
)


def owned(owner: str | None, places: Gazetteer = DUNHUA) -> Judgement:
    return owner_is_here(EntrySubject(a_content(owner=owner), gazetteer=places))


@pytest.mark.parametrize(
    "owner",
    [
        "敦化市民政局",
        "市民政局、各乡镇人民政府",
        "延边朝鲜族自治州生态环境局敦化市分局",
        "江南镇人民政府、民主街道办事处",
        "敦化市大石头镇人民政府",
        "县级人民政府民政部门、乡镇人民政府（街道办事处）",
        "各县（市、区）农业农村局",
        "本县教育局",
        "所在乡镇人民政府",
        "国家税务总局敦化市税务局",
        "社区居民委员会",
        "市场监督管理局",
        "相关村镇政府",
        None,
    ],
)
def test_units_of_the_place_and_general_words_are_in_order(owner: str | None) -> None:
    assert owned(owner).verdict == "met"


@pytest.mark.parametrize(
    ("owner", "named"),
    [
        ("磐石市民政局", "磐石市"),
        ("敦化市民政局、图们市民政局", "图们市"),
        ("国家税务总局通化县税务局", "通化县"),
        ("安吉县民政局", "安吉县"),
        ("XX县民政局", "XX县"),
        ("××镇人民政府", "××镇"),
        ("某某县教育局", "某某县"),
        ("红石砬子镇人民政府", "红石砬子镇"),
        ("太平岭乡人民政府", "大石头镇"),
    ],
)
def test_units_of_other_places_templates_and_what_is_gone_are_told(owner: str, named: str) -> None:
    judged = owned(owner)
    assert judged.verdict == "not_met"
    assert named in judged.message
    assert not judged.advisory


def test_the_office_for_poverty_has_become_another() -> None:
    judged = owned("敦化市扶贫办")
    assert judged.verdict == "not_met"
    assert "乡村振兴" in judged.message
    assert not judged.advisory


def test_a_reform_that_is_only_recalled_only_advises() -> None:
    judged = owned("敦化市国土资源局")
    assert (judged.verdict, judged.advisory) == ("not_met", True)
    assert "自然资源局" in judged.message


def test_where_no_register_of_places_is_at_hand_no_place_is_doubted() -> None:
    assert owned("磐石市民政局", Gazetteer()).verdict == "met"


def test_every_abolished_office_says_what_came_after() -> None:
    assert all(each.now and each.name not in each.now for each in abolished_offices())


def levels(here: tuple[str, ...], guide: tuple[str, ...], *, sure: bool = True) -> Judgement:
    item = BaselineItem("老年人补贴", levels=guide, sure=sure)
    return level_fits(EntrySubject(a_content(levels=here), item=item))


@pytest.mark.parametrize(
    ("here", "guide", "verdict"),
    [
        (("county",), ("county",), "met"),
        (("county",), ("county", "township"), "met"),
        (("county", "village"), ("county",), "met"),
        (("township",), ("county",), "not_met"),
        (("county", "township"), ("county",), "not_met"),
        (("county",), ("township",), "not_met"),
        ((), ("county",), "not_checked"),
        (("township",), (), "not_checked"),
    ],
)
def test_the_level_is_held_against_the_guides(
    here: tuple[str, ...], guide: tuple[str, ...], verdict: str
) -> None:
    assert levels(here, guide).verdict == verdict


def test_the_levels_are_named_in_words() -> None:
    assert levels(("township",), ("county",)).message == "标准指引定为县级，目录里写成了乡级。"


def test_a_guide_row_only_recalled_says_nothing_of_levels() -> None:
    assert levels(("township",), ("county",), sure=False).verdict == "not_checked"
    assert level_fits(EntrySubject(a_content())).verdict == "not_checked"
