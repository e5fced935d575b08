"""Reads a file in a child process with limits, so that a hostile file cannot take a server down.

The child is a fresh interpreter (a threaded server must not fork) that imports only the readers.
It gets the bytes on its standard input and answers with the plain texts, table by table: while it
reads the next sheet of a workbook, the one before is recognised here.
"""

from __future__ import annotations

import marshal
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryFile
from threading import Timer
from typing import IO, Any

from imports import apart
from imports.deaths import why_it_ended
from imports.refusal import Refused
from imports.table import Table
from imports.turns import turn

MAX_MEMORY = 600 * 1024**2  # bytes of address space; 20,000 rows need less than 400 MB
MAX_WALL = 60  # seconds, the recognition of its tables included

_ROOT = Path(__file__).resolve().parent.parent
# No module `site` (the child is told where the packages lie): an interpreter starts in 8 ms, not 22.
_AHEAD = 1024**2  # bytes of texts the child may be ahead: a sheet of 2,000 rows
_BARE = ("-S", "-s", "-P")


def read_tables_apart(data: bytes, *, max_memory: int = MAX_MEMORY) -> list[Table]:
    """All tables of a file; raises `Refused`, also where the child used up memory or time."""
    with tables_apart(data, max_memory=max_memory) as tables:
        return list(tables)


@contextmanager
def tables_apart(data: bytes, *, max_memory: int = MAX_MEMORY) -> Iterator[Iterator[Table]]:
    """The tables of a file, each when the child has read it; asking for one raises `Refused` where
    nothing of the file can be used, also where the child used up memory or time."""
    command = [sys.executable, *_BARE, "-c", "from imports.apart import serve; serve()", str(max_memory)]  # fmt: skip
    with turn(), TemporaryFile() as errors, _child(command, errors) as child:
        watch = Timer(MAX_WALL, child.kill)
        watch.start()
        try:
            _send(child, data)
            yield _received(child, errors)
        finally:
            watch.cancel()
            child.kill()


def _child(command: list[str], errors: IO[bytes]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603  (our own interpreter, nothing of the file in it)
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=errors,
        env=bare_environment(),
        pipesize=_AHEAD,
    )


def bare_environment() -> dict[str, str]:
    """What a process that reads strangers' files is given: nothing of the server's secrets, and
    the folders the packages lie in."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    folders = os.pathsep.join([str(_ROOT), *filter(None, sys.path)])
    return kept | {"PYTHONPATH": folders, "PYTHONDONTWRITEBYTECODE": "1"}


def _send(child: subprocess.Popen[bytes], data: bytes) -> None:
    assert child.stdin is not None
    with suppress(BrokenPipeError), child.stdin:  # a child that has ended says why by its end
        child.stdin.write(data)


def _received(child: subprocess.Popen[bytes], errors: IO[bytes]) -> Iterator[Table]:
    while True:
        said, *rest = _part(child, errors)
        if said == apart.END:
            return
        if said == apart.REFUSED:
            code, facts = rest
            raise Refused(code, **facts)
        yield Table(*rest[0])


def _part(child: subprocess.Popen[bytes], errors: IO[bytes]) -> tuple[Any, ...]:
    """The next part of the answer; raises `Refused` where the child ended before it was whole."""
    assert child.stdout is not None
    length = int.from_bytes(child.stdout.read(apart.LENGTH))
    written = child.stdout.read(length)
    if not length or len(written) < length:
        errors.seek(0)
        raise why_it_ended(child.wait(), errors.read())
    part: tuple[Any, ...] = marshal.loads(written)  # noqa: S302  (plain data, from our own child)
    return part
