"""C07: no links hidden in a page; menus and share buttons are none."""

from __future__ import annotations

import pytest

from tests.checks.rules.subjects import ARTICLE, a_document, judged, judgement, seen

BET = "<a href='http://www.bet-9.com/'>澳门新葡京</a>"
SHOP = "<a href='http://www.shop-{n}.com/'>{word}</a>"


def holding(html: str) -> str:
    return a_document(ARTICLE + html)


@pytest.mark.parametrize(
    "hidden",
    [
        f"<div style='display:none'>{BET}</div>",
        f"<div style='position:absolute; left:-9999px'>{BET}</div>",
        f"<p><font style='font-size:0'>{BET}</font></p>",
        f"<marquee height='1' width='1'>{BET}</marquee>",
        f"<div hidden>{BET}</div>",
    ],
)
def test_a_gambling_link_that_nobody_sees_is_a_fault(hidden: str) -> None:
    told = judgement("C07", seen(holding(hidden)))
    assert told.verdict == "not_met"
    assert "新葡京" in told.message


@pytest.mark.parametrize(("links", "verdict"), [(3, "not_met"), (2, "cannot_judge")])
def test_several_outside_links_off_the_screen_are_a_fault(links: int, verdict: str) -> None:
    inner = "".join(f"<a href='//www.mill-{n}.com/'>机械配件</a>" for n in range(links))
    hidden = f"<div style='text-indent:-9999px'>{inner}</div>"
    assert judged("C07", seen(holding(hidden))) == verdict


def test_several_sellers_in_a_block_not_shown_are_a_fault() -> None:
    links = "".join(
        SHOP.format(n=n, word=word) for n, word in enumerate(("男科医院", "第一小说网"))
    )
    assert judged("C07", seen(holding(f"<div style='display: none'>{links}</div>"))) == "not_met"


def test_a_menu_of_unknown_sites_is_for_a_person_to_judge() -> None:
    menu = (
        "<ul style='display:none'><li><a href='http://www.yunhai-tour.com/'>云海旅游</a></li></ul>"
    )
    assert judged("C07", seen(holding(menu))) == "cannot_judge"


@pytest.mark.parametrize(
    "html",
    [
        BET.replace("澳门新葡京", "云海旅游"),
        "<ul style='display:none'><li><a href='http://www.jl.gov.cn/'>省政府</a></li></ul>",
        "<div style='display:none'><a href='http://service.weibo.com/share'>微博</a></div>",
        "<div style='display:none'><a href='http://www.people.com.cn/'>人民网</a></div>",
        "<a style='position:absolute;left:-9999px' href='#main'>跳到正文</a>",
        "<div style='display:none'><a href='/mobile/'>手机版</a></div>",
        "<div style='width:100px;line-height:1.5'><a href='http://www.yunhai.com/'>云海</a></div>",
    ],
)
def test_visible_links_menus_share_buttons_and_skip_links_are_none(html: str) -> None:
    assert judged("C07", seen(holding(html))) == "met"


def test_a_blocked_page_is_not_judged() -> None:
    assert judged("C07", seen(None, outcome="blocked")) == "cannot_judge"
