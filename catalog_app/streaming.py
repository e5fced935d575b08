"""Long downloads: sent while they are made, and never so many at once that pages must wait."""

from __future__ import annotations

from collections.abc import Iterator
from threading import BoundedSemaphore

from flask import Response, stream_with_context

from catalog_app.errors import StreamsBusy

AT_ONCE = 2
"""Long downloads sent at once by one process: a slow reader holds one of its threads."""
_room = BoundedSemaphore(AT_ONCE)


def streamed(
    name: str, media_type: str, chunks: Iterator[bytes], *, inline: bool = False
) -> Response:
    """The answer that sends `chunks` as they are made. Raises StreamsBusy."""
    if not _room.acquire(blocking=False):
        raise StreamsBusy()
    response = Response(stream_with_context(chunks), mimetype=None, content_type=media_type)
    response.call_on_close(_room.release)
    response.headers.set("Content-Disposition", "inline" if inline else "attachment", filename=name)
    return response
