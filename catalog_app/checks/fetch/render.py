"""Pages that are nothing but a script: shown by Chromium, which itself has no network.

Whatever the page asks for is fetched by our own engine, with its guard, its limits and the host's
pace, and only from the page's own host. No challenge is got round: cookies that a script sets reach
no request, and the page is not loaded a second time.
"""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import replace
from importlib.util import find_spec
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

import structlog

from catalog_app.checks.fetch.challenge import is_challenge
from catalog_app.checks.fetch.engine import Engine
from catalog_app.checks.fetch.outcome import Fetched, Outcome
from catalog_app.checks.fetch.render_answers import Answers, RenderLimits
from catalog_app.checks.fetch.visit import Turn

if TYPE_CHECKING:
    from playwright.async_api import Browser, BrowserContext, Page

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PAGES_AT_ONCE = 2
HTML = "text/html; charset=utf-8"
NO_NETWORK = (
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=http://127.0.0.1:9",  # the port that discards; nobody listens
    "--proxy-bypass-list=<-loopback>",  # the loopback too goes to that proxy
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--js-flags=--max-old-space-size=256",
)
UNSANDBOXED = "--no-sandbox"
DEFAULT_LIMITS = RenderLimits()

log = structlog.get_logger("catalog.worker")


def installed() -> str | None:
    """Where Chromium is, if pages can be rendered here at all."""
    if find_spec("playwright") is None:
        return None
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


class Renderer:
    """One Chromium for a whole run, begun with the first page that needs it.

    `async with Renderer(engine, path)`; `sandbox` is off only where the system offers none."""

    def __init__(
        self,
        engine: Engine,
        chromium: str,
        limits: RenderLimits = DEFAULT_LIMITS,
        *,
        sandbox: bool = True,
    ) -> None:
        self.engine = engine
        self.chromium = chromium
        self.limits = limits
        self.sandbox = sandbox
        self._gate = asyncio.Semaphore(PAGES_AT_ONCE)
        self._starting = asyncio.Lock()
        self._browser: Browser | None = None
        self._held = AsyncExitStack()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._held.aclose()

    async def render(self, shell: Fetched, turn: Turn | None = None) -> Fetched | None:
        """The page as its scripts show it; `shell` is what the site sent. None where that fails, for
        whatever reason: then nothing can be said of the page."""
        async with self._gate:
            try:
                async with asyncio.timeout(self.limits.seconds):
                    return await self._show(shell, turn)
            except Exception as error:  # a browser may fail in any way; the run goes on
                host = urlsplit(shell.final_url).netloc
                log.info("page not rendered", host=host, reason=type(error).__name__)
                return None

    async def _show(self, shell: Fetched, turn: Turn | None) -> Fetched | None:
        async with self._context() as context:
            page = await context.new_page()
            answers = Answers(self.engine, shell, turn, self.limits)
            page.on("pageerror", answers.note_error)
            await context.route("**/*", answers.give)
            await context.route_web_socket("**/*", answers.refuse_socket)
            await page.goto(shell.final_url, wait_until="load")
            await answers.quiet()
            html = await self._content(page)
            await context.unroute_all(behavior="ignoreErrors")
            return _seen(shell, html, answers)

    async def _content(self, page: Page) -> str:
        length = await page.evaluate("document.documentElement.outerHTML.length")
        return await page.content() if length <= self.limits.characters else ""

    @asynccontextmanager
    async def _context(self) -> AsyncIterator[BrowserContext]:
        browser = await self._started()
        context = await browser.new_context(
            user_agent=self.engine.user_agent,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            accept_downloads=False,
            service_workers="block",
        )
        try:
            yield context
        finally:
            await self._closed(context)

    async def _closed(self, context: BrowserContext) -> None:
        """Close the page; a browser that cannot even do that is ended, and begun anew for the next."""
        try:
            await asyncio.wait_for(asyncio.shield(asyncio.ensure_future(context.close())), 5)
        except Exception:
            self._browser = None
            await self._held.aclose()

    async def _started(self) -> Browser:
        from playwright.async_api import async_playwright  # noqa: PLC0415 - an optional dependency

        async with self._starting:
            if self._browser is None or not self._browser.is_connected():
                await self._held.aclose()
                driver = await self._held.enter_async_context(async_playwright())
                arguments = [*NO_NETWORK] + ([] if self.sandbox else [UNSANDBOXED])
                self._browser = await driver.chromium.launch(
                    executable_path=self.chromium, args=arguments, chromium_sandbox=self.sandbox
                )
                self._held.push_async_callback(_end, self._browser)
            return self._browser


@asynccontextmanager
async def rendering(engine: Engine, chromium: str | None) -> AsyncIterator[Renderer | None]:
    """A renderer for as long as the block lasts; None where the province wants none. Chromium's own
    sandbox needs a user of its own: for the system's administrator it must be switched off."""
    if chromium is None:
        yield None
        return
    async with Renderer(engine, chromium, sandbox=os.geteuid() != 0) as renderer:
        yield renderer


def _seen(shell: Fetched, html: str, answers: Answers) -> Fetched | None:
    """The visit with what the scripts have shown; None where it may not be the whole page."""
    body = html.encode("utf-8", "replace")
    if answers.incomplete or not body or is_challenge(200, HTML, body):
        return None
    return replace(
        shell,
        outcome=Outcome.TLS_ERROR if shell.tls_fault else Outcome.OK,
        detail="网页靠脚本显示内容，已用浏览器打开后核查。",
        headers={**shell.headers, "content-type": HTML},
        body=body,
        scripted=False,
        rendered=True,
    )


async def _end(browser: Browser) -> None:
    with suppress(Exception):  # it may be gone already
        await browser.close()
