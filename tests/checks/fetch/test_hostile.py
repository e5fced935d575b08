"""No server stops, swells or enters the checker, and none costs another its visits."""

from __future__ import annotations

import asyncio
import resource
import subprocess
import sys
import time
import zlib
from collections.abc import Sequence

import pytest

from catalog_app.addresses import AddressGuard
from catalog_app.checks.fetch import Engine, Fetched, FetchLimits, HostPlan, Outcome, fetch_host
from tests.checks.fetch.raw_server import OK, Answer, RawServer, reset, serving, whole
from tests.checks.fetch.visiting import HASTY, LOOPBACK, Names

MEGABYTE = 1024 * 1024
LIMITS = FetchLimits(seconds=1.0, body_bytes=256 * 1024)
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
HINTS = b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"


def bomb(wbits: int) -> bytes:
    """Sixty-four megabytes of nothing, small enough to be sent."""
    squeezer = zlib.compressobj(9, zlib.DEFLATED, wbits)
    pieces = [squeezer.compress(b" " * 65536) for _ in range(1024)]
    return b"".join(pieces) + squeezer.flush()


GZIP, DEFLATE, RAW_DEFLATE = bomb(16 + zlib.MAX_WBITS), bomb(zlib.MAX_WBITS), bomb(-zlib.MAX_WBITS)


def compressed(name: bytes, body: bytes) -> bytes:
    return whole(body).replace(b"\r\n\r\n", b"\r\nContent-Encoding: %s\r\n\r\n" % name, 1)


SAID = {  # what the server says at once, and how the visit may end
    "/gzip": (compressed(b"gzip", GZIP), {"too_large"}),
    "/deflate": (compressed(b"deflate", DEFLATE), {"too_large"}),
    "/raw": (compressed(b"deflate", RAW_DEFLATE), {"too_large"}),
    "/br": (compressed(b"br", b"\x5b\xff\xff\x01" + b"\x00" * 999), {"blocked"}),
    "/zstd": (compressed(b"zstd", b"\x28\xb5\x2f\xfd" + b"\x00" * 999), {"blocked"}),
    "/twice": (compressed(b"gzip, gzip", GZIP), {"blocked"}),
    "/headers": (OK + b"X: 1\r\n" * 5000 + b"\r\n", {"bad_response"}),
    "/long_header": (OK + b"X: " + b"x" * MEGABYTE + b"\r\n\r\n", {"bad_response"}),
    "/long_status": (b"HTTP/1.1 200 " + b"O" * MEGABYTE + b"\r\n\r\n", {"bad_response"}),
    "/negative": (OK + b"Content-Length: -5\r\n\r\npage", {"bad_response"}),
    "/wordy": (OK + b"Content-Length: many\r\n\r\npage", {"bad_response"}),
    "/two": (OK + b"Content-Length: 4\r\nContent-Length: 9\r\n\r\npage", {"bad_response"}),
    "/short": (OK + b"Content-Length: 5000\r\n\r\npage", {"bad_response"}),
    "/huge": (OK + b"Content-Length: 99999999999999\r\n\r\npage", {"bad_response"}),
    "/bad_chunk": (CHUNKED + b"zz\r\npage\r\n0\r\n\r\n", {"bad_response"}),
    "/huge_chunk": (CHUNKED + b"ffffffffffffffff\r\npage", {"bad_response"}),
    "/long_chunk_line": (CHUNKED + b"4;" + b"x" * MEGABYTE, {"bad_response"}),
    "/no_last_chunk": (CHUNKED + b"4\r\npage\r\n", {"bad_response"}),
    "/endless_trailer": (CHUNKED + b"0\r\n" + b"X: 1\r\n" * 9999, {"bad_response", "ok"}),
    "/tls": (b"\x16\x03\x01\x02\x00\x01\x00", {"bad_response", "unreachable"}),
    "/nothing": (b"", {"unreachable"}),
}


async def say(path: str, writer: asyncio.StreamWriter) -> bool:
    """One of the answers above, then hang up."""
    writer.write(SAID[path][0])
    await writer.drain()
    return False


