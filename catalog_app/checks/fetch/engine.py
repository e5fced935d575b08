"""The engine: one set of connections for a whole run, with limits and a guard at its gate."""

from __future__ import annotations

import ssl
from functools import cached_property
from types import TracebackType
from typing import Self

import aiohttp
from aiohttp.abc import AbstractResolver

from catalog_app.addresses import NOTHING_PRIVATE, AddressGuard
from catalog_app.checks.fetch.body import ACCEPT_ENCODING
from catalog_app.checks.fetch.connection import guarded_sockets, unverified_context
from catalog_app.checks.fetch.limits import FetchLimits
from catalog_app.checks.fetch.names import Names
from catalog_app.checks.fetch.outcome import Fetched, TlsFault, Wanted
from catalog_app.checks.fetch.visit import Turn, Visit

ROBOTS_NAME = "JilinDisclosureCatalog"
"""By this name a robots.txt may speak to us."""
USER_AGENT = f"Mozilla/5.0 (compatible; {ROBOTS_NAME}/1.0)"
_DNS_SECONDS = 300  # a host is looked up once in a while; the guard checks at each connection
_READ_AHEAD = 64 * 1024  # bytes of a body held before they are taken; twice that at most
_DEFAULT_LIMITS = FetchLimits()


class Engine:
    """Fetches pages; used as `async with Engine(...) as engine`, one for a whole run.

    `resolver` and `trust` replace the system's name look-up and certificate authorities.
    """

    def __init__(
        self,
        limits: FetchLimits = _DEFAULT_LIMITS,
        guard: AddressGuard = NOTHING_PRIVATE,
        user_agent: str = USER_AGENT,
        *,
        resolver: AbstractResolver | None = None,
        trust: ssl.SSLContext | None = None,
    ) -> None:
        self.limits = limits
        self.guard = guard
        self.user_agent = user_agent
        self.tls_faults: dict[tuple[str, str], TlsFault] = {}
        self._resolver = resolver
        self._trust = trust

    async def fetch(
        self, wanted: Wanted | str, *, seconds: float | None = None, turn: Turn | None = None
    ) -> Fetched:
        """Visit one address. Never raises for what the server does: the outcome says it.

        `seconds` replaces the limit of time; `turn` is awaited before every request, so that
        redirects too keep the host's pace.
        """
        if isinstance(wanted, str):
            wanted = Wanted(wanted)
        limit = self.limits.seconds if seconds is None else seconds
        return await Visit(self, wanted, limit, turn).run()

    @cached_property
    def unverified(self) -> ssl.SSLContext:
        """TLS without belief, made only when some site's certificate is at fault."""
        return unverified_context()

    async def __aenter__(self) -> Self:
        self._names = self._resolver or Names()
        connector = aiohttp.TCPConnector(
            limit=0,  # each host's plan limits its own connections
            ttl_dns_cache=_DNS_SECONDS,
            resolver=self._names,
            ssl=self._trust or True,
            socket_factory=guarded_sockets(self.guard),
        )
        self.session = aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            read_bufsize=_READ_AHEAD,
            auto_decompress=False,  # we do it ourselves, within limits
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=None),  # a visit has its own
            max_line_size=self.limits.header_bytes,
            max_field_size=self.limits.header_bytes,
            max_headers=self.limits.header_count,
            headers={
                "User-Agent": self.user_agent,
                "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
                "Accept-Language": "zh-CN,zh;q=0.9",
                "Accept-Encoding": ACCEPT_ENCODING,
            },
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.session.close()
        if self._resolver is None:
            await self._names.close()
