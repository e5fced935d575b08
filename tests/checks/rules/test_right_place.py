"""P02, P06: the page is about the place and the level it is linked for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from catalog_app.checks.rules.gazetteer import name_forms, place_of_code, places_named
from tests.checks.rules.places import DUNHUA, at
from tests.checks.rules.subjects import a_column, a_document, judged, judgement, seen

PADDING = (
    "<p>凡年满八十周岁的户籍老年人，均可向户籍所在地乡镇人民政府申请，每人每月发放一百元。</p>" * 3
)


def about(title: str, *sentences: str) -> str:
    body = "".join(f"<p>{sentence}</p>" for sentence in sentences)
    return a_document(body + PADDING, title=title).replace("云海县", "")


def test_a_page_about_another_county_is_not_ours() -> None:
    page = about("蛟河市老年人补贴发放办法", "蛟河市民政局负责发放。", "蛟河市新站镇先行试点。")
    told = judgement("P02", at(seen(page)))
    assert told.verdict == "not_met"
    assert "蛟河市" in told.message


def test_a_neighbours_town_counts_as_the_neighbour() -> None:
    page = about("老年人补贴发放名单", "新站镇发放12户。", "新站镇张某。", "新站镇李某。")
    assert judged("P02", at(seen(page))) == "not_met"


def test_a_neighbours_address_on_our_own_site_is_for_a_person_to_judge() -> None:
    page = about("中标结果公告", "蛟河市某公司。", "地址：蛟河市民主路。", "蛟河市某厂。")
    ours = page.replace("人民政府办公室", "敦化市人民政府办公室").replace("养老服务", "敦化市采购")
    assert judged("P02", at(seen(ours))) == "cannot_judge"


def test_a_page_about_us_may_mention_a_neighbour() -> None:
    page = about("敦化市老年人补贴发放办法", "参照蛟河市做法。", "敦化市民政局负责。")
    assert judged("P02", at(seen(page))) == "met"


def test_a_page_that_names_no_place_is_not_accused() -> None:
    assert judged("P02", at(seen(about("老年人补贴发放办法")))) == "met"


def test_the_prefecture_and_the_province_above_are_no_other_place() -> None:
    page = about("延边州老年人补贴发放办法", "延边朝鲜族自治州民政局负责。", "吉林省民政厅监督。")
    assert judged("P02", at(seen(page))) == "met"


def test_a_list_of_sisters_is_about_all_of_them() -> None:
    page = about("老年人补贴发放名单", "蛟河市3户，蛟河市", "桦甸市2户", "珲春市1户，舒兰市4户")
    assert judged("P02", at(seen(page))) == "met"


def test_a_neighbour_named_once_more_than_us_is_for_a_person_to_judge() -> None:
    page = about("老年人补贴发放办法", "敦化与蛟河市结对。", "蛟河市派员。")
    assert judged("P02", at(seen(page))) == "cannot_judge"


def test_ordinary_words_are_no_places() -> None:
    page = about("老年人补贴发放办法", *["重大安全事项，农安全，采集安全，坚如磐石。"] * 3)
    assert judged("P02", at(seen(page))) == "met"


def test_the_provinces_columns_and_service_pages_are_not_asked() -> None:
    column = a_column(
        "<li><a href='/1.html'>蛟河市老年人补贴名单</a><span>2026-10-11</span></li>" * 6
    )
    provincial = column.replace("2299990001", "2200000001")
    assert judged("P02", at(seen(provincial))) == "not_checked"
    service = at(seen(about("蛟河市老年人补贴", "蛟河市，蛟河市，蛟河市")), kind="service")
    assert judged("P02", service) == "not_checked"


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("敦化市", ("敦化市", "敦化")),
        ("延边朝鲜族自治州", ("延边朝鲜族自治州", "延边州", "延边")),
        ("前郭尔罗斯蒙古族自治县", ("前郭尔罗斯蒙古族自治县", "前郭县", "前郭")),
        ("吉林经济开发区", ("吉林经济开发区",)),
    ],
)
def test_a_place_has_the_names_that_pages_write(name: str, forms: tuple[str, ...]) -> None:
    assert name_forms(name) == forms


def test_a_name_that_two_counties_share_says_nothing() -> None:
    assert not places_named("朝阳镇和万宝镇")
    assert place_of_code("222403") == "敦化市"


TOWN = replace(DUNHUA, level="township", names=("江南镇", "江南"), above=("敦化市",), townships=())
LIST = {"name": "老年人补贴发放名单", "levels": ("township",)}


def test_a_township_list_without_any_township_is_the_countys_alone() -> None:
    page = a_document(
        "<p>全县共发放一百二十万元，资金按月拨付到位，群众满意。</p>" * 9, title="补贴发放"
    )
    assert judged("P06", at(seen(page), TOWN, entry=LIST)) == "not_met"


def test_a_township_named_on_the_page_is_enough() -> None:
    page = a_document("<p>江南镇发放12户。</p>" * 9)
    assert judged("P06", at(seen(page), TOWN, entry=LIST)) == "met"
    assert judged("P06", at(seen(page), entry=LIST)) == "met"


@pytest.mark.parametrize(
    "entry",
    [
        {"name": "老年人补贴政策文件", "levels": ("township",)},
        {"name": "老年人补贴发放名单", "levels": ("county", "township")},
    ],
)
def test_policies_and_items_of_both_levels_may_be_the_countys(entry: dict[str, object]) -> None:
    assert judged("P06", at(seen(a_document()), TOWN, entry=entry)) == "not_checked"


def test_other_townships_on_the_page_leave_it_to_a_person() -> None:
    page = a_document("<p>各乡镇按月发放，名单在村里张榜。</p>" * 9)
    assert judged("P06", at(seen(page), TOWN, entry=LIST)) == "cannot_judge"
