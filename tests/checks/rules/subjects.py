"""Small invented pages and visits for the rules."""

from __future__ import annotations

from datetime import date
from typing import Any

from catalog_app.checks.page import read_page
from catalog_app.checks.rules import LINK_RULES, Judgement
from catalog_app.checks.rules.model import AttachmentVisit, HostFacts, LinkSubject, Visit
from tests.factories.catalogs import a_content

URL = "http://www.yunhai.example/zwgk/ylfw/202611/t20261103_1.html"
SENTENCES = (
    "凡年满八十周岁的本县户籍老年人，均可向户籍所在地乡镇人民政府申请高龄津贴，每人每月发放一百元。"
    * 4
)
ARTICLE = f"<p>{SENTENCES}</p><p>补贴依据：《中华人民共和国老年人权益保障法》。</p>"
RULES = {rule.id: rule for rule in LINK_RULES}


def a_document(
    body: str = ARTICLE,
    *,
    title: str = "云海县老年人补贴发放办法",
    published: str | None = "2026-11-03",
) -> str:
    """A page as a county publishes it."""
    dated = f'<div class="info">发布时间：{published} 来源：云海县民政局</div>' if published else ""
    return (
        f"<html><head><meta charset='utf-8'><title>{title}-云海县人民政府</title></head><body>"
        f"<div class='crumb'>当前位置：<a href='/'>首页</a> &gt; <a href='/ylfw/'>养老服务</a></div>"
        f"<h1>{title}</h1>{dated}<div class='content'>{body}</div>"
        "<div class='foot'>主办：云海县人民政府办公室 网站标识码：2299990001</div></body></html>"
    )


def a_column(rows: str, title: str = "养老服务") -> str:
    return a_document(f"<ul class='list'>{rows}</ul>", title=title, published=None)


def dated_rows(count: int = 8) -> str:
    return "".join(
        f"<li><a href='/ylfw/{n}.html'>关于做好第{n}季度老年人补贴发放工作的通知</a>"
        f"<span>2026-10-{n + 10}</span></li>"
        for n in range(count)
    )


def seen(
    page: str | None = None,
    *,
    url: str = URL,
    outcome: str = "ok",
    status: int | None = 200,
    home: str | None = None,
    missing: str | None = None,
    files: tuple[AttachmentVisit, ...] = (),
    name: str = "老年人补贴",
    **visit: Any,
) -> LinkSubject:
    """A link of the item 老年人补贴, seen on 20 November 2026."""
    final = visit.pop("final_url", url)
    reading = None
    if page is not None:
        reading = read_page(page.encode(), url=final, status=status or 200)
    return LinkSubject(
        entry=a_content(name),
        url=url,
        kind="article",
        visit=Visit(url=url, final_url=final, outcome=outcome, status=status, **visit),
        page=reading,
        today=date(2026, 11, 20),
        host=HostFacts(home_text=home, missing_text=missing),
        attachments=files,
    )


def judged(rule: str, subject: LinkSubject) -> str:
    return str(judgement(rule, subject).verdict)


def judgement(rule: str, subject: LinkSubject) -> Judgement:
    return RULES[rule].judge(subject)
