"""One visit to one address: every hop checked, timed and limited, whatever the server does."""

from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

import aiohttp
from yarl import URL

from catalog_app.addresses import fetch_refusal, is_login_page, normalise
from catalog_app.checks.fetch.body import UnreadableBodyError, read_body
from catalog_app.checks.fetch.challenge import is_script_application
from catalog_app.checks.fetch.connection import tls_fault
from catalog_app.checks.fetch.failures import TLS_SENTENCES, answered, failed
from catalog_app.checks.fetch.outcome import Fetched, Outcome, TlsFault, Wanted

if TYPE_CHECKING:
    from catalog_app.checks.fetch.engine import Engine

SCRIPTED = "网页内容要靠脚本显示，这里没有读到，请人工打开核对。"
REDIRECTS = frozenset({301, 302, 303, 307, 308})
KEPT_HEADERS = (
    "content-type",
    "content-length",
    "content-encoding",
    "content-disposition",
    "etag",
    "last-modified",
    "retry-after",
    "server",
)

Turn = Callable[[], Awaitable[None]]


class Visit:
    """The walk from one address to its answer. Used once; `run` never raises for what it meets."""

    def __init__(self, engine: Engine, wanted: Wanted, seconds: float, turn: Turn | None) -> None:
        self.engine = engine
        self.wanted = wanted
        self.seconds = seconds
        self.turn = turn
        self.place = normalise(wanted.url)
        self.hops: list[tuple[int, str]] = []
        self.seen: set[tuple[str, str]] = {(self.place, "")}
        self.cookies: dict[str, str] = {}
        self.tls: TlsFault | None = None
        self.spent = 0.0
        self.hop_began = 0.0

    async def run(self) -> Fetched:
        """Follow the address to its end and say what was there."""
        while True:
            refusal = fetch_refusal(self.place, self.engine.guard)
            if refusal is not None:
                where = f"网页跳转到 {self.place}。" if self.hops else ""
                return self._end(Outcome.REFUSED_ADDRESS, where + refusal)
            if self.turn is not None:
                await self.turn()
            result = await self._hop()
            if result is not None:
                return result

    async def _hop(self) -> Fetched | None:
        """One request within what is left of the time; None when it led to another address."""
        self.hop_began = time.perf_counter()
        try:
            async with asyncio.timeout(self.seconds - self.spent):
                return await self._ask()
        except TimeoutError:
            return self._end(Outcome.TIMEOUT, f"{self.seconds:g} 秒内没有打开。")
        except (aiohttp.ClientError, UnreadableBodyError, UnicodeError) as error:
            return self._end(*failed(error))
        finally:
            self.spent += time.perf_counter() - self.hop_began
            self.hop_began = 0.0

    async def _ask(self) -> Fetched | None:
        """Ask with a believed certificate; where that fails, once more without belief (L04)."""
        if self.place.startswith("http:"):
            return await self._get(verified=True)
        parts = urlsplit(self.place)
        origin = (parts.scheme, parts.netloc)
        fault = self.engine.tls_faults.get(origin)
        if fault is None:
            try:
                return await self._get(verified=True)
            except aiohttp.ClientSSLError as error:
                fault = self.engine.tls_faults[origin] = tls_fault(error)
        self.tls = fault
        return await self._get(verified=False)

    async def _get(self, *, verified: bool) -> Fetched | None:
        context: ssl.SSLContext | bool = True if verified else self.engine.unverified
        async with self.engine.session.get(
            URL(self.place, encoded=True),
            headers=self._headers(),
            allow_redirects=False,
            ssl=context,
        ) as response:
            if response.status in REDIRECTS and "Location" in response.headers:
                return self._follow(response)
            body = await read_body(response, self.engine.limits.body_bytes)
        headers = response.headers
        outcome, detail = answered(
            response.status, headers.get("Content-Type", ""), body, conditional=self._conditional
        )
        scripted = outcome is Outcome.BLOCKED and is_script_application(
            response.status, headers.get("Content-Type", ""), body.content
        )
        return self._end(
            *self._with_tls(outcome, SCRIPTED if scripted else detail),
            scripted=scripted,
            status=response.status,
            headers={name: _text(headers[name]) for name in KEPT_HEADERS if name in headers},
            body=body.content,
            truncated=body.truncated,
        )

    def _follow(self, response: aiohttp.ClientResponse) -> Fetched | None:
        """Move to where the redirect points; a result only when it points in a circle."""
        self.hops.append((response.status, self.place))
        target = _text(normalise(urljoin(self.place, response.headers["Location"].strip())))
        self._carry_cookies(response, target)
        self.place = target
        if is_login_page(target):
            detail = "网页跳转到登录页面，无法自动判断，请人工打开核对。"
            return self._end(Outcome.BLOCKED, detail, status=response.status)
        step = (target, self._cookie_header())
        if step in self.seen or len(self.hops) > self.engine.limits.redirects:
            detail = f"网页来回跳转（{len(self.hops)} 次），始终打不开。"
            return self._end(Outcome.REDIRECT_LOOP, detail, status=response.status)
        self.seen.add(step)
        return None

    def _carry_cookies(self, response: aiohttp.ClientResponse, target: str) -> None:
        """Keep the cookies of this walk on the same host: some sites turn visitors back for one."""
        if urlsplit(target).netloc != urlsplit(self.place).netloc:
            self.cookies.clear()
            return
        for name, morsel in response.cookies.items():
            self.cookies[name] = morsel.coded_value

    def _cookie_header(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    @property
    def _conditional(self) -> bool:
        return bool(self.wanted.etag or self.wanted.last_modified)

    def _headers(self) -> dict[str, str] | None:
        if not (self.cookies or self._conditional):
            return None
        named = {
            "Cookie": self._cookie_header(),
            "If-None-Match": self.wanted.etag,
            "If-Modified-Since": self.wanted.last_modified,
        }
        return {name: value for name, value in named.items() if value and _sendable(value)}

    def _with_tls(self, outcome: Outcome, detail: str) -> tuple[Outcome, str]:
        if self.tls is None or outcome not in (Outcome.OK, Outcome.NOT_MODIFIED):
            return outcome, detail
        if outcome is Outcome.NOT_MODIFIED:
            return outcome, f"{TLS_SENTENCES[self.tls]}；{detail}"
        return Outcome.TLS_ERROR, f"{TLS_SENTENCES[self.tls]}；网页内容可以读取。"

    def _end(self, outcome: Outcome, detail: str, **facts: Any) -> Fetched:
        running = time.perf_counter() - self.hop_began if self.hop_began else 0.0
        return Fetched(
            url=self.wanted.url,
            final_url=self.place,
            outcome=outcome,
            detail=detail,
            redirects=tuple(self.hops),
            elapsed_ms=round((self.spent + running) * 1000),
            tls_fault=self.tls,
            **facts,
        )


def _text(value: str) -> str:
    """A header's value as text that can be stored, whatever bytes the server sent."""
    if value.isascii():
        return value
    return value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _sendable(value: str) -> bool:
    return value.isascii() and value.isprintable()
