"""Planted answers that keep the visitor away: dead, moved, blocked, out of order."""

from __future__ import annotations

from collections.abc import Callable

from aiohttp import web

from catalog_app.demo.site.articles import article_path
from catalog_app.demo.site.fault_pages import good_document, html, not_found, subject
from catalog_app.demo.site.layout import render

Handler = Callable[[web.Request], web.Response]

_SCRIPT_CHECK = (
    '<!DOCTYPE html><html><head><meta charset="utf-8"><script>'
    'var $_ts=window["$_ts"]||{};$_ts.cd="c2NyaXB0";(function(){document.cookie="k="+$_ts.cd;'
    "location.reload()})();</script></head><body></body></html>"
)
_HUMAN_CHECK = (
    '<!DOCTYPE html><html><head><meta charset="utf-8"><title>安全验证</title></head>'
    "<body><p>访问前请完成验证，证明您不是机器人。</p><p>请按住滑块，拖动到最右边。</p></body></html>"
)
_APPLICATION = (
    '<!DOCTYPE html><html><head><meta charset="utf-8"><title></title></head><body>'
    '<div id="app"></div><script src="/static/app.js"></script></body></html>'
)
_FAILED = (
    '<!DOCTYPE html><html><head><meta charset="utf-8"><title>{0}</title></head>'
    "<body><h1>{0}</h1><p>服务器暂时无法处理您的请求。</p></body></html>"
)


def _answer(text: str, status: int, **headers: str) -> Handler:
    return lambda _: html(text, status, **headers)


def _moved(status: int, target: str) -> Handler:
    return lambda _: web.Response(status=status, headers={"Location": target})


def moved(request: web.Request) -> web.Response:
    """The item's page has a new address."""
    code, item = subject(request)
    return web.Response(status=301, headers={"Location": article_path(code, item.number)})


def cookie(request: web.Request) -> web.Response:
    """Turns the visitor back once, to be recognised by a mark, then gives the page."""
    if request.cookies.get("seen") == "1":
        return html(render(good_document(request)))
    back = web.Response(status=302, headers={"Location": request.path_qs})
    back.set_cookie("seen", "1")
    return back


REFUSALS: dict[str, Handler] = {
    "dead.html": not_found,
    "gone.html": _answer(_FAILED.format("网页已删除"), 410),
    "home.html": _moved(302, "/index.html"),
    "moved.html": moved,
    "account.html": _moved(302, "/user/login.jsp"),
    "loop.html": _moved(302, "/faults/loop_back.html"),
    "loop_back.html": _moved(302, "/faults/loop.html"),
    "inside.html": _moved(302, "http://10.0.0.1/zwgk/index.html"),
    "metadata.html": _moved(302, "http://169.254.169.254/latest/"),
    "cookie.html": cookie,
    "forbidden.html": _answer(_FAILED.format("拒绝访问"), 403),
    "challenge_412.html": _answer(_SCRIPT_CHECK, 412),
    "challenge_521.html": _answer("<script>document.cookie='__jsl_clearance=1'</script>", 521),
    "challenge.html": _answer(_HUMAN_CHECK, 200),
    "script_only.html": _answer(_APPLICATION, 200),
    "robot_404.html": _answer(_HUMAN_CHECK, 404),
    "too_often.html": _answer(_FAILED.format("访问过于频繁"), 429, Retry_After="1"),
    "error_500.html": _answer(_FAILED.format("服务器内部错误"), 500),
    "error_503.html": _answer(_FAILED.format("暂停服务"), 503, Retry_After="1"),
}
