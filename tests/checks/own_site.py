"""A site of the test's own: it serves what the test puts on it, and writes down what it was asked."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from types import TracebackType
from typing import Any, Self


@dataclass
class Answer:
    """What stands at an address; one with an `etag` is answered "not modified" to who knows it."""

    body: str | bytes = ""
    status: int = 200
    etag: str | None = None
    kind: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)


class OwnSite:
    """`with OwnSite({"/1.html": Answer(...)}) as site:`; `pages` may change while it is served."""

    def __init__(self, pages: dict[str, Answer] | None = None) -> None:
        self.pages = pages or {}
        self.asked: list[tuple[str, Message]] = []
        self.moments: list[float] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True

    def url(self, path: str = "/") -> str:
        return f"http://{self.host}{path}"

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self._server.server_port}"

    def times(self, path: str) -> int:
        """How often the address was asked for."""
        return sum(asked == path for asked, _ in self.asked)

    def __enter__(self) -> Self:
        Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _answer(self, path: str, headers: Message) -> tuple[int, dict[str, str], bytes]:
        self.asked.append((path, headers))
        self.moments.append(time.monotonic())
        found = self.pages.get(path) or Answer("<title>404</title>页面不存在", 404)
        marks = {"ETag": found.etag} if found.etag else {}
        if found.etag and headers["If-None-Match"] == found.etag:
            return 304, marks, b""
        body = found.body.encode() if isinstance(found.body, str) else found.body
        return found.status, {"Content-Type": found.kind, **marks, **found.headers}, body

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                status, headers, body = site._answer(self.path, self.headers)
                self.send_response_only(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                """Nothing: the test's own output stays readable."""

        return Handler
