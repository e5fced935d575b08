"""What the limited child process does: a file on its standard input, the tables of it as plain data
on its standard output. It imports only the readers, and them under the limits."""

from __future__ import annotations

import gc
import marshal
import os
import sys
from typing import Any

MAX_ANSWER = 200 * 1024**2  # bytes of all texts
MAX_CPU = 30  # seconds


def serve() -> None:
    """Read under limits (the bytes of memory are the first argument), write the answer, and end."""
    _limit(int(sys.argv[1]))
    gc.disable()  # its walks over all the texts took 50 ms of 20,000 rows; the process ends anyhow
    written = _answer()
    if len(written) > MAX_ANSWER:
        facts = {"limit": f"文字不超过{MAX_ANSWER // 1024 // 1024}MB"}
        written = marshal.dumps({"refused": "too-large", "facts": facts, "tables": []})
    sys.stdout.buffer.write(written)
    sys.stdout.buffer.flush()
    os._exit(0)  # without freeing each text, which takes 20 ms


def _answer() -> bytes:
    from imports.readers import read_tables  # noqa: PLC0415  (under the limits, as is its work)
    from imports.refusal import Refused  # noqa: PLC0415  (as above)

    answer: dict[str, Any] = {"refused": None, "facts": {}, "tables": []}
    try:
        answer["tables"] = [table.values() for table in read_tables(sys.stdin.buffer.read())]
    except Refused as refused:
        answer |= {"refused": refused.code, "facts": refused.facts}
    return marshal.dumps(answer)


def _limit(max_memory: int) -> None:
    if sys.platform == "win32":  # the wall-clock limit remains
        return
    import resource  # noqa: PLC0415  (not on Windows)

    resource.setrlimit(resource.RLIMIT_AS, (max_memory, max_memory))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_CPU, MAX_CPU + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
