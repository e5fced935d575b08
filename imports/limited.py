"""Reads a file in a child process with limits, so that a hostile file cannot take a server down.

The child is a fresh interpreter (a threaded server must not fork) that imports only the readers.
It gets the bytes on its standard input and answers with the plain texts, sheet by sheet and a long
sheet block by block: while it reads on, what has come is recognised here.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Timer
from typing import Any

from imports import apart, children
from imports.children import Child
from imports.deaths import why_it_ended
from imports.refusal import Refused
from imports.sheet import Block, Foresight, Sheet, tables_of
from imports.table import Table
from imports.turns import turn

MAX_MEMORY = 600 * 1024**2  # bytes of address space; 20,000 rows need less than 400 MB


def read_tables_apart(data: bytes, *, max_memory: int = MAX_MEMORY) -> list[Table]:
    """All tables of a file; raises `Refused`, also where the child used up memory or time."""
    with tables_apart(data, max_memory=max_memory) as tables:
        return list(tables)


@contextmanager
def tables_apart(
    data: bytes, foresight: Foresight | None = None, *, max_memory: int = MAX_MEMORY
) -> Iterator[Iterator[Table]]:
    """The tables of a file, each when the child has read it; asking for one raises `Refused` where
    nothing of the file can be used, also where the child used up memory or time. `foresight` is
    given the blocks of long sheets before."""
    with turn(), children.child() as child:
        watch = Timer(apart.wall_seconds(len(data)), child.process.kill)
        watch.start()
        try:
            _send(child, max_memory.to_bytes(apart.LENGTH), data)
            children.prepare()
            yield _tables(child, foresight)
        finally:
            watch.cancel()


def _send(child: Child, *parts: bytes) -> None:
    stdin = child.process.stdin
    assert stdin is not None
    with suppress(BrokenPipeError), stdin:  # a child that has ended says why by its end
        stdin.writelines(parts)


def _tables(child: Child, foresight: Foresight | None) -> Iterator[Table]:
    table = None
    for table in tables_of(_sheets(child), foresight):
        yield table
    if table is None:
        raise Refused("empty")


def _sheets(child: Child) -> Iterator[Sheet]:
    while facts := _part(child):
        yield Sheet(Table(*facts), _blocks(child))


def _blocks(child: Child) -> Iterator[Block]:
    block = None
    while not (block and block.is_last):
        block = Block(*_part(child))
        yield block


def _part(child: Child) -> tuple[Any, ...]:
    """The next part of the answer; raises `Refused` where it says so, and where the child ended
    before it was whole."""
    stdout = child.process.stdout
    assert stdout is not None
    length = int.from_bytes(stdout.read(apart.LENGTH))
    written = stdout.read(length)
    if not length or len(written) < length:
        child.errors.seek(0)
        raise why_it_ended(child.process.wait(), child.errors.read())
    part: tuple[Any, ...] = marshal.loads(written)  # noqa: S302  (plain data, from our own child)
    if part[:1] == (apart.REFUSED,):
        _, code, facts = part
        raise Refused(code, **facts)
    return part
