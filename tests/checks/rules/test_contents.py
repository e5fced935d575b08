"""C, T and P rules: the page holds what it promises."""

from __future__ import annotations

import pytest

from tests.checks.rules.subjects import (
    ARTICLE,
    a_column,
    a_document,
    dated_rows,
    judged,
    seen,
)


def test_a_dated_document_shows_its_date() -> None:
    assert judged("T01", seen(a_document())) == "met"


def test_a_document_without_any_date_does_not() -> None:
    page = seen(a_document(published=None), url="http://www.yunhai.example/zwgk/1.html")
    assert judged("T01", page) == "not_met"


def test_a_date_that_only_the_address_hints_at_is_not_judged() -> None:
    assert judged("T01", seen(a_document(published=None))) == "cannot_judge"


def test_a_list_with_dates_is_dated_and_one_without_cannot_be_judged() -> None:
    undated = "".join(
        f"<li><a href='/{n}.html'>关于做好第{n}季度老年人补贴发放工作的通知</a></li>"
        for n in range(9)
    )
    assert judged("T01", seen(a_column(dated_rows()))) == "met"
    assert judged("T01", seen(a_column(undated))) == "cannot_judge"


def test_an_empty_column_is_a_fault_and_a_full_one_is_not() -> None:
    assert judged("C01", seen(a_column(""))) == "not_met"
    assert judged("C01", seen(a_column(dated_rows()))) == "met"


def test_a_column_that_a_script_may_fill_is_not_called_empty() -> None:
    asks = "<script>fetch('/list').then(show)</script>"
    assert judged("C01", seen(a_column(asks))) == "cannot_judge"


def test_short_links_without_dates_are_not_called_an_empty_column() -> None:
    links = "".join(f"<li><a href='/{n}.html'>老年人补贴之{n}</a></li>" for n in range(9))
    assert judged("C01", seen(a_column(links))) != "not_met"


def test_an_empty_column_that_says_why_is_no_fault() -> None:
    page = a_document(
        "<p>2026年以来，本县没有发生此类事项，没有应当公开的信息，特此说明。</p>",
        title="养老服务",
        published=None,
    )
    assert judged("C01", seen(page)) == "met"


@pytest.mark.parametrize("words", ["栏目建设中，敬请期待！", "办理地点：××市××路××号"])
def test_words_that_hold_a_place_are_no_content(words: str) -> None:
    assert judged("C02", seen(a_document(f"<p>{words}</p>", published=None))) == "not_met"


def test_a_real_text_holds_no_place() -> None:
    assert judged("C02", seen(a_document())) == "met"


@pytest.mark.parametrize(
    "words",
    [
        "当事人张××，男，违反《中华人民共和国食品安全法》，处以警告。",
        "被处罚人：李×××。身份证号：2224××××××××1234，电话138××××1234。",
        "第三届冰雪节将于12月20日在六鼎山开幕，精彩节目敬请期待。咨询电话：0433-6222222。",
        "县图书馆正在建设中，预计2027年建成，项目总投资3亿元。",
    ],
)
def test_a_short_text_with_covered_names_or_things_being_built_holds_no_place(words: str) -> None:
    assert judged("C02", seen(a_document(f"<p>{words}</p>"))) == "met"


def test_a_title_about_something_being_built_holds_no_place() -> None:
    assert judged("C02", seen(a_document(title="云海县图书馆正在建设中"))) == "met"


def test_a_page_that_only_asks_for_patience_holds_a_place() -> None:
    words = "您访问的栏目正在建设中，敬请期待。由此给您带来的不便，敬请谅解！"
    assert judged("C02", seen(a_document(f"<p>{words}</p>", published=None))) == "not_met"


@pytest.mark.parametrize(
    ("title", "body", "verdict"),
    [
        ("云海县老年人补贴发放办法", ARTICLE, "met"),
        ("云海县高龄津贴实施细则", "<p>老年人补贴按月发放。</p>" + ARTICLE, "met"),
        (
            "云海县举办秋季滑雪体验活动",
            "<p>活动当天有三百余名爱好者参加，分为成人组和少年组，纪念奖牌由组委会颁发。</p>" * 5,
            "not_met",
        ),
    ],
)
def test_the_page_is_about_the_item(title: str, body: str, verdict: str) -> None:
    page = a_document(body, title=title).replace("养老服务", "新闻中心")
    assert judged("P01", seen(page)) == verdict


def test_a_list_is_about_the_item_when_one_of_its_rows_is() -> None:
    assert judged("P01", seen(a_column(dated_rows(), title="通知公告"))) == "met"
