"""L07, L08, L09: whose site a page stands on, and whether it is a page of the item's own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from catalog_app.checks.rules.facts import PageHistory
from catalog_app.checks.rules.model import LinkSubject
from catalog_app.checks.rules.site import is_shared
from catalog_app.checks.rules.words import finder
from domains.standard import load_domains
from tests.checks.rules.places import DUNHUA, at
from tests.checks.rules.subjects import (
    a_column,
    a_document,
    dated_rows,
    judged,
    judgement,
    seen,
)

OURS = "http://www.dunhua.gov.cn/zwgk/1.html"
OUTSIDE = "http://www.dhsmz.com/zwgk/1.html"
GAMBLING = a_document(title="澳门新葡京注册送彩金")


def coded(code: str) -> str:
    return a_document().replace("2299990001", code)


def test_a_page_that_became_a_gambling_site_on_a_host_of_nobody_is_hijacked() -> None:
    told = judgement("L07", seen(GAMBLING, url=OUTSIDE))
    assert told.verdict == "not_met"
    assert "不是政府网站的域名" in told.message


def test_words_for_search_engines_only_count_too() -> None:
    page = a_document().replace("<title>", '<meta name="keywords" content="时时彩,六合彩"><title>')
    assert judged("L07", seen(page, url=OUTSIDE)) == "not_met"


def test_a_government_host_whose_title_suddenly_changed_is_hijacked() -> None:
    before = PageHistory(titles=("云海县老年人补贴发放办法",))
    told = judgement("L07", at(seen(GAMBLING, url=OURS), history=before))
    assert told.verdict == "not_met"
    assert "标题原来是" in told.message


def test_one_sign_alone_is_for_a_person_to_judge() -> None:
    assert judged("L07", seen(GAMBLING, url=OURS)) == "cannot_judge"
    same = PageHistory(titles=("澳门新葡京注册送彩金",))
    assert judged("L07", at(seen(GAMBLING, url=OURS), history=same)) == "cannot_judge"


@pytest.mark.parametrize(
    "title",
    [
        "敦化市打击网上赌场专项行动通报",
        "关于防范六合彩骗局的提醒",
        "敦化公安捣毁一六合彩窝点",
        "云海县老年人补贴发放办法",
    ],
)
def test_papers_against_gambling_and_plain_papers_are_no_sign(title: str) -> None:
    assert judged("L07", seen(a_document(title=title), url=OUTSIDE)) == "met"


def test_nothing_read_is_not_judged_hijacked() -> None:
    assert judged("L07", seen(None, outcome="timeout")) == "not_checked"


@pytest.mark.parametrize("code", ["2224030001", "2224000012", "2200000005"])
def test_the_site_code_of_the_county_or_its_superiors_makes_a_site_its_own(code: str) -> None:
    assert judged("L08", at(seen(coded(code)))) == "met"


def test_the_site_code_of_another_county_names_it() -> None:
    told = judgement("L08", at(seen(coded("2202810003"))))
    assert told.verdict == "not_met"
    assert "蛟河市" in told.message


def test_another_provinces_site_is_not_the_countys() -> None:
    assert "外省" in judgement("L08", at(seen(coded("3401040018")))).message


def test_a_site_without_a_known_code_cannot_be_judged_before_the_county_lists_its_sites() -> None:
    assert judged("L08", at(seen(coded("bm24000001"), url=OUTSIDE))) == "cannot_judge"


@pytest.mark.parametrize(
    ("url", "verdict"),
    [
        (OURS, "met"),
        ("http://dunhua.gov.cn/1.html", "met"),
        ("http://jyj.dunhua.gov.cn/1.html", "met"),
        ("http://notdunhua.gov.cn/1.html", "cannot_judge"),
        (OUTSIDE, "not_met"),
        ("https://zwfw.jl.gov.cn/matter/1", "met"),
        ("https://mp.weixin.qq.com/s/abc", "met"),
    ],
)
def test_listed_sites_and_shared_platforms_are_the_countys(url: str, verdict: str) -> None:
    place = replace(DUNHUA, sites=frozenset({"www.dunhua.gov.cn"}))
    page = a_document().replace("网站标识码：2299990001", "")
    assert judged("L08", at(seen(page, url=url), place)) == verdict


def test_not_every_governments_site_is_shared() -> None:
    assert is_shared("www.gov.cn")
    assert not is_shared("www.jiaohe.gov.cn")


def test_a_place_that_is_not_known_is_not_judged() -> None:
    assert judged("L08", seen(a_document())) == "not_checked"


def shared_by(items: int, page: str = a_document()) -> LinkSubject:
    return replace(seen(page), item_names=items)


@pytest.mark.parametrize(("items", "verdict"), [(1, "met"), (5, "met"), (6, "not_met")])
def test_one_article_does_not_serve_many_items(items: int, verdict: str) -> None:
    assert judged("L09", shared_by(items)) == verdict


def test_a_column_may_serve_many_items_but_a_person_should_look() -> None:
    assert judged("L09", shared_by(30, a_column(dated_rows()))) == "cannot_judge"


def test_the_home_of_a_special_topic_is_for_a_person_to_judge() -> None:
    block = f"<h2>专题</h2><ul>{dated_rows()}</ul>"
    page = f"<html><head><title>养老服务专题</title></head><body>{block * 3}</body></html>"
    assert judged("L09", seen(page, url="http://www.dunhua.gov.cn/zt/yl/")) == "cannot_judge"


@pytest.mark.parametrize("path", ["", "/", "/index.html"])
def test_a_bare_home_page_is_no_items_page(path: str) -> None:
    page = seen(a_document(), url=f"http://www.dunhua.gov.cn{path}")
    assert judged("L09", page) == "not_met"


def test_no_word_of_such_sites_is_part_of_any_items_name() -> None:
    names = "\n".join(
        f"{item.name} {item.content.group} {' '.join(item.content.content)}"
        for domain in load_domains()
        for item in domain.items
    )
    assert finder("bad_words").find(names) == []
    assert finder("spam_words").find(names) == []
