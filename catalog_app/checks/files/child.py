"""The process that reads strangers' files: little memory, little time, no file of its own to write."""

from __future__ import annotations

import marshal
import os
import struct
import sys
from typing import IO

from catalog_app.checks.files.read import read_file

LENGTH = struct.Struct(">I")


def serve() -> None:
    """Answer files on standard input until it ends: name and body in, a reading out.

    The arguments are the bytes of address space and the seconds of processor time a file may take.
    """
    memory, seconds = (int(argument) for argument in sys.argv[1:3])
    questions, answers = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    sys.stdout = sys.stderr  # nothing a library prints may mix with the answers
    _limit_memory(memory)
    while (question := _message(questions)) is not None:
        _limit_time(seconds)
        name, body = marshal.loads(question)  # noqa: S302  (plain data, from our own parent)
        answer = marshal.dumps(read_file(body, name).to_dict())
        answers.write(LENGTH.pack(len(answer)) + answer)
        answers.flush()


def _message(pipe: IO[bytes]) -> bytes | None:
    head = pipe.read(LENGTH.size)
    return pipe.read(LENGTH.unpack(head)[0]) if len(head) == LENGTH.size else None


def _limit_memory(memory: int) -> None:
    if sys.platform == "win32":  # the parent's clock remains
        return
    import resource  # noqa: PLC0415  (not on Windows)

    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _limit_time(seconds: int) -> None:
    """The limit counts from the process's beginning, so it moves on with every file."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415  (not on Windows)

    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(
        resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds + 1, hard)
    )
