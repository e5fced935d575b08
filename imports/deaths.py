"""What the end of a reading child says of its file: too much for the limits, or damaged."""

from __future__ import annotations

import signal

from imports.refusal import Refused

# Python's own error, those of the library of the fast reader (the second where there was no memory
# for a text of Python's), and those of the C library.
_OUT_OF_MEMORY = (
    b"MemoryError",
    b"memory allocation of",
    b"PyObject pointer is null",
    b"out of memory",
    b"Cannot allocate memory",
)
# None of them on Windows.
_OVER_TIME = -getattr(signal, "SIGXCPU", 0)
_KILLED = -getattr(signal, "SIGKILL", 0)  # over time by the clock, or in a system without memory


def why_it_ended(returncode: int, errors: bytes) -> Refused:
    """The refusal for a child that gave no answer, from its exit code and its standard error.

    A damaged file may make a reader stop in the middle (abort, segmentation fault, an error
    nobody foresaw): such a file is `unreadable`.
    """
    if any(sign in errors for sign in _OUT_OF_MEMORY):
        return Refused("too-large", limit="读取所需的内存过多")
    if returncode and returncode in (_OVER_TIME, _KILLED):
        what = "时间" if returncode == _OVER_TIME else "内存或时间"
        return Refused("too-large", limit=f"读取所需的{what}过多")
    return Refused("unreadable")
