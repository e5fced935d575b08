"""Planted pages that belong elsewhere, hold too little, or hide something; and some that only seem to."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from aiohttp import web

from catalog_app.demo.site.articles import column_path
from catalog_app.demo.site.fault_pages import TODAY, Handler, good_document, html, subject
from catalog_app.demo.site.layout import SITE_ID_CODE, Document, dated_list, render
from domains.standard import domain

_OTHER_CODE = "2202819999"  # 蛟河市's prefix, a number no real site has
_SELLER = "http://seller.demo.invalid/"


def hijacked(request: web.Request) -> web.Response:
    """Readers see the page as it was; search engines see a gambling site's title."""
    text = render(good_document(request))
    return html(re.sub(r"<title>.*?</title>", "<title>澳门新葡京_注册送彩金</title>", text))


def other_site(request: web.Request) -> web.Response:
    """The good page under the label of another county's site."""
    return html(render(good_document(request)).replace(SITE_ID_CODE, _OTHER_CODE))


def other_county(request: web.Request) -> web.Response:
    """The item's page as a neighbour published it."""
    document = good_document(request)
    body = (
        document.body.replace("敦化市", "蛟河市") + "<p>蛟河市新站镇、蛟河市天岗镇已先行试点。</p>"
    )
    title = f"蛟河市{document.title.removeprefix('敦化市')}"
    return html(render(replace(document, title=title, body=body, source="蛟河市民政局")))


def neighbour_named(request: web.Request) -> web.Response:
    """The county's own page that mentions its neighbour once: no fault."""
    document = good_document(request)
    return html(render(replace(document, body=document.body + "<p>做法参照蛟河市。</p>")))


def bare(request: web.Request) -> web.Response:
    """A text that is long enough, and says none of what the item promises."""
    sentence = "各单位要高度重视，加强领导，明确责任，抓好落实，按时完成，确保取得实效。"
    return html(render(replace(good_document(request), body=f"<p>{sentence * 9}</p>")))


def other_bureau(request: web.Request) -> web.Response:
    """The good page, published by a bureau the catalogue does not name."""
    return html(render(replace(good_document(request), source="敦化市气象局")))


def mixed_column(request: web.Request) -> web.Response:
    """A disclosure column where every second row is news."""
    code, _ = subject(request)
    name, today = domain(code).name, request.app[TODAY]()
    rows = [
        (title.format(name, n), f"/zwgk/{code}/1.html?row={n}", today - timedelta(days=n + 1))
        for n, title in enumerate(
            ("关于{}事项的公告（第{}号）", "市领导到{}一线调研慰问（{}）") * 5
        )
    ]
    crumbs = ((name, column_path(code)),)
    return html(render(Document(name, dated_list(rows), name, is_list=True, crumbs=crumbs)))


def wrong_words(request: web.Request) -> web.Response:
    """Misspells a regulation and names an office that is abolished."""
    document = good_document(request)
    extra = "<p>依照政府信息公开条列办理，并报国务院扶贫办备案。</p>"
    return html(render(replace(document, body=document.body + extra)))


def hidden_links(request: web.Request) -> web.Response:
    """A link that only search engines see, as intruders put it."""
    return _with(request, f'<div style="display:none"><a href="{_SELLER}">网上赌场</a></div>')


def hidden_menu(request: web.Request) -> web.Response:
    """A menu that opens on a click: nothing is hidden in it."""
    menu = (
        '<ul style="display:none"><li><a href="http://www.jl.gov.cn/">省政府</a></li>'
        '<li><a href="http://www.people.com.cn/">人民网</a></li></ul>'
    )
    return _with(request, menu)


def empty_table(request: web.Request) -> web.Response:
    """A budget with a table of heads only."""
    return _budget(request, "")


def explained_table(request: web.Request) -> web.Response:
    """The same table, and a line that says why it is empty: no fault."""
    return _budget(request, "<p>本单位没有政府性基金预算拨款，故本表无数据。</p>")


def _budget(request: web.Request, why: str) -> web.Response:
    document = good_document(request)
    heads = ("政府性基金预算支出表", "项目", "本年预算数", "合计")
    cells = "".join(f"<td>{head}</td>" for head in heads)
    body = f"{document.body}<table><tr>{cells}</tr></table>{why}"
    return html(render(replace(document, title=f"{document.title}预算公开", body=body)))


def _with(request: web.Request, extra: str) -> web.Response:
    document = good_document(request)
    return html(render(replace(document, body=document.body + extra)))


STRANGE_PAGES: dict[str, Handler] = {
    "hijacked.html": hijacked,
    "other_site.html": other_site,
    "other_county.html": other_county,
    "neighbour_named.html": neighbour_named,
    "bare.html": bare,
    "other_bureau.html": other_bureau,
    "mixed_column.html": mixed_column,
    "wrong_words.html": wrong_words,
    "hidden_links.html": hidden_links,
    "hidden_menu.html": hidden_menu,
    "empty_table.html": empty_table,
    "explained_table.html": explained_table,
}
