"""One host, one visitor: a lock the system itself releases when its holder dies.

Embedded: a lock file in the instance folder. Province: an advisory lock of PostgreSQL, held by a
connection of its own, so that any number of workers on any number of machines keep apart.
"""

from __future__ import annotations

import asyncio
import fcntl
import hashlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import Connection, Engine, text

RETRY_SECONDS = 0.2


@asynccontextmanager
async def host_lock(host: str, engine: Engine, folder: Path) -> AsyncIterator[None]:
    """Wait for the host's turn, hold it for the block. `folder` is where lock files lie."""
    attempt = (
        _file_lock(host, folder) if engine.dialect.name == "sqlite" else _advisory(host, engine)
    )
    take, release = attempt
    try:
        while not take():
            await asyncio.sleep(RETRY_SECONDS)
        yield
    finally:
        release()


Attempt = tuple[Callable[[], bool], Callable[[], None]]


def _file_lock(host: str, folder: Path) -> Attempt:
    folder.mkdir(parents=True, exist_ok=True)
    file: BinaryIO = (folder / f"{hashlib.sha256(host.encode()).hexdigest()[:24]}.lock").open("ab")

    def take() -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    return take, file.close


def _advisory(host: str, engine: Engine) -> Attempt:
    connection: Connection = engine.connect()
    key = int.from_bytes(hashlib.sha256(host.encode()).digest()[:8], signed=True)

    def take() -> bool:
        taken = connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": key})
        connection.commit()
        return bool(taken)

    def release() -> None:
        connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": key})
        connection.commit()
        connection.close()

    return take, release
