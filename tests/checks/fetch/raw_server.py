"""A server of the test's own that speaks raw bytes, and counts the connections made to it."""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
Answer = Callable[[str, asyncio.StreamWriter], Awaitable[bool]]
"""Answers a request for a path; False: hang up after it."""


@dataclass
class RawServer:
    """`url(path)`; `asked` lists the paths in order, `connections` counts how often it was called."""

    port: int = 0
    host: str = "127.0.0.1"
    connections: int = 0
    asked: list[str] = field(default_factory=list)

    def url(self, path: str = "/") -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}{path}"


@asynccontextmanager
async def serving(answer: Answer, host: str = "127.0.0.1") -> AsyncIterator[RawServer]:
    """The server for as long as the block lasts."""
    server = RawServer(host=host)
    open_ones: set[asyncio.Task[None]] = set()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        server.connections += 1
        with suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            goes_on = True
            while goes_on and (head := await reader.readuntil(b"\r\n\r\n")):
                path = head.split(b" ", 2)[1].decode("latin-1")
                server.asked.append(path)
                goes_on = await answer(path, writer)
        writer.close()

    def begin(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.ensure_future(talk(reader, writer))
        open_ones.add(task)
        task.add_done_callback(open_ones.discard)

    listener = await asyncio.start_server(begin, host, 0)
    server.port = listener.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listener.close()
        for task in open_ones:
            task.cancel()
        await asyncio.gather(*open_ones, return_exceptions=True)


def whole(body: bytes = b"<p>page</p>") -> bytes:
    return OK + b"Content-Length: %d\r\n\r\n" % len(body) + body


def reset(writer: asyncio.StreamWriter) -> None:
    """Break the connection without a farewell (RST)."""
    raw = writer.get_extra_info("socket")
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()
