"""When a document was made, as its page says."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_app.checks.page import read_page
from catalog_app.checks.page.made_on import MadeOn, read_made_on
from tests.checks.rules.subjects import SENTENCES, a_document


@pytest.mark.parametrize(
    "line",
    [
        "成文日期：2026年9月18日",
        "印发日期： 2026-09-18",
        "【生成日期】 2026-09-18",
        "成 文 日 期：二〇二六年九月十八日",
        "行政处罚决定日期：2026年9月18日",
        "云海县人民政府办公室 2026年9月18日印发",
    ],
)
def test_a_labelled_day_is_read(line: str) -> None:
    assert read_made_on([line], "") == MadeOn(date(2026, 9, 18), "label")


def test_a_labelled_day_may_stand_on_the_next_line() -> None:
    assert read_made_on(["成文日期：", "2026年9月18日"], "") == MadeOn(date(2026, 9, 18), "label")


@pytest.mark.parametrize(
    "end",
    [
        "云海县民政局\n2026年9月18日",
        "云海县民政局 2026年9月18日",
        "云海县人民政府办公室\n二〇二六年九月十八日\n（此件公开发布）",
        "云海县青山村村民委员会\n（2026年9月18日）\n附件：发放名单.xlsx",
    ],
)
def test_the_day_under_the_signature_is_read(end: str) -> None:
    body = f"{SENTENCES}\n{end}"
    assert read_made_on([], body) == MadeOn(date(2026, 9, 18), "signature")


@pytest.mark.parametrize(
    "text",
    [
        "报名截止\n2026年9月18日",  # what stands above names no body
        "活动时间\n2026年9月18日",
        "云海县民政局将于2026年9月18日起受理申请，请广大群众相互转告。",
        "发布日期：2026年9月18日",
        "公示时间：2026年9月18日至2026年9月25日",
        "云海县民政局\n2026年9月18日\n云海县财政局\n2026年9月20日",  # which of the two?
    ],
)
def test_other_days_are_no_making(text: str) -> None:
    assert read_made_on(text.split("\n"), text) is None


def test_a_page_tells_both_days_apart() -> None:
    page = read_page(
        a_document(f"<p>{SENTENCES}</p><p>云海县民政局</p><p>2026年10月20日</p>").encode()
    )
    assert page.published == date(2026, 11, 3)
    assert page.made_on == MadeOn(date(2026, 10, 20), "signature")
    assert page.to_dict()["made_on"] == "2026-10-20"


def test_a_list_was_made_on_no_day() -> None:
    rows = "".join(
        f"<li><a href='/{n}.html'>关于做好第{n}季度补贴发放工作的通知</a><span>2026-10-{n + 10}</span></li>"
        for n in range(8)
    )
    assert read_page(a_document(f"<ul>{rows}</ul>", published=None).encode()).made_on is None


@given(st.lists(st.text(max_size=60), max_size=20))
def test_any_lines_are_read_without_fail(lines: list[str]) -> None:
    read_made_on(lines, "\n".join(lines))
