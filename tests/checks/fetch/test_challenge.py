"""A robot check is told from a page, and a page from a robot check."""

from __future__ import annotations

import time

import pytest

from catalog_app.checks.fetch.challenge import is_challenge

HTML = "text/html; charset=utf-8"


@pytest.mark.parametrize("status", [401, 403, 405, 412, 418, 429, 451])
def test_a_refusing_status_is_enough(status: int) -> None:
    assert is_challenge(status, HTML, b"")


@pytest.mark.parametrize(
    "body",
    [
        "<html><script>var $_ts={}</script></html>",
        "<script>document.cookie='__jsl_clearance_s=x'</script>",
        "<html><body>请完成验证后继续访问</body></html>",
        "<html><head><title>a</title></head><body><script src='/x.js'></script></body></html>",
        "<html><body><noscript>请开启脚本后再访问本网站，谢谢您的配合</noscript><script>f()</script>",
    ],
)
def test_a_check_in_place_of_a_page_is_seen(body: str) -> None:
    assert is_challenge(200, HTML, body.encode())


@pytest.mark.parametrize(
    ("status", "kind", "body"),
    [
        (200, HTML, ""),
        (200, HTML, "<html><body><p>演示</p><script>f()</script></body></html>"),
        (200, HTML, "<html><script>location.href='/index.html'</script></html>"),
        (
            200,
            HTML,
            "<html><body>本栏目没有内容，特此说明，欢迎监督<script>f()</script></body></html>",
        ),
        (200, HTML, "<a href=1>x</a>" * 9 + "<p>办理社保卡需要先做安全验证</p>"),
        (200, "application/javascript", "var $_ts={}"),
        (404, HTML, "<html><script src='//volunteer.example.com/404.js'></script></html>"),
        (500, HTML, "<html><body><h1>服务器错误</h1></body></html>"),
        (200, HTML, "<frameset cols='*'><frame src='/a'></frameset><script>f()</script>"),
    ],
)
def test_a_page_is_not_taken_for_a_check(status: int, kind: str, body: str) -> None:
    assert not is_challenge(status, kind, body.encode())


@pytest.mark.parametrize(
    "piece", [b"<script", b"<!--", b"<", b"<title", b"location  ", b"<style >"]
)
def test_a_page_made_to_be_slow_to_read_is_told_quickly(piece: bytes) -> None:
    body = b"<script>" + piece * (250_000 // len(piece))
    began = time.process_time()
    is_challenge(200, HTML, body)
    assert time.process_time() - began < 0.5
