"""A page that is nothing but a script is shown by Chromium, which reaches nothing by itself."""

from __future__ import annotations

import asyncio
import shutil
from dataclasses import replace

import pytest
from playwright.async_api import Error, async_playwright

from catalog_app.checks.fetch import Engine, Fetched, FetchLimits, Outcome, Renderer
from catalog_app.checks.fetch.render import BROWSERS, NO_NETWORK
from catalog_app.checks.fetch.render_answers import RenderLimits
from catalog_app.checks.page import read_page
from tests.checks.fetch.visiting import LOOPBACK
from tests.checks.own_site import Answer, OwnSite

CHROMIUM = next((path for name in BROWSERS if (path := shutil.which(name))), None)
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]
SHELL = """<!doctype html><html><head><meta charset="utf-8"><title>老年人补贴</title></head>
<body><noscript>请启用脚本</noscript><div id="app"></div><script src="/app.js"></script></body></html>"""
FILLS = """fetch('/api/1.json').then(a => a.json()).then(page => {
  document.getElementById('app').innerHTML =
    `<h1>${page.title}</h1><p>发布时间：2026-11-10</p><div>${page.text}</div>`; });"""
DATA = Answer(
    '{"title": "老年人补贴发放标准", "text": "八十周岁以上老年人每月一百元。"}',
    kind="application/json",
)
LIMITS = RenderLimits(seconds=20)


def script(text: str) -> Answer:
    return Answer(text, kind="text/javascript; charset=utf-8")


def site(code: str, **more: Answer) -> OwnSite:
    pages = {"/": Answer(SHELL), "/app.js": script(code), "/api/1.json": DATA}
    return OwnSite(pages | {f"/{name}": answer for name, answer in more.items()})


async def shown(
    url: str, limits: RenderLimits = LIMITS, seconds: float = 3
) -> tuple[Fetched, Fetched | None]:
    """What the site sends, and what a browser makes of it."""
    async with Engine(FetchLimits(seconds=seconds), LOOPBACK) as engine:
        shell = await engine.fetch(url)
        async with Renderer(engine, CHROMIUM or "", limits, sandbox=False) as renderer:
            return shell, await renderer.render(shell)


def test_a_page_that_fills_itself_is_read_as_a_citizen_sees_it() -> None:
    with site(FILLS) as own:
        shell, page = asyncio.run(shown(own.url()))
        asked = [path for path, _ in own.asked]
    assert (shell.outcome, shell.scripted) == (Outcome.BLOCKED, True)
    assert page is not None
    assert (page.outcome, page.rendered, page.scripted) == (Outcome.OK, True, False)
    reading = read_page(page.body, url=page.final_url, content_type=page.headers["content-type"])
    assert (reading.kind, reading.title) == ("article", "老年人补贴发放标准")
    assert "每月一百元" in reading.text
    assert asked == ["/", "/app.js", "/api/1.json"]  # the page itself only once


INNER = (
    "http://169.254.169.254/latest/meta-data/",
    "http://127.0.0.1:{port}/secret",
    "http://localhost:{port}/secret",
    "http://[::1]:{port}/secret",
    "file:///etc/passwd",
)


@pytest.mark.parametrize(
    "way",
    [
        "fetch(url, {mode: 'no-cors'}).catch(() => 0)",
        "new Image().src = url",
        "navigator.sendBeacon(url)",
        "document.body.append(Object.assign(document.createElement('iframe'), {src: url}))",
        "new WebSocket(url.replace('http', 'ws').replace('file', 'ws'))",
        "open(url)",
        "location.href = url",
    ],
)
def test_a_script_reaches_nothing_but_its_own_host(way: str) -> None:
    with OwnSite({"/secret": Answer("secret")}) as other:
        port = other.host.rpartition(":")[2]
        tries = [
            f"try {{ const url = '{url.format(port=port)}'; {way} }} catch {{}}" for url in INNER
        ]
        with site(FILLS + "\n".join(tries)) as own:
            asyncio.run(shown(own.url()))
            assert own.times("/app.js") == 1
        assert other.asked == []


