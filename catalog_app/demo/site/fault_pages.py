"""Planted pages that arrive whole, but say the wrong thing, or seem to.

Each takes "?item=<domain>/<number>" to be about that standard item.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from aiohttp import web

from catalog_app.demo.site.articles import article, column_path
from catalog_app.demo.site.invented import invented_id_number
from catalog_app.demo.site.layout import Document, attachment_list, render
from domains.standard import StandardItem, domain

TODAY: web.AppKey[Callable[[], date]] = web.AppKey("today")
Handler = Callable[[web.Request], web.Response]
_DEFAULT_ITEM = "elderly_care/2"


def html(text: str, status: int = 200, charset: str = "utf-8", **headers: str) -> web.Response:
    """A page as a response; header names are written with underscores."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    body = text.encode(charset)
    return web.Response(
        body=body, status=status, content_type="text/html", charset=charset, headers=named
    )


def good_document(request: web.Request) -> Document:
    """The sound page of the item the request is about."""
    code, item = subject(request)
    return article(domain(code), item, request.app[TODAY]())


def soft_404(_: web.Request) -> web.Response:
    """Says that the page does not exist, and answers 200."""
    return html(
        render(Document(title="提示信息", body=_sorry("您访问的页面不存在"), column="提示"))
    )


def removed(_: web.Request) -> web.Response:
    """Says that the content was deleted, and answers 200."""
    return html(render(Document(title="提示信息", body=_sorry("该内容已删除"), column="提示")))


def meta_home(_: web.Request) -> web.Response:
    """Sends its visitor on to the home page at once."""
    return html(
        '<!DOCTYPE html><html><head><meta charset="utf-8">'
        '<meta http-equiv="refresh" content="0;url=/index.html"><title></title></head>'
        "<body></body></html>"
    )


def empty_column(request: web.Request) -> web.Response:
    """A column without an entry or a word why."""
    return _column(request, '<ul class="list"></ul>')


def explained_column(request: web.Request) -> web.Response:
    """A column without entries that says why: no fault."""
    year = request.app[TODAY]().year
    return _column(
        request,
        f"<p>{year}年以来，本市没有发生此类事项，没有应当公开的信息，特此说明。"
        "今后如有此类事项，将在信息形成之日起20个工作日内在本栏目公开。</p>",
    )


def construction(request: web.Request) -> web.Response:
    """A column that promises to be built."""
    return _column(request, "<p>栏目建设中，敬请期待！</p>")


def placeholder(request: web.Request) -> web.Response:
    """A page whose blanks were never filled in."""
    body = "<p>办理地点：XX市XX路XX号</p><p>联系电话：请输入</p><p>此处填写办理流程</p>"
    return html(render(replace(good_document(request), body=body)))


def wrong_page(request: web.Request) -> web.Response:
    """A page about something else, in something else's column."""
    return html(
        render(
            Document(
                title="敦化市举办秋季越野滑雪体验活动（演示）",
                body="<p>活动当天有三百余名爱好者参加，分为成人组和少年组。</p>"
                "<p>比赛用时最短的选手获得了组委会颁发的纪念奖牌，活动在欢笑声中结束。</p>",
                column="体育动态",
                source="敦化市文化广播电视和旅游局",
                published=request.app[TODAY]() - timedelta(days=9),
                crumbs=(("体育动态", "/tydt/index.html"),),
            )
        )
    )


def no_date(request: web.Request) -> web.Response:
    """The good page without a day of publication."""
    return html(render(replace(good_document(request), published=None)))


def script_date(request: web.Request) -> web.Response:
    """The day is written by a script, so a reader sees it: no fault."""
    document = good_document(request)
    script = (
        f'<div class="info"><script>var pubtime = "{document.published} 10:20";'
        'document.write("发布时间：" + pubtime);</script></div>'
    )
    return html(render(replace(document, published=None, body=script + document.body)))


def leaked_id(request: web.Request) -> web.Response:
    """The good page with a whole (invented) identity number in a table."""
    document = good_document(request)
    table = (
        "<table><tr><th>序号</th><th>姓名</th><th>身份证号</th><th>金额（元）</th></tr>"
        f"<tr><td>1</td><td>演示甲</td><td>{invented_id_number()}</td><td>600</td></tr></table>"
    )
    return html(render(replace(document, body=document.body + table)))


def html_attachment(request: web.Request) -> web.Response:
    """Links a file named .pdf that is a web page."""
    return _with_files(request, ("申请表.pdf", "/files/html.pdf"))


def good_attachment(request: web.Request) -> web.Response:
    """Links files that are what they are named: no fault."""
    return _with_files(
        request, ("申请表.pdf", "/files/form.pdf"), ("发放表.xlsx", "/files/table.xlsx")
    )


def gbk(request: web.Request) -> web.Response:
    """The old encoding, declared only inside the page, as old sites do."""
    text = render(good_document(request), charset="gb2312")
    return web.Response(body=text.encode("gb18030"), headers={"Content-Type": "text/html"})


def gzipped(request: web.Request) -> web.Response:
    """The good page, compressed on its way: no fault."""
    body = gzip.compress(render(good_document(request)).encode(), mtime=0)
    headers = {"Content-Type": "text/html; charset=utf-8", "Content-Encoding": "gzip"}
    return web.Response(body=body, headers=headers)


def query(request: web.Request) -> web.Response:
    """A page that exists only with its parameters."""
    if (request.query.get("id"), request.query.get("cat")) != ("12", "3"):
        return not_found(request)
    return html(render(good_document(request)))


def not_found(_: web.Request) -> web.Response:
    """The site's honest answer for what it does not have."""
    return html(render(Document(title="404", body=_sorry("页面不存在"), column="提示")), status=404)


def subject(request: web.Request) -> tuple[str, StandardItem]:
    """The domain's code and the item that the request is about."""
    code, _, number = request.query.get("item", _DEFAULT_ITEM).partition("/")
    try:
        return code, domain(code).item(int(number))
    except (KeyError, ValueError):
        raise web.HTTPNotFound from None


def _column(request: web.Request, body: str) -> web.Response:
    code, _ = subject(request)
    title = domain(code).name
    crumbs = ((title, column_path(code)),)
    return html(render(Document(title, body, column=title, is_list=True, crumbs=crumbs)))


def _with_files(request: web.Request, *files: tuple[str, str]) -> web.Response:
    document = good_document(request)
    body = document.body.partition('<div class="attachments">')[0] + attachment_list(files)
    return html(render(replace(document, body=body)))


def _sorry(text: str) -> str:
    return f'<p>{text}。</p><p><a href="/">返回首页</a></p>'


PAGES: dict[str, Handler] = {
    "soft_404.html": soft_404,
    "removed.html": removed,
    "meta_home.html": meta_home,
    "empty_column.html": empty_column,
    "explained_column.html": explained_column,
    "construction.html": construction,
    "placeholder.html": placeholder,
    "wrong_page.html": wrong_page,
    "no_date.html": no_date,
    "script_date.html": script_date,
    "leaked_id.html": leaked_id,
    "html_attachment.html": html_attachment,
    "good_attachment.html": good_attachment,
    "gbk.html": gbk,
    "gzip.html": gzipped,
    "query.html": query,
}