async def misbehave(path: str, writer: asyncio.StreamWriter) -> bool:
    """Answers that go on and on."""
    if path == "/drip_header":
        return await _for_ever(writer, OK, b"X", 0.02)
    if path == "/drip_status":
        return await _for_ever(writer, b"", b"H", 0.02)
    if path == "/drip_body":
        return await _for_ever(writer, OK + b"Content-Length: 999999\r\n\r\n", b"<", 0.02)
    if path == "/hints":
        return await _for_ever(writer, b"", HINTS * 100, 0)
    if path == "/chunks":
        return await _for_ever(writer, CHUNKED, b"1\r\nx\r\n" * 1000, 0)
    if path == "/body":
        return await _for_ever(writer, OK + b"\r\n", b"x" * 65536, 0)
    if path == "/members":
        empty = zlib.compressobj(9, zlib.DEFLATED, 16 + zlib.MAX_WBITS).flush()
        head = OK + b"Content-Encoding: gzip\r\n\r\n"
        return await _for_ever(writer, head, empty * 100, 0)
    if path == "/silent":
        await asyncio.sleep(3600)
    if path == "/reset":
        writer.write(OK + b"Content-Length: 5000\r\n\r\n<p>begun</p>")
        await writer.drain()
        await asyncio.sleep(0.05)
        reset(writer)
        return False
    number = int(path.removeprefix("/"))
    writer.write(b"HTTP/1.1 302 F\r\nContent-Length: 0\r\nLocation: /%d\r\n\r\n" % (number + 1))
    return True


async def _for_ever(writer: asyncio.StreamWriter, head: bytes, piece: bytes, pause: float) -> bool:
    writer.write(head)
    while True:
        writer.write(piece)
        await writer.drain()
        await asyncio.sleep(pause)


ENDINGS = {
    "/drip_header": {"timeout"},
    "/drip_status": {"timeout", "bad_response"},
    "/drip_body": {"timeout"},
    "/hints": {"timeout", "bad_response"},
    "/chunks": {"too_large", "timeout"},
    "/body": {"too_large"},
    "/members": {"too_large", "bad_response"},
    "/silent": {"timeout"},
    "/reset": {"bad_response", "unreachable"},
    "/1": {"redirect_loop"},
}


def visit_at(answer: Answer, path: str, **more: object) -> tuple[Fetched, RawServer]:
    async def go() -> tuple[Fetched, RawServer]:
        async with serving(answer) as server, Engine(LIMITS, LOOPBACK) as engine:
            return await engine.fetch(server.url(path)), server

    return asyncio.run(go())


@pytest.mark.parametrize("path", SAID)
def test_what_no_standard_allows_ends_in_words_and_never_as_a_dead_page(path: str) -> None:
    found, _ = visit_at(say, path)
    assert found.outcome in SAID[path][1]
    assert found.detail.endswith("。")
    assert len(found.body) <= LIMITS.body_bytes


@pytest.mark.parametrize("path", ENDINGS)
def test_what_never_ends_is_ended_in_time(path: str) -> None:
    began = time.monotonic()
    found, _ = visit_at(misbehave, path)
    assert found.outcome in ENDINGS[path]
    assert time.monotonic() - began < 4
    assert len(found.body) <= LIMITS.body_bytes


def test_ten_thousand_redirects_are_followed_ten_times() -> None:
    found, server = visit_at(misbehave, "/1")
    assert found.outcome is Outcome.REDIRECT_LOOP
    assert len(server.asked) == LIMITS.redirects + 1


def test_an_answer_smuggled_behind_another_reaches_no_other_page() -> None:
    async def smuggle(path: str, writer: asyncio.StreamWriter) -> bool:
        writer.write(whole() + (whole(b"<p>smuggled</p>") if path == "/1" else b""))
        return True

    async def go() -> Sequence[Fetched]:
        async with serving(smuggle) as server, Engine(LIMITS, LOOPBACK) as engine:
            return [await engine.fetch(server.url(f"/{number}")) for number in range(1, 4)]

    found = asyncio.run(go())
    assert [result.body for result in found[1:]] == [b"<p>page</p>"] * 2


