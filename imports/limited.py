"""Reads a file in a child process with limits, so that a hostile file cannot take a server down.

The child is a fresh interpreter (a threaded server must not fork) that imports only the readers.
It gets the bytes on its standard input and answers with the plain texts.
"""

from __future__ import annotations

import marshal
import os
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import Any

from imports.deaths import why_it_ended
from imports.refusal import Refused
from imports.table import Table
from imports.turns import turn

MAX_MEMORY = 600 * 1024**2  # bytes of address space; 20,000 rows need less than 400 MB
MAX_ANSWER = 200 * 1024**2  # bytes of all texts
MAX_CPU = 30  # seconds
MAX_WALL = 60  # seconds

_ROOT = Path(__file__).resolve().parent.parent
_FIELDS = tuple(field.name for field in fields(Table))


def read_tables_apart(data: bytes, *, max_memory: int = MAX_MEMORY) -> list[Table]:
    """All tables of a file; raises `Refused`, also where the child used up memory or time."""
    command = [sys.executable, "-s", "-c", "from imports.limited import serve; serve()", str(max_memory)]  # fmt: skip
    try:
        with turn():
            answer = subprocess.run(  # noqa: S603  (our own interpreter, nothing of the file in it)
                command,
                input=data,
                capture_output=True,
                timeout=MAX_WALL,
                check=False,
                env=bare_environment(),
            )
    except subprocess.TimeoutExpired as late:
        raise Refused("too-large", limit=f"读取不超过{MAX_WALL}秒") from late
    if answer.returncode != 0 or not answer.stdout:
        raise why_it_ended(answer.returncode, answer.stderr)
    return _unpacked(marshal.loads(answer.stdout))  # noqa: S302  (plain data, from our own child)


def bare_environment() -> dict[str, str]:
    """What a process that reads strangers' files is given: nothing of the server's secrets, and
    the folder the packages lie in."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return kept | {"PYTHONPATH": str(_ROOT), "PYTHONDONTWRITEBYTECODE": "1"}


def _unpacked(answer: dict[str, Any]) -> list[Table]:
    if answer["refused"]:
        raise Refused(answer["refused"], **answer["facts"])
    return [Table(**dict(zip(_FIELDS, values, strict=True))) for values in answer["tables"]]


def serve() -> None:
    """The child's part: read standard input under limits, write the answer."""
    _limit(int(sys.argv[1]))
    from imports.readers import read_tables  # noqa: PLC0415  (under the limits, as is its work)

    data = sys.stdin.buffer.read()
    answer: dict[str, Any] = {"refused": None, "facts": {}, "tables": []}
    try:
        answer["tables"] = [
            tuple(getattr(table, name) for name in _FIELDS) for table in read_tables(data)
        ]
    except Refused as refused:
        answer |= {"refused": refused.code, "facts": refused.facts}
    written = marshal.dumps(answer)
    if len(written) > MAX_ANSWER:
        facts = {"limit": f"文字不超过{MAX_ANSWER // 1024 // 1024}MB"}
        written = marshal.dumps({"refused": "too-large", "facts": facts, "tables": []})
    sys.stdout.buffer.write(written)


def _limit(max_memory: int) -> None:
    if sys.platform == "win32":  # the wall-clock limit remains
        return
    import resource  # noqa: PLC0415  (not on Windows)

    resource.setrlimit(resource.RLIMIT_AS, (max_memory, max_memory))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_CPU, MAX_CPU + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
