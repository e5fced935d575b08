"""What the limited child process does: a file on its standard input, the tables of it as plain data
on its standard output, each as soon as it is read. It imports only the readers, and them under the
limits."""

from __future__ import annotations

import gc
import marshal
import os
import sys
from collections.abc import Iterator
from typing import Any

MAX_ANSWER = 200 * 1024**2  # bytes of all texts
MAX_CPU = 30  # seconds
LENGTH = 8  # bytes before each part of the answer: how long it is

TABLE, REFUSED, END = "table", "refused", "end"


def serve() -> None:
    """Read under limits (the bytes of memory are the first argument), write the answer, and end."""
    _limit(int(sys.argv[1]))
    gc.disable()  # its walks over all the texts took 50 ms of 20,000 rows; the process ends anyhow
    total = 0
    for part in _answer():
        written = marshal.dumps(part)
        total += len(written)
        if total > MAX_ANSWER:
            facts = {"limit": f"文字不超过{MAX_ANSWER // 1024 // 1024}MB"}
            written = marshal.dumps((REFUSED, "too-large", facts))
        sys.stdout.buffer.write(len(written).to_bytes(LENGTH) + written)
        sys.stdout.buffer.flush()
        if total > MAX_ANSWER:
            break
    os._exit(0)  # without freeing each text, which takes 20 ms


def _answer() -> Iterator[tuple[Any, ...]]:
    """The values of each table, and at the end that it was the last, or why nothing can be used."""
    from imports.readers import each_table  # noqa: PLC0415  (under the limits, as is its work)
    from imports.refusal import Refused  # noqa: PLC0415  (as above)

    try:
        for table in each_table(sys.stdin.buffer.read()):
            yield TABLE, table.values()
        yield (END,)
    except Refused as refused:
        yield REFUSED, refused.code, refused.facts


def _limit(max_memory: int) -> None:
    if sys.platform == "win32":  # the wall-clock limit remains
        return
    import resource  # noqa: PLC0415  (not on Windows)

    resource.setrlimit(resource.RLIMIT_AS, (max_memory, max_memory))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_CPU, MAX_CPU + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
