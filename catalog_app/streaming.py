"""Downloads sent while they are made, and the long ones never so many at once that pages must wait."""

from __future__ import annotations

from collections.abc import Iterator
from threading import BoundedSemaphore
from urllib.parse import quote

from flask import Response, stream_with_context

from catalog_app.errors import StreamsBusy

AT_ONCE = 2
"""Long downloads sent at once from a room by one process: a slow reader holds one of its threads."""


class Room:
    """Where long downloads take a place while they are sent. Staff and the public have a room each,
    so that nobody outside keeps an office from its files."""

    def __init__(self) -> None:
        self._free = BoundedSemaphore(AT_ONCE)

    def enter(self) -> Place:
        """Raises StreamsBusy."""
        if not self._free.acquire(blocking=False):
            raise StreamsBusy()
        return Place(self._free)


class Place:
    """One of the downloads that may be sent at once; left at its end, or when nobody wants it."""

    def __init__(self, free: BoundedSemaphore) -> None:
        self._free: BoundedSemaphore | None = free

    def held(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        """The same chunks; the place is left behind the last."""
        try:
            yield from chunks
        finally:
            self.leave()

    def leave(self) -> None:
        free, self._free = self._free, None
        if free:
            free.release()


STAFF, EVERYBODY = Room(), Room()


def streamed(
    name: str,
    media_type: str,
    chunks: Iterator[bytes],
    *,
    room: Room | None = None,
    inline: bool = False,
) -> Response:
    """The answer that sends `chunks` as they are made; long ones name their `room`.

    Raises StreamsBusy where it is full.
    """
    place = room.enter() if room else None
    sent = place.held(chunks) if place else chunks
    response = Response(stream_with_context(sent), content_type=media_type)
    if place:
        response.call_on_close(place.leave)
    # Chinese names go in the second form (RFC 8187); the first is for programs that know no other.
    ending = name.rpartition(".")[2]
    names = {"filename": f"download.{ending}", "filename*": f"UTF-8''{quote(name, safe='')}"}
    response.headers.set("Content-Disposition", "inline" if inline else "attachment", **names)
    return response
