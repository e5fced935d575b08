"""Planted answers that break the rules of the protocol or go on for ever."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import Awaitable, Callable
from functools import cache

from aiohttp import web

from catalog_app.demo.site.fault_pages import good_document, html
from catalog_app.demo.site.layout import render

MEGABYTE = 1024 * 1024
SLOW_SECONDS: web.AppKey[float] = web.AppKey("slow_seconds")
_DRIPS_A_SECOND = 5
_ENDLESS_MEGABYTES = 1024  # a gigabyte is endless enough, and ends if nobody stops it

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


async def slow(request: web.Request) -> web.StreamResponse:
    """Answers well, but after the time limit."""
    await asyncio.sleep(request.app[SLOW_SECONDS])
    return html(render(good_document(request)))


async def drip(request: web.Request) -> web.StreamResponse:
    """Sends a few bytes at a time: never idle, never done within the time limit."""
    response = await _begun(request)
    for _ in range(int(request.app[SLOW_SECONDS] * _DRIPS_A_SECOND)):
        await response.write("<p>演</p>".encode())
        await asyncio.sleep(1 / _DRIPS_A_SECOND)
    return response


async def endless(request: web.Request) -> web.StreamResponse:
    """Sends and sends; ends only after more than any reader takes."""
    response = await _begun(request)
    block = ("<p>演示数据</p>" * 4096).encode()
    for _ in range(_ENDLESS_MEGABYTES * MEGABYTE // len(block)):
        await response.write(block)
    return response


async def bomb(request: web.Request) -> web.StreamResponse:
    """A megabyte that unpacks to a gigabyte."""
    headers = {"Content-Type": "text/html; charset=utf-8", "Content-Encoding": "gzip"}
    return web.Response(body=_bomb(), headers=headers)


async def bad_gzip(request: web.Request) -> web.StreamResponse:
    """Says that it is compressed, and is not."""
    response = html(render(good_document(request)))
    response.headers["Content-Encoding"] = "gzip"
    return response


async def closed(request: web.Request) -> web.StreamResponse:
    """Hangs up without a word."""
    return _raw(request, b"")


async def short(request: web.Request) -> web.StreamResponse:
    """Promises more than it sends."""
    return _raw(request, b"HTTP/1.1 200 OK\r\nContent-Length: 50000\r\n\r\n<html><p>begun</p>")


async def garbage(request: web.Request) -> web.StreamResponse:
    """Answers in another protocol."""
    return _raw(request, b"SSH-2.0-OpenSSH_9.2\r\n\r\n")


async def header_flood(request: web.Request) -> web.StreamResponse:
    """Four thousand header lines before an empty body."""
    lines = b"".join(b"X-Flood-%d: %s\r\n" % (number, b"x" * 200) for number in range(4000))
    return _raw(request, b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n" + lines + b"\r\n")


async def _begun(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "text/html; charset=utf-8"})
    await response.prepare(request)
    return response


def _raw(request: web.Request, answer: bytes) -> web.StreamResponse:
    """Write past the protocol and hang up."""
    if request.transport is not None:
        request.transport.write(answer)
        request.transport.close()
    return web.Response()


@cache
def _bomb() -> bytes:
    """A gigabyte of spaces in about a megabyte.

    One megabyte is compressed and flushed so that it stands alone; its bytes are then repeated.
    """
    squeezer = zlib.compressobj(9, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    spaces = b" " * MEGABYTE
    first = squeezer.compress(spaces) + squeezer.flush(zlib.Z_FULL_FLUSH)
    again = squeezer.compress(spaces) + squeezer.flush(zlib.Z_FULL_FLUSH)
    return first + again * 1023


MISBEHAVIOUR: dict[str, Handler] = {
    "slow.html": slow,
    "drip.html": drip,
    "endless.html": endless,
    "bomb.html": bomb,
    "bad_gzip.html": bad_gzip,
    "closed.html": closed,
    "short.html": short,
    "garbage.html": garbage,
    "header_flood.html": header_flood,
}
