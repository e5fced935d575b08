"""A site that never ends: calendars, session numbers, copies, traps; and one real column in it."""

from __future__ import annotations

import secrets
from datetime import date, timedelta

from aiohttp import web

REAL_ROWS = 12
FAR_FUTURE = 3000


def hostile_site() -> web.Application:
    """Routes of the site; every page has new session numbers in its links."""
    site = web.Application()
    site.add_routes(
        [
            web.get("/", home),
            web.get("/robots.txt", robots),
            web.get("/zwgk/closed/{page}", closed),
            web.get("/zwgk/ylfw/{page:index.*}", column),
            web.get(r"/zwgk/rl/{day}.html", calendar),
            web.get("/zwgk/list", copies),
            web.get("/zwgk/trap/{token}/{name}", trap),
            web.get("/zwgk/round/{rest:.*}", circle),
        ]
    )
    return site


async def home(_: web.Request) -> web.Response:
    return _page(
        "演示县人民政府",
        _link(f"/zwgk/ylfw/index.html;jsessionid={secrets.token_hex(16)}", "养老服务"),
        _link("/zwgk/rl/2026-11-21.html", "政务公开日历"),
        _link(f"/zwgk/list?sid={secrets.token_hex(8)}", "信息公开目录"),
        _link(f"/zwgk/trap/{secrets.token_hex(4)}/a.html", "主动公开"),
        _link("/zwgk/round/a/", "公开指南"),
        _link("/zwgk/closed/index.html", "政务公开内部栏目"),
    )


async def robots(_: web.Request) -> web.Response:
    return web.Response(text="User-agent: *\nDisallow: /zwgk/closed/\n")


async def closed(_: web.Request) -> web.Response:
    return _page("政务公开内部栏目", "<p>机器人不应打开的栏目，里面的内容不应被系统看到。</p>")


async def column(request: web.Request) -> web.Response:
    """The real column: two pages, its rows named with a new session number every time."""
    first = request.match_info["page"].startswith("index.html")
    numbers = range(1, 7) if first else range(7, REAL_ROWS + 1)
    rows = "".join(
        f'<li><a href="/zwgk/ylfw/{number}.html;jsessionid={secrets.token_hex(16)}">'
        f"演示县养老机构补贴发放情况第{number}期</a><span>2026-10-{number:02}</span></li>"
        for number in numbers
    )
    turner = _link("/zwgk/ylfw/index_1.html", "下一页") if first else ""
    trail = "您所在的位置：首页 &gt; 政务公开 &gt; 养老服务"
    return _page("养老服务", f"<div>{trail}</div><ul>{rows}</ul>{turner}")


async def calendar(request: web.Request) -> web.Response:
    """A day, and the way to the days around it, for three thousand years."""
    day = date.fromisoformat(request.match_info["day"])
    near = [day + timedelta(days=shift) for shift in (-400, -30, -1, 1, 30, 400)]
    return _page(f"{day} 日历", *(_link(f"/zwgk/rl/{each}.html", f"{each}") for each in near))


async def copies(_: web.Request) -> web.Response:
    """One page under ever more addresses."""
    text = (
        "<p>演示县信息公开目录包括机构信息、法规文件、规划计划、财政预决算等内容，按年度更新。</p>"
    )
    links = (_link(f"/zwgk/list?p={secrets.token_hex(4)}", "信息公开目录") for _ in range(30))
    return _page("信息公开目录", text, *links)


async def trap(_: web.Request) -> web.Response:
    """New words and new addresses for ever."""
    words = "".join(chr(0x4E00 + secrets.randbelow(5000)) for _ in range(60))
    links = (
        _link(f"/zwgk/trap/{secrets.token_hex(4)}/{secrets.token_hex(3)}.html", "主动公开内容")
        for _ in range(200)
    )
    return _page(words[:12], f"<p>{words}</p>", *links)


async def circle(_: web.Request) -> web.Response:
    """Links relative to the address, so that it grows at every step."""
    return _page("公开指南", '<a href="a/">公开指南说明</a>', f"<p>{secrets.token_hex(30)}</p>")


def _link(address: str, text: str) -> str:
    return f'<a href="{address}">{text}</a> '


def _page(title: str, *parts: str) -> web.Response:
    text = (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body><h1>{title}</h1>{''.join(parts)}</body></html>"
    )
    return web.Response(text=text, content_type="text/html")
