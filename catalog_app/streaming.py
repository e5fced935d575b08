"""Long downloads: sent while they are made, and never so many at once that pages must wait."""

from __future__ import annotations

from collections.abc import Iterator
from threading import BoundedSemaphore
from urllib.parse import quote

from flask import Response, stream_with_context

from catalog_app.errors import StreamsBusy

AT_ONCE = 2
"""Long downloads sent at once by one process: a slow reader holds one of its threads."""
_room = BoundedSemaphore(AT_ONCE)


def streamed(
    name: str, media_type: str, chunks: Iterator[bytes], *, inline: bool = False
) -> Response:
    """The answer that sends `chunks` as they are made. Raises StreamsBusy."""
    place = Place()
    response = Response(stream_with_context(place.held(chunks)), content_type=media_type)
    response.call_on_close(place.leave)
    # Chinese names go in the second form (RFC 8187); the first is for programs that know no other.
    ending = name.rpartition(".")[2]
    names = {"filename": f"download.{ending}", "filename*": f"UTF-8''{quote(name, safe='')}"}
    response.headers.set("Content-Disposition", "inline" if inline else "attachment", **names)
    return response


class Place:
    """One of the downloads that may be sent at once; left at its end, or when nobody wants it."""

    def __init__(self) -> None:
        if not _room.acquire(blocking=False):
            raise StreamsBusy()
        self._taken = True

    def held(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        try:
            yield from chunks
        finally:
            self.leave()

    def leave(self) -> None:
        if self._taken:
            self._taken = False
            _room.release()
