"""The site running in a thread of its own, on a free port, for tests and the demonstration."""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections.abc import Sequence
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from catalog_app.demo.site.server import create_site
from catalog_app.demo.site.visits import VISITS, Seen

_START_SECONDS = 10.0


class RunningSite:
    """`with RunningSite() as site:` serves the site at `site.url("/…")` on the loopback.

    `tls` makes it an https site. Further options go to `create_site`.
    """

    def __init__(
        self,
        host: str = "127.0.0.1",
        port: int = 0,
        *,
        tls: ssl.SSLContext | None = None,
        **site: Any,
    ) -> None:
        self.host = host
        self.port = port
        self._tls = tls
        self._site = create_site(**site)
        self._ready = threading.Event()
        self._failure: Exception | None = None
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._serve, name="demo-site", daemon=True)

    def url(self, path: str = "/") -> str:
        """The whole address of a path of the site."""
        scheme = "http" if self._tls is None else "https"
        return f"{scheme}://{self.host}:{self.port}{path}"

    @property
    def requests(self) -> Sequence[Seen]:
        """What was asked so far, in order."""
        return [*self._site[VISITS]]

    def forget(self) -> None:
        """Empty the record of requests."""
        self._site[VISITS].clear()

    def __enter__(self) -> Self:
        self._thread.start()
        if not self._ready.wait(_START_SECONDS):
            raise RuntimeError("演示网站没有及时启动。")
        if self._failure is not None:
            raise RuntimeError(f"演示网站无法启动：{self._failure}") from self._failure
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(_START_SECONDS)

    def _serve(self) -> None:
        asyncio.set_event_loop(self._loop)
        runner = web.AppRunner(
            self._site, handler_cancellation=True, access_log=None, shutdown_timeout=0.1
        )
        try:
            self._loop.run_until_complete(self._start(runner))
        except Exception as error:  # whatever it is, the waiting thread must hear of it
            self._failure = error
            return
        finally:
            self._ready.set()
        self._loop.run_forever()
        self._loop.run_until_complete(runner.cleanup())
        self._loop.close()

    async def _start(self, runner: web.AppRunner) -> None:
        await runner.setup()
        await web.TCPSite(runner, self.host, self.port, ssl_context=self._tls).start()
        self.port = runner.addresses[0][1]
