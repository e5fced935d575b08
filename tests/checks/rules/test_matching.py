"""Which page of a county's site is the page of an item, and why."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from catalog_app.checks.rules.matching import Candidate, Match, Matcher, Wanted, title_likeness
from catalog_app.demo.site.articles import article_path, column_path, item_title, published_on
from catalog_app.demo.site.bureaus import bureau
from domains.standard import load_domains

TODAY = date(2026, 11, 20)
PLACES = ("敦化市", "敦化", "延边朝鲜族自治州", "吉林省")
SUBSIDY = Wanted(
    1,
    "老年人补贴",
    group="养老服务业务办理",
    domain_names=("养老服务", "养老"),
    owners=("敦化市民政局", "市民政局"),
    places=PLACES,
)


def an_article(title: str, column: str = "养老服务", **facts: object) -> Candidate:
    page = Candidate(f"http://site/{title}", title, "article", column, ("首页", "政务公开", column))
    return replace(page, **facts)  # type: ignore[arg-type]


def best(wanted: Wanted, *pages: Candidate, others: tuple[str, ...] = ()) -> Match:
    return Matcher(pages, today=TODAY, other_places=others).best(wanted)[0]


def test_the_page_of_the_same_name_in_the_domains_column_is_the_one_and_says_why() -> None:
    found = best(
        SUBSIDY,
        an_article("敦化市老年人补贴", owner="敦化市民政局", day=TODAY - timedelta(days=30)),
        an_article("敦化市养老机构评估信息"),
        an_article("敦化市举办秋季越野滑雪体验活动", "体育动态"),
    )
    assert found.page.title == "敦化市老年人补贴"
    assert found.score >= 85
    assert found.reasons == (
        "标题与事项名称相同",
        "栏目“养老服务”与领域相符",
        "发布机构与公开主体相同",
        "一年内有更新",
    )


@pytest.mark.parametrize(
    "title",
    [
        "关于敦化市2026年第三季度老年人补贴发放情况的公示",
        "敦化市民政局老年人补贴",
        "老年人补贴（2026年10月）",
        "敦化市高龄津贴",
    ],
)
def test_years_places_and_the_words_around_a_name_do_not_hide_it(title: str) -> None:
    assert title_likeness("老年人补贴", title, PLACES) >= 0.7


def test_another_matter_is_not_alike() -> None:
    assert title_likeness("老年人补贴", "残疾人两项补贴", PLACES) < 0.6
    assert title_likeness("老年人补贴", "敦化市便民服务中心调整办公时间", PLACES) < 0.3


def test_a_page_that_names_another_place_is_theirs() -> None:
    ours, theirs = an_article("老年人补贴发放名单"), an_article("安图县老年人补贴")
    found = Matcher([ours, theirs], today=TODAY, other_places=("安图县",)).best(SUBSIDY)
    assert found[0].page is ours
    assert "标题里写的是另一个地方“安图县”" in found[1].reasons


def test_the_name_of_our_own_place_lowers_nothing() -> None:
    matcher = Matcher(
        [an_article("敦化市江南镇老年人补贴")], today=TODAY, other_places=("江南镇", "江南")
    )
    own = replace(SUBSIDY, places=(*PLACES, "江南镇"))
    assert matcher.best(own)[0].score > matcher.best(SUBSIDY)[0].score


def test_what_comes_again_and_again_belongs_to_a_column() -> None:
    rows = tuple(f"敦化市2026年{month}月老年人补贴发放公示" for month in range(1, 11))
    column = an_article("老年人补贴", kind="list", rows=rows, row_count=12)
    article = an_article("敦化市2026年10月老年人补贴")
    found = Matcher([article, column], today=TODAY).best(replace(SUBSIDY, periodic=True))
    assert found[0].page is column
    assert "列表里有 12 条同类信息" in found[0].reasons
    assert "这是单独一篇，定期公开的事项最好链接到栏目" in found[1].reasons


def test_a_page_that_another_item_links_is_less_likely_ours() -> None:
    taken = an_article("老年人补贴", items=frozenset({"残疾人补贴"}))
    found = best(SUBSIDY, taken)
    assert found.score < best(SUBSIDY, an_article("老年人补贴")).score
    assert "已经是“残疾人补贴”等 1 个事项的链接" in found.reasons


def test_a_page_the_item_links_already_is_not_proposed() -> None:
    page = an_article("老年人补贴")
    assert Matcher([page], today=TODAY).best(replace(SUBSIDY, linked=frozenset({page.url}))) == []


def test_twins_are_for_a_person_to_tell_apart() -> None:
    twins = [an_article("老年人补贴"), an_article("老年人补贴", url="http://site/other")]
    found = Matcher(twins, today=TODAY).best(SUBSIDY)
    assert found[0].reasons[0] == "有 2 个网页标题相同，请打开核对"
    assert found[0].score < 80


def test_nothing_alike_gives_nothing() -> None:
    pages = [an_article("敦化市举办秋季越野滑雪体验活动", "体育动态")]
    assert Matcher(pages, today=TODAY).best(SUBSIDY) == []
    assert Matcher([], today=TODAY).best(SUBSIDY) == []


FORMS = (
    "敦化市{}",
    "关于公布敦化市2026年第三季度{}的公告",
    "敦化市{}（2026年更新）",
    "{}公示",
    "关于{}的通知",
)


def the_county(form: str | None = None) -> Iterator[tuple[Wanted, Candidate]]:
    """Every standard item with its page, titled as offices title their pages, and the columns."""
    number = 0
    for domain in load_domains():
        for item in domain.items:
            number += 1
            title = (form or FORMS[number % len(FORMS)]).format(item.name)
            title = item_title(item) if form == "demo" else title
            url = article_path(domain.code, item.number)
            crumbs = ("首页", "政务公开", domain.name)
            day = published_on(item, TODAY)
            page = Candidate(url, title, "article", domain.name, crumbs, None, day)
            names = (domain.name, *domain.aliases)
            owner = (bureau(domain.code),)
            yield Wanted(number, item.name, item.group, names, owner, places=PLACES), page


def the_news(count: int) -> list[Candidate]:
    """Other pages of a site: news made of the standard's own words."""
    chance = random.Random(7)
    names = [item.name for domain in load_domains() for item in domain.items]
    places = ("敦化市", "江南镇", "大石头镇", "市民政局", "市应急管理局", "县委办")
    deeds = ("召开{}工作推进会", "开展{}专项检查", "组织{}业务培训", "部署{}工作", "{}工作取得实效")
    return [
        Candidate(
            f"/news/{n}.html",
            chance.choice(places) + chance.choice(deeds).format(chance.choice(names)[:8]),
            "article",
            "要闻动态",
            ("首页", "要闻动态"),
        )
        for n in range(count)
    ]


