"""Reading a body within limits: on the wire and after decompression, never more in memory."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

from aiohttp import ClientPayloadError, ClientResponse

ACCEPT_ENCODING = "gzip, deflate"
_EMPTY_MEMBERS_MAX = 64 * 1024  # bytes of compression that hold no content
_GZIP_WINDOW = 16 + zlib.MAX_WBITS


class UnreadableBodyError(Exception):
    """The body's compression cannot be undone."""


class UnknownCompressionError(UnreadableBodyError):
    """A compression we did not ask for and do not undo; browsers may."""


@dataclass(frozen=True, slots=True)
class Body:
    """What was read; `truncated` at the limit, `broken` when the server stopped too early."""

    content: bytes
    truncated: bool = False
    broken: bool = False


async def read_body(response: ClientResponse, limit: int) -> Body:
    """The response's body, decompressed, at most `limit` bytes of it.

    Raises UnreadableBodyError. The session must be one that leaves decompression to us.
    """
    reader = reader_for(response.headers.get("Content-Encoding", ""), limit)
    broken = False
    try:
        async for chunk in response.content.iter_any():
            if reader.add(chunk):
                response.close()
                break
    except ClientPayloadError:
        broken = True
    broken = (broken or reader.cut_short) and not reader.full
    return Body(reader.content(), truncated=reader.full, broken=broken)


class PlainReader:
    """An uncompressed body."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.size = 0
        self._parts: list[bytes] = []

    @property
    def full(self) -> bool:
        """Whether the limit is passed and no more is wanted."""
        return self.size > self.limit

    @property
    def cut_short(self) -> bool:
        """Whether the body ended before its own end mark."""
        return False

    def add(self, chunk: bytes) -> bool:
        """Keep the chunk; True when no more is wanted."""
        self.size += len(chunk)
        self._parts.append(chunk)
        return self.size > self.limit

    def content(self) -> bytes:
        """What was kept, at most the limit."""
        body = self._parts[0] if len(self._parts) == 1 else b"".join(self._parts)
        return body[: self.limit] if len(body) > self.limit else body


class InflatingReader(PlainReader):
    """A gzip or deflate body, inflated chunk by chunk so that a bomb never unfolds."""

    def __init__(self, limit: int, *, gzip: bool) -> None:
        super().__init__(limit)
        self._gzip = gzip
        self._stream = zlib.decompressobj(_GZIP_WINDOW) if gzip else None
        self._wire = 0

    @property
    def full(self) -> bool:
        return self.size > self.limit or self._wire > self.limit + _EMPTY_MEMBERS_MAX

    @property
    def cut_short(self) -> bool:
        return self._stream is not None and self._wire > 0 and not self._stream.eof

    def add(self, chunk: bytes) -> bool:
        self._wire += len(chunk)
        try:
            while chunk and self.size <= self.limit:
                chunk = self._inflate(chunk)
        except zlib.error as error:
            raise UnreadableBodyError(str(error)) from error
        return self.full

    def _inflate(self, chunk: bytes) -> bytes:
        """Inflate some of the chunk and return what is left of it."""
        if self._stream is None or (self._stream.eof and self._gzip):
            self._stream = self._next_stream(chunk)
        if self._stream.eof:
            return b""  # bytes after the end of a deflate stream mean nothing
        piece = self._stream.decompress(chunk, self.limit + 1 - self.size)
        super().add(piece)
        return self._stream.unused_data if self._stream.eof else self._stream.unconsumed_tail

    def _next_stream(self, chunk: bytes) -> zlib._Decompress:
        if self._gzip:
            return zlib.decompressobj(_GZIP_WINDOW)  # gzip bodies may have several members
        zlib_header = chunk[0] & 0x0F == 8  # some servers send deflate without it
        return zlib.decompressobj(zlib.MAX_WBITS if zlib_header else -zlib.MAX_WBITS)


def reader_for(encoding: str, limit: int) -> PlainReader:
    """The reader for a Content-Encoding; UnknownCompressionError for one we did not ask for."""
    match encoding.strip().lower():
        case "" | "identity":
            return PlainReader(limit)
        case "gzip" | "x-gzip":
            return InflatingReader(limit, gzip=True)
        case "deflate":
            return InflatingReader(limit, gzip=False)
        case other:
            raise UnknownCompressionError(other)