def test_chromium_itself_has_no_network() -> None:
    async def visit(url: str) -> None:
        async with async_playwright() as driver:
            arguments = [*NO_NETWORK, "--no-sandbox"]
            browser = await driver.chromium.launch(executable_path=CHROMIUM, args=arguments)
            with pytest.raises(Error):
                await (await browser.new_page()).goto(url)
            await browser.close()

    with OwnSite({"/": Answer("here")}) as other:
        asyncio.run(visit(other.url()))
        assert other.asked == []


def test_an_answer_led_to_another_host_is_not_given() -> None:
    with OwnSite({"/secret": Answer("the secret")}) as other:
        away = Answer(status=302, headers={"Location": other.url("/secret")})
        shows = "fetch('/api/1.json').then(a=>a.text()).then(t=>{document.body.innerHTML='<p>'+t})"
        with site(shows) as own:
            own.pages["/api/1.json"] = away
            assert asyncio.run(shown(own.url()))[1] is None


@pytest.mark.parametrize(
    "code",
    [
        FILLS.replace("/api/1.json", "/api/missing.json"),
        FILLS.replace("fetch('/api/1.json')", "fetch('/api/1.json', {method: 'POST'})"),
        FILLS.replace("'/api/1.json'", "'https://api.example.com/1.json'"),
        "undefinedFunction();",
        "document.cookie = 'passed=1'; location.reload();",
        "document.getElementById('app').innerText = '请完成验证后继续访问';",
    ],
)
def test_what_may_not_be_the_whole_page_is_not_judged(code: str) -> None:
    with site(code) as own:
        assert asyncio.run(shown(own.url()))[1] is None


def test_a_counter_of_visitors_that_is_not_asked_spoils_no_page() -> None:
    counts = "document.head.append(Object.assign(document.createElement('script'),{src:'https://hm.baidu.com/hm.js'}));"
    with site(counts + FILLS) as own:
        assert asyncio.run(shown(own.url()))[1] is not None


@pytest.mark.parametrize(
    "code",
    [
        "for (;;) {}",
        "setInterval(() => fetch('/api/1.json?' + Math.random()), 20)",
        "document.getElementById('app').innerText = '演'.repeat(3e6)",
        "const all = []; for (;;) all.push(new Array(1e6).fill('x'))",
        "setInterval(() => open('/'), 10); alert('a')",
    ],
)
def test_a_hostile_page_ends_in_time_and_the_next_one_is_shown(code: str) -> None:
    async def both(hostile: str, good: str) -> tuple[Fetched | None, Fetched | None]:
        limits = RenderLimits(seconds=4, requests=20, characters=1024 * 1024)
        async with Engine(FetchLimits(seconds=3), LOOPBACK) as engine:
            shells = [await engine.fetch(url) for url in (hostile, good)]
            async with Renderer(engine, CHROMIUM or "", limits, sandbox=False) as renderer:
                bad = await asyncio.wait_for(renderer.render(shells[0]), 15)
                renderer.limits = LIMITS
                return bad, await renderer.render(shells[1])

    with site(code) as own, site(FILLS) as good:
        bad, page = asyncio.run(both(own.url(), good.url()))
    assert bad is None or "每月一百元" not in bad.body.decode()
    assert page is not None


def test_without_a_browser_that_starts_nothing_can_be_said() -> None:
    async def render(url: str) -> Fetched | None:
        async with Engine(FetchLimits(seconds=3), LOOPBACK) as engine:
            shell = await engine.fetch(url)
            async with Renderer(engine, "/bin/false") as renderer:
                return await renderer.render(replace(shell))

    with site(FILLS) as own:
        assert asyncio.run(render(own.url())) is None
