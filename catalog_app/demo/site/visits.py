"""The site's own record of who asked for what and when: the proof of a checker's manners."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from aiohttp import web
from aiohttp.typedefs import Handler

RECORD_MAX = 20_000


@dataclass(slots=True)
class Seen:
    """One request: host and path with query; begin and end in seconds of a steady clock."""

    host: str
    path: str
    began: float
    ended: float | None = None


VISITS: web.AppKey[deque[Seen]] = web.AppKey("visits")


@web.middleware
async def record_visit(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Write down the request, and when it was answered or left."""
    seen = Seen(request.host, request.path_qs, time.monotonic())
    request.app[VISITS].append(seen)
    try:
        return await handler(request)
    finally:
        seen.ended = time.monotonic()


def most_at_once(visits: Iterable[Seen]) -> int:
    """How many requests were being answered at the same moment, at most."""
    changes = [(seen.began, 1) for seen in visits]
    changes += [(seen.ended, -1) for seen in visits if seen.ended is not None]
    current = most = 0
    for _, change in sorted(changes):
        current += change
        most = max(most, current)
    return most
