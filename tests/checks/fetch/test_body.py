"""Compressed bodies of all kinds come back whole, cut at the limit, or are said to be unreadable."""

from __future__ import annotations

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_app.checks.fetch.body import UnreadableBodyError, reader_for

PIECES = st.integers(min_value=1, max_value=40)


def _raw_deflate(body: bytes) -> bytes:
    squeezer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return squeezer.compress(body) + squeezer.flush()


WAYS = {
    "": lambda body: body,
    "identity": lambda body: body,
    "gzip": gzip.compress,
    "X-GZIP": gzip.compress,
    "deflate": zlib.compress,
}


def _read(encoding: str, wire: bytes, size: int, limit: int) -> tuple[bytes, bool, bool]:
    reading = reader_for(encoding, limit)
    for start in range(0, len(wire), size):
        if reading.add(wire[start : start + size]):
            break
    return reading.content(), reading.full, reading.cut_short


@pytest.mark.parametrize("encoding", WAYS)
@given(body=st.binary(max_size=300), size=PIECES)
def test_a_body_is_read_whole_in_pieces_of_any_size(encoding: str, body: bytes, size: int) -> None:
    assert _read(encoding, WAYS[encoding](body), size, 10_000) == (body, False, False)


@given(body=st.binary(min_size=1, max_size=300), size=PIECES)
def test_deflate_without_its_header_is_read_too(body: bytes, size: int) -> None:
    wire = _raw_deflate(body)
    if wire[0] & 0x0F != 8:  # else it looks like one with a header, to browsers as well
        assert _read("deflate", wire, size, 10_000) == (body, False, False)


@given(bodies=st.lists(st.binary(max_size=80), min_size=2, max_size=4), size=PIECES)
def test_gzip_in_several_members_is_read_to_the_end(bodies: list[bytes], size: int) -> None:
    wire = b"".join(map(gzip.compress, bodies))
    assert _read("gzip", wire, size, 10_000) == (b"".join(bodies), False, False)


@given(size=PIECES, limit=st.integers(min_value=1, max_value=200))
def test_nothing_beyond_the_limit_is_kept(size: int, limit: int) -> None:
    for encoding, squeeze in WAYS.items():
        content, truncated, _ = _read(encoding, squeeze(b"x" * 500), size, limit)
        assert (content, truncated) == (b"x" * limit, True)


def test_a_compressed_body_that_stops_early_is_noticed() -> None:
    wire = gzip.compress(bytes(range(256)) * 8)
    assert _read("gzip", wire[:-20], 10, 10_000)[2]


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip"])
def test_compression_we_did_not_ask_for_is_unreadable(encoding: str) -> None:
    with pytest.raises(UnreadableBodyError):
        reader_for(encoding, 100)
