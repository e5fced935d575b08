"""The small county web site of the demonstration: good pages, and every fault under /faults/."""

from __future__ import annotations

import argparse
import hashlib
import logging
import sys
from collections import deque
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache

from aiohttp import web

from catalog_app.demo.site.articles import article, column, disclosure_index, home
from catalog_app.demo.site.attachments import pdf, workbook
from catalog_app.demo.site.fault_pages import PAGES, TODAY, html, not_found, soft_404
from catalog_app.demo.site.faults import FAULTS
from catalog_app.demo.site.layout import Document, dated_list, render
from catalog_app.demo.site.leak_pages import FILES, LEAK_PAGES
from catalog_app.demo.site.misbehaviour import MISBEHAVIOUR, SLOW_SECONDS
from catalog_app.demo.site.other_places import OTHER_PLACES, as_published_by
from catalog_app.demo.site.refusals import REFUSALS
from catalog_app.demo.site.same_item_pages import SAME_ITEM
from catalog_app.demo.site.strange_pages import STRANGE_PAGES
from catalog_app.demo.site.time_pages import TIME_PAGES
from catalog_app.demo.site.visits import RECORD_MAX, VISITS, record_visit
from domains.standard import domain, load_domains

CHINA = timezone(timedelta(hours=8))
SLOWER_THAN_ANY_LIMIT = 40.0  # seconds: more than twice the limit of fifteen
SOFT_404: web.AppKey[bool] = web.AppKey("soft_404")


def china_today() -> date:
    """The day in Jilin."""
    return datetime.now(UTC).astimezone(CHINA).date()


def create_site(
    *,
    today: Callable[[], date] = china_today,
    slow_seconds: float = SLOWER_THAN_ANY_LIMIT,
    soft_404: bool = False,
) -> web.Application:
    """The site. With `soft_404` the whole host answers 200 for pages it does not have;
    without, only what lies under /soft/ does."""
    load_domains()  # read now: the first visitor should not wait for it
    site = web.Application(middlewares=[record_visit])
    site[TODAY] = today
    site[SLOW_SECONDS] = slow_seconds
    site[SOFT_404] = soft_404
    site[VISITS] = deque(maxlen=RECORD_MAX)
    site.add_routes(
        [
            web.get("/", show_home),
            web.get("/index.html", show_home),
            *(web.get(path, handler) for path, handler in DISCLOSURE),
            *(
                web.get(rf"/places/{{place:{'|'.join(OTHER_PLACES)}}}{path}", handler)
                for path, handler in DISCLOSURE
            ),
            web.get("/files/{name}", show_file),
            web.get("/faults/index.html", show_faults),
            web.get("/faults/{name}", show_fault),
            web.get("/{missing:.*}", show_missing),
        ]
    )
    return site


def run_site(host: str = "127.0.0.1", port: int = 8081) -> None:
    """Serve the site until interrupted."""
    sys.stderr.write(f"演示网站：http://{host}:{port}/\n")
    web.run_app(
        create_site(), host=host, port=port, handler_cancellation=True, access_log=None, print=None
    )


async def show_home(request: web.Request) -> web.Response:
    """The home page of the county."""
    return html(render(home(request.app[TODAY]())))


async def show_index(request: web.Request) -> web.Response:
    """The way to the columns of all domains."""
    return html(_as_asked(request, render(disclosure_index())))


async def show_column(request: web.Request) -> web.Response:
    """A domain's column; 404 for a domain that is none."""
    try:
        subject = domain(request.match_info["domain"])
    except KeyError:
        return _missing(request)
    return html(_as_asked(request, render(column(subject, request.app[TODAY]()))))


async def show_article(request: web.Request) -> web.Response:
    """A good page; with its mark of version, so that an unchanged one need not be sent again."""
    code, number = request.match_info["domain"], int(request.match_info["number"])
    try:
        page = _article_text(code, number, request.app[TODAY]())
    except KeyError:
        return _missing(request)
    text = _as_asked(request, page).encode()
    mark = f'"{hashlib.sha256(text).hexdigest()[:16]}"'
    if request.headers.get("If-None-Match") == mark:
        return web.Response(status=304, headers={"ETag": mark})
    return web.Response(
        body=text, content_type="text/html", charset="utf-8", headers={"ETag": mark}
    )


async def show_file(request: web.Request) -> web.Response:
    """The attachments: html.pdf is none, the others open."""
    name = request.match_info["name"]
    if name == "html.pdf":
        text = render(Document(title="提示信息", body="<p>文件不存在。</p>", column="提示"))
        return web.Response(body=text.encode(), content_type="application/pdf")
    if name in FILES:
        return web.Response(body=FILES[name](), content_type="application/octet-stream")
    if name.endswith(".pdf"):
        return web.Response(body=pdf(), content_type="application/pdf")
    if name.endswith(".xlsx"):
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        return web.Response(body=workbook(name), content_type=kind)
    return _missing(request)


async def show_faults(request: web.Request) -> web.Response:
    """The list of everything planted, for people who look around."""
    day = request.app[TODAY]()
    rows = [(f"{fault.title}：{fault.what}", fault.path, day) for fault in FAULTS]
    return html(render(Document("演示用的问题网页", dated_list(rows), "问题网页", is_list=True)))


async def show_fault(request: web.Request) -> web.StreamResponse:
    """What is planted under this name, or misbehaves under it."""
    name = request.match_info["name"]
    if name in MISBEHAVIOUR:
        return await MISBEHAVIOUR[name](request)
    planted = {**PAGES, **STRANGE_PAGES, **TIME_PAGES, **LEAK_PAGES, **REFUSALS, **SAME_ITEM}
    handler = planted.get(name)
    return _missing(request) if handler is None else handler(request)


async def show_missing(request: web.Request) -> web.Response:
    """Whatever else is asked for."""
    return _missing(request)


def _missing(request: web.Request) -> web.Response:
    pretend = request.app[SOFT_404] or request.path.startswith("/soft/")
    return soft_404(request) if pretend else not_found(request)


@lru_cache(maxsize=2000)
def _article_text(code: str, number: int, today: date) -> str:
    subject = domain(code)
    return render(article(subject, subject.item(number), today))


def _as_asked(request: web.Request, page: str) -> str:
    """The page of the county, or of the place under whose address it was asked for."""
    place = request.match_info.get("place")
    return as_published_by(place, page) if place else page


DISCLOSURE = (
    ("/zwgk/index.html", show_index),
    ("/zwgk/{domain}/index.html", show_column),
    (r"/zwgk/{domain}/{number:\d+}.html", show_article),
)
"""The disclosure pages, which every place of the demonstration has under its own address."""


def main() -> None:
    """`python -m catalog_app.demo.site --port N`."""
    parser = argparse.ArgumentParser(description="演示用的县级政府网站")
    parser.add_argument("--host", default="127.0.0.1", help="监听的地址（默认只限本机）")
    parser.add_argument("--port", type=int, default=8081, help="端口")
    options = parser.parse_args()
    logging.basicConfig(level=logging.WARNING)
    run_site(options.host, options.port)
