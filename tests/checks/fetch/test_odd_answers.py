"""Answers no standard foresees, sent byte for byte by a server of the test's own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress

import pytest

from catalog_app.checks.fetch import Engine, Fetched, Outcome, Wanted
from tests.checks.fetch.visiting import LOOPBACK, SHORT

Answer = Callable[[bytes], bytes]
PAGE = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 4\r\n\r\npage"


def ask(answer: Answer, etag: str | None = None) -> Fetched:
    """Visit a server that answers each request (its head, as bytes) with the bytes given."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(asyncio.IncompleteReadError):  # the visitor has gone
            while head := await reader.readuntil(b"\r\n\r\n"):
                writer.write(sent := answer(head))
                if b"Content-Length" not in sent:
                    break
        writer.close()

    async def go() -> Fetched:
        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        async with Engine(SHORT, LOOPBACK) as engine:
            found = await engine.fetch(Wanted(f"http://127.0.0.1:{port}/", etag))
        server.close()
        return found

    return asyncio.run(go())


def moved(location: bytes) -> Answer:
    redirect = b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: %s\r\n\r\n" % location
    return lambda head: redirect if head.startswith(b"GET / ") else PAGE


def test_a_redirect_in_the_old_encoding_is_followed_byte_for_byte() -> None:
    found = ask(moved("/公开/1.html".encode("gb18030")))
    assert found.outcome is Outcome.OK
    assert found.final_url.endswith("/%B9%AB%BF%AA/1.html")


def test_a_redirect_in_chinese_is_followed() -> None:
    assert ask(moved("/公开.html".encode())).final_url.endswith("/%E5%85%AC%E5%BC%80.html")


@pytest.mark.parametrize(
    "location",
    [
        b"javascript:history.back()",
        b"file:///etc/passwd",
        b"//\xb9\xab.cn/",
        b"ftp://a/",
    ],
)
def test_a_redirect_to_no_page_is_refused_in_words_that_can_be_stored(location: bytes) -> None:
    found = ask(moved(location))
    assert found.outcome is Outcome.REFUSED_ADDRESS
    assert (found.detail + found.final_url).encode()


def test_a_redirect_without_an_aim_is_a_bad_response() -> None:
    found = ask(lambda _: b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n")
    assert (found.outcome, found.status) == (Outcome.BAD_RESPONSE, 302)


def test_headers_of_any_bytes_can_be_stored_and_are_not_sent_back() -> None:
    asked: list[bytes] = []

    def answer(head: bytes) -> bytes:
        asked.append(head)
        return PAGE.replace(b"\r\n", b"\r\nETag: \xb9\xab\r\n", 1)

    found = ask(answer)
    assert found.etag is not None
    assert found.etag.encode()
    assert ask(answer, etag=found.etag).outcome is Outcome.OK
    assert not any(b"If-None-Match" in head for head in asked)


def test_a_page_without_length_ends_where_the_connection_does() -> None:
    found = ask(lambda _: b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<p>all</p>")
    assert (found.outcome, found.body) == (Outcome.OK, b"<p>all</p>")


def test_unchanged_though_we_never_asked_is_a_bad_response() -> None:
    found = ask(lambda _: b"HTTP/1.1 304 Not Modified\r\nContent-Length: 0\r\n\r\n")
    assert found.outcome is Outcome.BAD_RESPONSE


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (204, Outcome.OK),
        (400, Outcome.BAD_RESPONSE),
        (401, Outcome.BLOCKED),
        (403, Outcome.BLOCKED),
        (404, Outcome.DEAD),
        (408, Outcome.TIMEOUT),
        (410, Outcome.DEAD),
        (412, Outcome.BLOCKED),
        (429, Outcome.BLOCKED),
        (500, Outcome.SERVER_ERROR),
        (504, Outcome.SERVER_ERROR),
    ],
)
def test_each_status_has_its_meaning(status: int, outcome: Outcome) -> None:
    found = ask(lambda _: b"HTTP/1.1 %d Word\r\nContent-Length: 0\r\n\r\n" % status)
    assert (found.outcome, found.status) == (outcome, status)


def test_the_page_itself_stays_out_of_logs() -> None:
    assert "page" not in repr(ask(lambda _: PAGE))
