"""Planted pages that were published late, or say an unlikely day, and a column nobody keeps up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from aiohttp import web

from catalog_app.demo.site.fault_pages import TODAY, Handler, good_document, html
from catalog_app.demo.site.layout import Document, dated_list, render

_NOTICES = "通知公告"
_ROWS = 12


def in_time(request: web.Request) -> web.Response:
    """Signed some days before it was published."""
    return _signed(request, made_before=timedelta(days=5))


def late(request: web.Request) -> web.Response:
    """Signed three months before it was published."""
    return _signed(request, made_before=timedelta(days=90))


def before_made(request: web.Request) -> web.Response:
    """Said to be published before it was signed."""
    return _signed(request, made_before=timedelta(days=-2))


def future(request: web.Request) -> web.Response:
    """Said to be published in a month's time."""
    published = request.app[TODAY]() + timedelta(days=30)
    return html(render(replace(good_document(request), published=published)))


def stale(request: web.Request) -> web.Response:
    """A column of notices whose newest is ten months old."""
    newest = request.app[TODAY]() - timedelta(days=300)
    rows = [(_notice(n), "/zwgk/index.html", newest - timedelta(days=9 * n)) for n in range(_ROWS)]
    return _notices(dated_list(rows))


def one_minute(request: web.Request) -> web.Response:
    """A column filled in one go."""
    day = request.app[TODAY]() - timedelta(days=8)
    rows = "".join(
        f'<li><a href="/zwgk/index.html">{_notice(n)}</a><span>{day} 16:42</span></li>'
        for n in range(_ROWS)
    )
    return _notices(f'<ul class="list">{rows}</ul>')


def _signed(request: web.Request, *, made_before: timedelta) -> web.Response:
    document = good_document(request)
    published = request.app[TODAY]() - timedelta(days=9)
    made = _written(published - made_before)
    body = f"{document.body}<p>{document.source}</p><p>{made}</p>"
    return html(render(replace(document, body=body, published=published)))


def _written(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _notice(number: int) -> str:
    return f"关于公布第{number + 1}批养老服务机构名单的通知（演示）"


def _notices(body: str) -> web.Response:
    crumbs = ((_NOTICES, "/tzgg/index.html"),)
    return html(render(Document(_NOTICES, body, column=_NOTICES, is_list=True, crumbs=crumbs)))


TIME_PAGES: dict[str, Handler] = {
    "in_time.html": in_time,
    "late.html": late,
    "before_made.html": before_made,
    "future.html": future,
    "stale.html": stale,
    "one_minute.html": one_minute,
}
