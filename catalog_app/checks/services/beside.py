"""Work done beside other work, and never left behind."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

Work = Coroutine[Any, Any, object]


@asynccontextmanager
async def meanwhile(work: Work) -> AsyncIterator[None]:
    """Work done beside the block, and over when the block is left."""
    doing = asyncio.create_task(work)
    try:
        yield
    finally:
        await doing


@asynccontextmanager
async def one_behind() -> AsyncIterator[Callable[[Work], Awaitable[None]]]:
    """Work handed in piece by piece and done beside the block, one piece at a time: who hands in the
    next waits for the last. Over when the block is left."""
    last: asyncio.Task[object] | None = None

    async def hand_in(piece: Work) -> None:
        nonlocal last
        if last is not None:
            waited, last = last, None
            await _or_drop(waited, piece)
        last = asyncio.create_task(piece)

    try:
        yield hand_in
    finally:
        if last is not None:
            await last


async def _or_drop(last: asyncio.Task[object], piece: Work) -> None:
    try:
        await last
    except BaseException:
        piece.close()  # it will never be begun
        raise
