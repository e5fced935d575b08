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
# Killed over the limit of processor time, or by a system that ran out of memory. None on Windows.
_OVER_LIMITS = {-number for name in ("SIGXCPU", "SIGKILL") if (number := getattr(signal, name, 0))}


def why_it_ended(returncode: int, errors: bytes) -> Refused:
    """The refusal for a child that gave no answer, from its exit code and its standard error.

    A damaged file may make a reader stop in the middle (abort, segmentation fault, an error
    nobody foresaw): such a file is `unreadable`.
    """
    if returncode in _OVER_LIMITS or any(sign in errors for sign in _OUT_OF_MEMORY):
        return Refused("too-large", limit="读取所需的内存或时间过多")
    return Refused("unreadable")
