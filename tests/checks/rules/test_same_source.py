"""The same item says the same in every place; the village's numbers are the county's (C08, C09)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_app.checks.rules.model import Verdict
from catalog_app.checks.rules.same_source import Telling, same_document, same_source, village_agrees
from catalog_app.checks.rules.same_source_reading import figures, figures_of_place, rows

TODAY = date(2026, 11, 20)
PORTAL = Telling(
    "敦化市 · 政府网站",
    "http://www.dunhua.gov.cn/1.html",
    "敦化市2026年第三季度高龄津贴发放情况",
    "2026年第三季度全市共发放高龄津贴 76,800 元，惠及老年人 128 人。\n施行日期：2026年1月1日",
)
BUREAU = replace(
    PORTAL, where="敦化市 · 民政局网站", url="http://mzj.dunhua.gov.cn/9.html",
    title="2026年第三季度高龄津贴发放情况",
)  # fmt: skip


def judged(*tellings: Telling) -> tuple[Verdict, str]:
    found = same_source(tellings, today=TODAY, places=("敦化市",))
    return found.verdict, found.message


def saying(telling: Telling, old: str, new: str) -> Telling:
    return replace(telling, text=telling.text.replace(old, new))


def test_two_places_that_say_the_same_are_fine() -> None:
    assert judged(PORTAL, BUREAU)[0] is Verdict.MET


def test_an_amount_that_differs_is_told_with_both_sentences() -> None:
    verdict, message = judged(PORTAL, saying(BUREAU, "76,800 元", "67,800元"))
    assert verdict is Verdict.NOT_MET
    assert "“发放高龄津贴”的金额" in message
    assert "敦化市 · 政府网站写“2026年第三季度全市共发放高龄津贴 76,800 元”" in message
    assert "敦化市 · 民政局网站写“2026年第三季度全市共发放高龄津贴 67,800元”" in message


def test_the_same_amount_in_other_units_is_no_difference() -> None:
    assert judged(PORTAL, saying(BUREAU, "76,800 元", "7.68万元"))[0] is Verdict.MET


def test_a_count_and_a_named_date_may_differ_too() -> None:
    assert "数量（人）" in judged(PORTAL, saying(BUREAU, "128 人", "182人"))[1]
    assert "“施行日期”" in judged(PORTAL, saying(BUREAU, "1月1日", "7月1日"))[1]


@pytest.mark.parametrize(
    "title",
    [
        "2026年第二季度高龄津贴发放情况",
        "2025年第三季度高龄津贴发放情况",
        "江南镇2026年第三季度高龄津贴发放情况",
        "2026年第三季度临时救助发放情况",
    ],
)
def test_what_may_be_another_document_is_not_compared(title: str) -> None:
    other = saying(replace(BUREAU, title=title), "76,800 元", "1,200 元")
    assert judged(PORTAL, other)[0] is Verdict.MET


def test_one_document_number_is_one_document_whatever_the_titles() -> None:
    one = replace(PORTAL, document_number="敦民发〔2026〕3号", title="通知")
    other = replace(BUREAU, document_number="敦民发[2026]3号", title="转发文件")
    assert same_document(one, other)
    assert not same_document(one, replace(other, document_number="敦民发〔2026〕4号"))


def test_figures_that_a_page_names_twice_are_not_compared() -> None:
    twice = saying(PORTAL, "惠及", "全市共发放高龄津贴 500 元，惠及")
    assert judged(twice, saying(BUREAU, "76,800 元", "67,800 元"))[0] is Verdict.MET


def a_list(where: str, titles: list[str]) -> Telling:
    text = "\n".join(f"{title}\n2026-{9 - n:02}-10" for n, title in enumerate(titles))
    return Telling(where, f"http://{where}/", "高龄津贴", text, kind="list")


def test_a_row_that_one_list_lacks_is_told() -> None:
    titles = [f"敦化市{month}月高龄津贴发放公示" for month in ("九", "八", "七", "六", "五")]
    whole = a_list("政府网站", titles)
    lacking = replace(
        a_list("民政局网站", titles), text=whole.text.replace(f"{titles[2]}\n2026-07-10\n", "")
    )
    found = same_source([whole, lacking], today=TODAY)
    assert found.verdict is Verdict.NOT_MET
    assert found.evidence["differences"][0]["there"] == "没有这一条"
    assert titles[2] in found.evidence["differences"][0]["here"]
    assert same_source([whole, whole], today=TODAY).verdict is Verdict.MET


def test_lists_of_different_things_are_not_held_against_each_other() -> None:
    one = a_list("政府网站", ["甲事项公示结果", "乙事项公示结果", "丙事项公示结果"])
    other = a_list("民政局网站", ["临时救助名单公布", "养老机构备案公布", "孤儿保障公布"])
    assert same_source([one, other], today=TODAY).verdict is Verdict.MET


BOARD = Telling(
    "演示村 · 公示栏",
    "http://village/1.html",
    "演示村2026年高龄津贴发放公示",
    "2026年演示村共有 12 人领取高龄津贴，共发放高龄津贴 7200 元。",
)
COUNTY_TABLE = Telling(
    "敦化市 · 政府网站",
    "http://county/1.html",
    "敦化市2026年高龄津贴发放明细",
    "村\n人数\n金额（元）\n官地镇演示村\n12\n7,200\n官地镇另一村\n3\n1,800",
)


def agrees(county: Telling, board: Telling = BOARD) -> Verdict:
    return village_agrees(board, [county], ("官地镇演示村", "演示村"), subsidy="高龄津贴").verdict


def test_the_villages_numbers_are_looked_for_in_the_countys_table() -> None:
    assert agrees(COUNTY_TABLE) is Verdict.MET
    apart = saying(saying(COUNTY_TABLE, "7,200", "8,200"), "\n12\n", "\n13\n")
    assert agrees(apart) is Verdict.NOT_MET
    assert agrees(saying(COUNTY_TABLE, "7,200", "0.72")) is Verdict.MET


def test_without_the_village_or_with_another_year_nothing_is_judged() -> None:
    assert agrees(saying(COUNTY_TABLE, "演示村", "无关村")) is Verdict.NOT_CHECKED
    other_year = replace(COUNTY_TABLE, title="敦化市2025年高龄津贴发放明细")
    assert agrees(saying(other_year, "7,200", "1")) is Verdict.NOT_CHECKED


def test_amounts_are_read_in_yuan_whatever_the_unit() -> None:
    read = {
        each.label: each.value for each in figures("安排补助资金1.5亿元，发放低保金 3,200.50元")
    }
    assert read == {"安排补助资金": Decimal("150000000.0"), "发放低保金": Decimal("3200.50")}


def test_a_line_that_names_the_place_first_gives_its_figures() -> None:
    assert figures_of_place("演示村 12户 7200元", ("演示村",)) == [Decimal(12), Decimal(7200)]


def test_rows_of_a_list_have_their_date_beside_or_below() -> None:
    text = "低保对象公示名单 2026-10-01\n特困供养对象名单\n2026-09-01"
    assert [title for title, _ in rows(text)] == ["低保对象公示名单", "特困供养对象名单"]


@given(st.text(max_size=200))
def test_whatever_the_text_reading_it_never_fails(text: str) -> None:
    page = Telling("此处", "http://one/", text, text)
    assert same_source([page, replace(page, where="彼处")], today=TODAY).verdict is Verdict.MET
    village_agrees(page, [page], (text or "村",), subsidy=text)
    list(rows(text))
