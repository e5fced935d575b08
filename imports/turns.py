"""Readers take turns: each child may use much memory, so only a few of them run at once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from imports.refusal import Refused

READERS = 3  # children of one server process at work at the same time
MAX_WAIT = 20.0  # seconds a file waits for its turn before it is refused

_turns = threading.BoundedSemaphore(READERS)


@contextmanager
def turn(*, wait: float = MAX_WAIT) -> Iterator[None]:
    """Hold one of the turns; raises `Refused` ("busy") where none comes free in `wait` seconds."""
    if not _turns.acquire(timeout=wait):
        raise Refused("busy")
    try:
        yield
    finally:
        _turns.release()
