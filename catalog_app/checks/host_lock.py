"""One host, one visitor: locks that the system itself releases when their holder dies.

On SQLite: a lock file a host in the instance folder. On PostgreSQL: advisory locks, held by one
connection, so that any number of workers on any number of machines keep apart.
"""

from __future__ import annotations

import asyncio
import fcntl
import hashlib
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol

from sqlalchemy import Connection, Engine, text

RETRY_SECONDS = 0.2
SEEN_DEAD = ("tcp_keepalives_idle = 30", "tcp_keepalives_interval = 10", "tcp_keepalives_count = 3")
"""A machine that lost its power says no goodbye: its locks go after a minute, not after two hours."""


class HostLocks(Protocol):
    """The locks of one run or worker. Two exclude each other, also within one process."""

    def take(self, host: str) -> bool:
        """Take the host's lock, or return False at once when another has it."""

    def release(self, host: str) -> None:
        """Give back a lock that was taken."""


@contextmanager
def host_locks(bind: Engine | Connection, folder: Path) -> Iterator[HostLocks]:
    """The locks of a run or worker over the database of `bind`; lock files lie in `folder`."""
    if bind.dialect.name == "sqlite":
        with ExitStack() as files:
            yield FileLocks(folder, files)
        return
    with bind.engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT")
        for setting in SEEN_DEAD:
            connection.execute(text(f"SET {setting}"))
        try:
            yield AdvisoryLocks(connection)
        finally:  # the connection lives on in the pool, and would keep them
            connection.execute(text("SELECT pg_advisory_unlock_all()"))


@asynccontextmanager
async def held(locks: HostLocks, host: str) -> AsyncIterator[None]:
    """Wait for the host's turn and hold it for the block."""
    while not locks.take(host):
        await asyncio.sleep(RETRY_SECONDS)
    try:
        yield
    finally:
        locks.release(host)


class FileLocks:
    """`flock` on a file a host."""

    def __init__(self, folder: Path, files: ExitStack) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        files.callback(self._close_all)
        self._files: dict[str, BinaryIO] = {}

    def take(self, host: str) -> bool:
        file = (self.folder / f"{_digest(host).hex()[:24]}.lock").open("ab")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            return False
        self._files[host] = file
        return True

    def release(self, host: str) -> None:
        self._files.pop(host).close()

    def _close_all(self) -> None:
        for file in self._files.values():
            file.close()


class AdvisoryLocks:
    """Session locks of PostgreSQL on one connection."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._held: set[str] = set()

    def take(self, host: str) -> bool:
        """PostgreSQL would give one connection the same lock twice."""
        if host in self._held or not self._ask("SELECT pg_try_advisory_lock(:key)", host):
            return False
        self._held.add(host)
        return True

    def release(self, host: str) -> None:
        self._ask("SELECT pg_advisory_unlock(:key)", host)
        self._held.discard(host)

    def _ask(self, statement: str, host: str) -> bool:
        key = int.from_bytes(_digest(host)[:8], signed=True)
        return bool(self.connection.scalar(text(statement), {"key": key}))


def _digest(host: str) -> bytes:
    return hashlib.sha256(host.encode()).digest()