def test_a_host_that_drips_costs_no_other_host_anything() -> None:
    async def page(_path: str, writer: asyncio.StreamWriter) -> bool:
        writer.write(whole())
        return True

    async def all_of(server: RawServer, engine: Engine, paths: Sequence[str]) -> list[Outcome]:
        urls = [server.url(path) for path in paths]
        return [each.outcome async for each in fetch_host(urls, HASTY, engine)]

    async def go() -> tuple[list[Outcome], bool]:
        limits = FetchLimits(seconds=5, body_bytes=MEGABYTE)
        async with (
            serving(misbehave) as hostile,
            serving(page) as good,
            Engine(limits, LOOPBACK) as engine,
        ):
            bad = [*("/drip_body", "/drip_header", "/hints", "/chunks", "/silent") * 5]
            paths = [f"{path}?{n}" if "?" in path else path for n, path in enumerate(bad)]
            hostile_ones = asyncio.ensure_future(all_of(hostile, engine, paths))
            done = await all_of(good, engine, [f"/{number}.html" for number in range(300)])
            still_dripping = not hostile_ones.done()
            hostile_ones.cancel()
            await asyncio.gather(hostile_ones, return_exceptions=True)
            return done, still_dripping

    done, still_dripping = asyncio.run(go())
    assert done == [Outcome.OK] * 300
    assert still_dripping


def test_pages_of_a_host_share_its_connections() -> None:
    async def page(_path: str, writer: asyncio.StreamWriter) -> bool:
        writer.write(whole())
        return True

    async def go() -> tuple[int, int]:
        plan = HostPlan(connections=2, delay=0)
        async with serving(page) as server, Engine(LIMITS, LOOPBACK) as engine:
            urls = [server.url(f"/{number}.html") for number in range(100)]
            found = [each.outcome async for each in fetch_host(urls, plan, engine)]
            return found.count(Outcome.OK), server.connections

    assert asyncio.run(go()) == (100, 2)


@pytest.mark.parametrize("name", ["", "www.dunhua.gov.cn"])
def test_a_site_of_the_sixth_protocol_is_visited_by_number_and_by_name(name: str) -> None:
    async def page(_path: str, writer: asyncio.StreamWriter) -> bool:
        writer.write(whole())
        return True

    async def go() -> Fetched:
        names = Names(www_dunhua_gov_cn=[["::1"]])
        guard = AddressGuard(["::1/128"])
        async with (
            serving(page, "::1") as server,
            Engine(LIMITS, guard, resolver=names) as engine,
        ):
            url = server.url("/").replace("[::1]", name) if name else server.url("/")
            return await engine.fetch(url)

    assert asyncio.run(go()).outcome is Outcome.OK


def test_all_of_it_at_once_takes_little_memory() -> None:
    """In a process of its own, whose largest size the system itself has measured."""
    code = "from tests.checks.fetch import test_hostile as t; t.everything_at_once()"
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120
    )
    before, after, visits = map(int, told.stdout.split())
    assert visits == 4 * (len(SAID) + len(ENDINGS))
    assert after - before < 48 * MEGABYTE


def everything_at_once() -> None:
    """Print the size before and after (bytes) and the number of visits; for a child process."""

    async def answer(path: str, writer: asyncio.StreamWriter) -> bool:
        return await (say if path in SAID else misbehave)(path, writer)

    async def go() -> int:
        async with serving(answer) as server, Engine(LIMITS, LOOPBACK) as engine:
            await engine.fetch(server.url("/nothing"))
            print(_largest_size())
            paths = [*SAID, *ENDINGS] * 4
            found = await asyncio.gather(*(engine.fetch(server.url(path)) for path in paths))
            return len([each for each in found if each.outcome is not Outcome.DEAD])

    visits = asyncio.run(go())
    print(_largest_size(), visits)


def _largest_size() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
