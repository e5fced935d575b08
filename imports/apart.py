"""What the limited child process does: a file on its standard input, the tables of it as plain data
on its standard output, each as soon as it is read. It imports only the readers, before there is a
file; whatever it does with the file it does under the limits."""

from __future__ import annotations

import gc
import marshal
import os
import sys
from collections.abc import Iterator
from typing import Any

from imports.readers import each_sheet
from imports.refusal import Refused

MAX_ANSWER = 200 * 1024**2  # bytes of all texts
LENGTH = 8  # bytes of a number: the memory before the file, the length before a part of the answer
# Of the processor. 100,000 rows (8 MB) take 3 seconds; a machine may be three times as slow.
SECONDS, SECONDS_A_MEGABYTE = 8, 1
# By the clock, of a machine that has other work too; the recognition of the tables included.
_PATIENCE = 8

REFUSED = "refused"
END = ()


def cpu_seconds(size: int) -> int:
    """How long a file of so many bytes may keep the processor busy: no small one hangs for long,
    however it is made, and the largest that are allowed are read."""
    return SECONDS + SECONDS_A_MEGABYTE * (size // 1024**2)


def wall_seconds(size: int) -> int:
    """How long the reading of a file may last by the clock."""
    return _PATIENCE * cpu_seconds(size)


def serve() -> None:
    """Wait for the bytes of memory allowed and a file, read it under limits, write the answer, end."""
    gc.disable()  # its walks over all the texts took 50 ms of 20,000 rows; the process ends anyhow
    head = sys.stdin.buffer.read(LENGTH)
    if len(head) == LENGTH:  # else there was no file for this child
        _limit_memory(int.from_bytes(head))
        data = sys.stdin.buffer.read()
        _limit_time(cpu_seconds(len(data)))
        _answer(data)
    os._exit(0)  # without freeing each text, which takes 20 ms


def _answer(data: bytes) -> None:
    total = 0
    for part in _parts(data):
        written = marshal.dumps(part)
        total += len(written)
        if total > MAX_ANSWER:
            facts = {"limit": f"文字不超过{MAX_ANSWER // 1024 // 1024}MB"}
            written = marshal.dumps((REFUSED, "too-large", facts))
        sys.stdout.buffer.write(len(written).to_bytes(LENGTH) + written)
        sys.stdout.buffer.flush()
        if total > MAX_ANSWER:
            break


def _parts(data: bytes) -> Iterator[tuple[Any, ...]]:
    """What is known of each sheet, and its blocks; or why nothing of the file can be used."""
    try:
        for facts, blocks in each_sheet(data):
            yield facts.values()
            yield from map(tuple, blocks)
        yield END
    except Refused as refused:
        yield REFUSED, refused.code, refused.facts


def _limit_memory(most: int) -> None:
    if sys.platform == "win32":  # the wall-clock limit remains
        return
    import resource  # noqa: PLC0415  (not on Windows)

    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_time(seconds: int) -> None:
    if sys.platform == "win32":  # as above
        return
    import resource  # noqa: PLC0415  (as above)

    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
