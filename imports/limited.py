"""Reads a file in a child process with limits, so that a hostile file cannot take a server down.

The child is a fresh interpreter (a threaded server must not fork) that imports only the readers.
It gets the bytes on its standard input and answers with the plain texts.
"""

from __future__ import annotations

import marshal
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from imports.deaths import why_it_ended
from imports.refusal import Refused
from imports.table import Table
from imports.turns import turn

MAX_MEMORY = 600 * 1024**2  # bytes of address space; 20,000 rows need less than 400 MB
MAX_WALL = 60  # seconds

_ROOT = Path(__file__).resolve().parent.parent
# No module `site` (the child is told where the packages lie): an interpreter starts in 8 ms, not 22.
_BARE = ("-S", "-s", "-P")


def read_tables_apart(data: bytes, *, max_memory: int = MAX_MEMORY) -> list[Table]:
    """All tables of a file; raises `Refused`, also where the child used up memory or time."""
    command = [sys.executable, *_BARE, "-c", "from imports.apart import serve; serve()", str(max_memory)]  # fmt: skip
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
    folders = os.pathsep.join([str(_ROOT), *filter(None, sys.path)])
    return kept | {"PYTHONPATH": folders, "PYTHONDONTWRITEBYTECODE": "1"}


def _unpacked(answer: dict[str, Any]) -> list[Table]:
    if answer["refused"]:
        raise Refused(answer["refused"], **answer["facts"])
    return [Table(*values) for values in answer["tables"]]
