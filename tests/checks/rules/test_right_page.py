"""P01: the page is about the item it is linked from."""

from __future__ import annotations

import pytest

from catalog_app.checks.rules.likeness import canonical, pairs_of, says_something, share
from tests.checks.rules.places import at
from tests.checks.rules.subjects import ARTICLE, a_column, a_document, judged, judgement, seen

SKIING = "<p>活动当天有三百余名爱好者参加，分为成人组和少年组，纪念奖牌由组委会颁发。</p>" * 5


def elsewhere(title: str, body: str = SKIING, column: str = "新闻中心") -> str:
    return a_document(body, title=title).replace("养老服务", column)


def test_a_page_called_by_another_name_of_the_same_thing_is_the_right_one() -> None:
    page = elsewhere("云海县2026年尊老金发放公示", "<p>按月发放，打卡到户。</p>" * 9)
    assert judged("P01", at(seen(page))) == "met"


def test_a_page_of_quite_another_matter_is_not() -> None:
    told = judgement("P01", at(seen(elsewhere("云海县举办秋季滑雪体验活动"))))
    assert told.verdict == "not_met"
    assert "滑雪" in told.message


@pytest.mark.parametrize("column", ["养老服务", "社区敬老"])
def test_a_page_in_a_column_of_the_items_domain_is_never_called_wrong(column: str) -> None:
    page = elsewhere("关于开展秋季体检的通知", column=column)
    assert judged("P01", at(seen(page))) == "cannot_judge"


def test_a_text_that_speaks_of_the_domain_is_never_called_wrong() -> None:
    page = elsewhere("关于开展秋季体检的通知", "<p>老人、老年人和高龄人员凭证参加。</p>" * 5)
    assert judged("P01", at(seen(page))) == "cannot_judge"


def test_an_item_whose_name_says_nothing_in_no_known_domain_is_not_judged_wrong() -> None:
    subject = at(
        seen(elsewhere("云海县举办秋季滑雪体验活动")), entry={"name": "政策文件", "group": None}
    )
    unknown = at(subject, place=seen(None).place)
    assert judged("P01", unknown) == "cannot_judge"
    assert judged("P01", subject) == "not_met"


def test_a_row_of_a_list_may_be_the_item() -> None:
    rows = "<li><a href='/1.html'>2026年高龄津贴发放名单</a><span>2026-10-11</span></li>" * 6
    page = a_column(rows, title="通知公告").replace("养老服务", "公告")
    assert judged("P01", at(seen(page))) == "met"


def test_a_column_that_anything_may_stand_in_is_never_called_wrong() -> None:
    rows = "<li><a href='/1.html'>关于停水的告示</a><span>2026-10-11</span></li>" * 6
    general, other = (
        a_column(rows, title=n).replace("养老服务", n) for n in ("通知公告", "停水停电")
    )
    assert judged("P01", at(seen(general))) == "cannot_judge"
    assert judged("P01", at(seen(other))) == "not_met"


def test_a_blocked_page_is_not_judged() -> None:
    assert judged("P01", at(seen(None, outcome="blocked"))) == "cannot_judge"


def test_words_of_every_item_count_little() -> None:
    assert not says_something("政策文件")
    assert says_something("老年人补贴")
    assert share("养老机构备案", pairs_of("关于食品经营备案的公示")) < 50
    assert share("养老机构备案", pairs_of("云海县养老机构备案信息")) == 100


def test_synonyms_years_and_brackets_make_no_difference() -> None:
    assert canonical("2026年农村低保（第三季度）") == canonical("最低生活保障")


def test_the_exact_name_in_the_text_is_enough() -> None:
    page = elsewhere("便民告知", "<p>老年人补贴按月发放。</p>" + ARTICLE)
    assert judged("P01", at(seen(page))) == "met"
