"""L rules: the address answers, and with a page of its own."""

from __future__ import annotations

import pytest

from tests.checks.rules.subjects import URL, a_document, judged, judgement, seen

CHALLENGE = "<html><head><title>安全验证</title></head><body><p>访问前请完成验证，证明您不是机器人。</p></body></html>"
HOME_TEXT = "云海县人民政府 要闻动态 政务公开 办事服务 互动交流 " * 20


@pytest.mark.parametrize("url", [URL, "https://www.yunhai.example/", "http://8.8.8.8/a.html"])
def test_a_public_address_is_well_formed(url: str) -> None:
    assert judged("L01", seen(url=url)) == "met"


@pytest.mark.parametrize(
    "url",
    [
        "ftp://www.yunhai.example/a",
        "www.yunhai.example",
        "http://www.yunhai.example/admin/login.jsp",
    ],
)
def test_an_address_nobody_can_open_is_refused(url: str) -> None:
    assert judged("L01", seen(url=url, outcome="refused_address", status=None)) == "not_met"


def test_a_redirect_into_a_private_network_is_no_public_address() -> None:
    told = judgement(
        "L01", seen(outcome="refused_address", status=302, detail="网址指向内部网络（10.0.0.1）")
    )
    assert (told.verdict, told.message) == ("not_met", "网址指向内部网络（10.0.0.1）")


@pytest.mark.parametrize(
    ("outcome", "verdict"),
    [
        ("ok", "met"),
        ("dead", "met"),
        ("blocked", "met"),
        ("timeout", "not_met"),
        ("unreachable", "not_met"),
        ("redirect_loop", "not_met"),
        ("bad_response", "not_met"),
        ("too_large", "cannot_judge"),
        ("not_fetched", "not_checked"),
        ("refused_address", "not_checked"),
    ],
)
def test_reachable_asks_only_for_an_answer(outcome: str, verdict: str) -> None:
    assert judged("L02", seen(outcome=outcome)) == verdict


@pytest.mark.parametrize(
    ("outcome", "status", "verdict"),
    [
        ("ok", 200, "met"),
        ("tls_error", 200, "met"),
        ("dead", 404, "not_met"),
        ("dead", 410, "not_met"),
        ("server_error", 500, "not_met"),
        ("blocked", 403, "cannot_judge"),
        ("timeout", None, "not_checked"),
    ],
)
def test_dead_is_only_what_the_site_calls_dead(
    outcome: str, status: int | None, verdict: str
) -> None:
    assert judged("L03", seen(outcome=outcome, status=status)) == verdict


@pytest.mark.parametrize(("outcome", "status"), [("ok", 200), ("dead", 404), ("server_error", 503)])
def test_a_robot_check_in_place_of_the_page_is_never_dead(outcome: str, status: int) -> None:
    subject = seen(CHALLENGE, outcome=outcome, status=status)
    assert judged("L03", subject) == "cannot_judge"
    assert judged("L06", subject) == "not_checked"


def test_a_bad_certificate_is_told_and_the_page_judged_all_the_same() -> None:
    subject = seen(
        a_document(),
        url="https://www.yunhai.example/a.html",
        outcome="tls_error",
        tls_fault="expired",
        detail="网站的安全证书已过期",
    )
    assert judged("L04", subject) == "not_met"
    assert judged("T01", subject) == "met"


def test_a_good_certificate_is_met_and_plain_http_has_none_to_judge() -> None:
    assert judged("L04", seen(a_document(), url="https://www.yunhai.example/a.html")) == "met"
    assert judged("L04", seen(a_document())) == "not_checked"


@pytest.mark.parametrize("home", ["/", "/index.html", "/index.shtml", "/default.jsp"])
def test_a_link_that_ends_on_the_home_page_is_not_the_item(home: str) -> None:
    subject = seen(a_document(), final_url=f"http://www.yunhai.example{home}")
    assert judged("L05", subject) == "not_met"


def test_a_page_that_is_the_home_page_word_for_word_is_not_the_item() -> None:
    page = f"<html><body><div>{HOME_TEXT}</div></body></html>"
    subject = seen(page)
    assert subject.page is not None
    assert judged("L05", seen(page, home=subject.page.text)) == "not_met"


def test_a_link_meant_for_the_home_page_is_not_blamed_for_it() -> None:
    assert judged("L05", seen(a_document(), url="http://www.yunhai.example/")) == "not_checked"


def test_a_redirect_to_another_page_is_fine() -> None:
    subject = seen(a_document(), final_url="http://www.yunhai.example/new/1.html", home=HOME_TEXT)
    assert judged("L05", subject) == "met"


@pytest.mark.parametrize("words", ["您访问的页面不存在", "该内容已删除", "页面没有找到"])
def test_a_page_that_says_it_is_gone_is_gone(words: str) -> None:
    page = f"<html><head><title>提示信息</title></head><body><p>{words}。</p></body></html>"
    assert judged("L06", seen(page)) == "not_met"


def test_a_page_in_the_sites_own_frame_that_says_it_is_gone_is_gone() -> None:
    page = a_document("<p>该内容已删除。</p>", title="提示信息", published=None)
    assert judged("L06", seen(page)) == "not_met"


def test_a_page_like_the_sites_answer_for_nothing_is_gone() -> None:
    page = a_document(title="云海县", published=None)
    text = seen(page).page
    assert text is not None
    assert judged("L06", seen(page, missing=text.text)) == "not_met"


def test_a_document_that_mentions_a_deletion_is_not_gone() -> None:
    page = a_document(a_document() + "<p>原名单中已删除的人员不再享受补贴。</p>")
    assert judged("L06", seen(page, missing="页面不存在，返回首页")) == "met"


@pytest.mark.parametrize("rule", ["L05", "L06", "T01", "C01", "C02", "C04", "P01", "V01"])
def test_what_never_arrived_is_not_judged(rule: str) -> None:
    assert judged(rule, seen(None, outcome="timeout", status=None)) == "not_checked"


@pytest.mark.parametrize("rule", ["T01", "C01", "C02", "P01"])
def test_a_blocked_page_cannot_be_judged(rule: str) -> None:
    assert judged(rule, seen(CHALLENGE, outcome="blocked", status=403)) == "cannot_judge"
