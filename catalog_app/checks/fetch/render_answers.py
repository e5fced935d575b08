"""What a page that runs in Chromium is given for what it asks: by our own engine, within limits."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from catalog_app.checks.fetch.engine import Engine
from catalog_app.checks.fetch.outcome import Fetched, Outcome
from catalog_app.checks.fetch.visit import Turn

if TYPE_CHECKING:
    from playwright.async_api import Request, Route, WebSocketRoute

SHOWN = frozenset(("document", "script", "stylesheet", "xhr", "fetch", "other"))
"""Pictures, films and fonts change no word of a page."""
COUNTERS = ("baidu.com", "cnzz.com", "umeng.com", "conac.cn", "zfwzgl.www.gov.cn", "51.la")
"""Services that count visitors or show a badge; nearly every page asks them."""


@dataclass(frozen=True, slots=True)
class RenderLimits:
    """Limits of one page: time in all and of quiet after which it is taken to be done (seconds),
    requests, bytes of all answers together, characters of the page as it then stands."""

    seconds: float = 30.0
    quiet: float = 0.5
    requests: int = 60
    body_bytes: int = 16 * 1024 * 1024
    characters: int = 4 * 1024 * 1024


class Answers:
    """What one page is given for what it asks: only from its own host, within the limits.

    `incomplete`: something that may be part of what a reader sees was not given."""

    def __init__(
        self, engine: Engine, shell: Fetched, turn: Turn | None, limits: RenderLimits
    ) -> None:
        self.engine = engine
        self.shell = shell
        self.turn = turn
        self.limits = limits
        self.host = urlsplit(shell.final_url).netloc
        self.incomplete = False
        self._asked = 0
        self._bytes = 0
        self._open = 0
        self._shown = False
        self._last = asyncio.get_running_loop().time()

    async def give(self, route: Route) -> None:
        """Answer one request of the page, or refuse it."""
        self._open += 1
        try:
            await self._give(route)
        finally:
            self._open -= 1
            self._last = asyncio.get_running_loop().time()

    def note_error(self, _error: object) -> None:
        """A script broke off: what it would have shown is missing."""
        self.incomplete = True

    async def refuse_socket(self, socket: WebSocketRoute) -> None:
        """News that come later are not the page."""
        await socket.close()

    async def quiet(self) -> None:
        """Wait until the page has asked for nothing for a while."""
        clock = asyncio.get_running_loop().time
        while self._open or clock() - self._last < self.limits.quiet:
            await asyncio.sleep(0.05)

    async def _give(self, route: Route) -> None:
        answer = await self._answer(route.request)
        if answer is None or answer.status is None:
            await route.abort()
            return
        headers = {"content-type": answer.headers.get("content-type", "text/plain")}
        await route.fulfill(status=answer.status, headers=headers, body=answer.body)

    async def _answer(self, request: Request) -> Fetched | None:
        if request.is_navigation_request() and request.frame.parent_frame is None:
            first, self._shown = not self._shown, True
            self.incomplete |= not first  # it wants to be loaded again, or to lead elsewhere
            return replace(self.shell, status=200) if first else None
        if request.resource_type not in SHOWN or _counts_visitors(request.url):
            return None
        if not self._may_have(request):
            self.incomplete = True
            return None
        answer = await self.engine.fetch(request.url, turn=self.turn)
        self._bytes += len(answer.body)
        given = self._may_be_given(answer)
        self.incomplete |= not given or answer.outcome is not Outcome.OK
        return answer if given else None

    def _may_have(self, request: Request) -> bool:
        parts = urlsplit(request.url)
        own = parts.scheme in ("http", "https") and parts.netloc == self.host
        if not own or request.method != "GET":
            return False
        self._asked += 1
        return self._asked <= self.limits.requests and self._bytes <= self.limits.body_bytes

    def _may_be_given(self, answer: Fetched) -> bool:
        """Whole, and from the page's own host also after redirects."""
        return urlsplit(answer.final_url).netloc == self.host and not answer.truncated


def _counts_visitors(url: str) -> bool:
    """Asked of a service that counts visitors or shows a badge: nothing a reader looks for."""
    host = urlsplit(url).hostname or ""
    return any(host == name or host.endswith(f".{name}") for name in COUNTERS)
