"""C03: a disclosure column holds no news and nothing of another domain."""

from __future__ import annotations

from catalog_app.checks.rules.model import LinkSubject
from tests.checks.rules.places import at
from tests.checks.rules.subjects import a_column, judged, judgement, seen

NEWS = "县长到江南镇调研慰问"
PAPER = "关于公布养老机构备案名单的通知"
ROADS = "城市道路占用和燃气管网施工的公告"


def a_disclosure_column(
    *titles: str, trail: str = "政府信息公开", name: str = "养老服务"
) -> LinkSubject:
    rows = "".join(
        f"<li><a href='/{n}.html'>{title}（第{n}号）</a><span>2026-10-{n + 10}</span></li>"
        for n, title in enumerate(titles)
    )
    page = a_column(rows, title=name).replace("养老服务", name)
    page = page.replace(
        "<a href='/'>首页</a>", f"<a href='/'>首页</a> &gt; <a href='/g/'>{trail}</a>"
    )
    return at(seen(page))


def test_a_column_full_of_news_is_mixed() -> None:
    told = judgement("C03", a_disclosure_column(*[NEWS] * 4, *[PAPER] * 6))
    assert told.verdict == "not_met"
    assert "40%" in told.message


def test_another_domains_papers_mix_it_as_well() -> None:
    assert judged("C03", a_disclosure_column(*[ROADS] * 5, *[PAPER] * 5)) == "not_met"


def test_a_little_news_does_not() -> None:
    assert judged("C03", a_disclosure_column(*[NEWS] * 3, *[PAPER] * 7)) == "met"


def test_a_notice_of_a_meeting_is_a_paper() -> None:
    title = "关于召开养老服务工作会议的通知"
    assert judged("C03", a_disclosure_column(*[title] * 10)) == "met"


def test_news_columns_and_columns_outside_disclosure_are_not_asked() -> None:
    assert judged("C03", a_disclosure_column(*[NEWS] * 10, trail="新闻中心")) == "not_checked"
    assert judged("C03", a_disclosure_column(*[NEWS] * 10, name="工作动态")) == "not_checked"


def test_a_few_rows_say_nothing() -> None:
    assert judged("C03", a_disclosure_column(*[NEWS] * 5)) == "not_checked"