def recall(pairs: list[tuple[Wanted, Candidate]], noise: int) -> tuple[float, float]:
    """Shares of items whose page comes first, and among the first three."""
    columns = [
        Candidate(column_path(d.code), d.name, "list", d.name, ("首页", "政务公开", d.name))
        for d in load_domains()
    ]
    pages = [page for _, page in pairs]
    matcher = Matcher([*pages, *columns, *the_news(noise)], today=TODAY)
    ranks = [
        [match.page.url for match in matcher.best(wanted)].index(page.url)
        if page.url in [match.page.url for match in matcher.best(wanted)]
        else 9
        for wanted, page in pairs
    ]
    return sum(r == 0 for r in ranks) / len(ranks), sum(r < 3 for r in ranks) / len(ranks)


def test_nearly_every_item_finds_its_page_however_the_title_is_worded() -> None:
    first, among_three = recall(list(the_county()), noise=2000)
    assert first >= 0.95
    assert among_three >= 0.99


def test_twenty_items_among_five_thousand_pages_cost_less_than_a_second_of_the_processor() -> None:
    pairs = list(the_county())
    pages = [page for _, page in pairs] + the_news(5000 - len(pairs))
    began = time.process_time()
    matcher = Matcher(pages, today=TODAY)
    for wanted, _ in pairs[200:220]:
        assert matcher.best(wanted)
    assert time.process_time() - began < 1.0
