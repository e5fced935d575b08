"""A child that ends without an answer: the file was too much for the limits, or it is damaged."""

from __future__ import annotations

import signal

import pytest

from imports.deaths import why_it_ended
from imports.limited import read_tables_apart
from imports.refusal import Refused
from tests.imports.conftest import FIXTURES

XLS = FIXTURES / "10_靖宇县_社会救助领域基层政务公开标准目录.xls"
FIRST_SECTOR_OF_THE_DIRECTORY = slice(0x30, 0x34)


@pytest.mark.parametrize(
    ("returncode", "errors", "code"),
    [
        (-signal.SIGABRT, b"thread panicked: range start index out of range", "unreadable"),
        (-signal.SIGSEGV, b"", "unreadable"),
        (1, b"IndexError: list index out of range", "unreadable"),
        (0, b"", "unreadable"),
        (1, b"Traceback (most recent call last):\nMemoryError", "too-large"),
        (-signal.SIGABRT, b"memory allocation of 8589934592 bytes failed", "too-large"),
        (-signal.SIGXCPU, b"", "too-large"),
        (-signal.SIGXCPU, b"MemoryError", "too-large"),
        (-signal.SIGKILL, b"", "too-large"),
    ],
)
def test_the_end_of_a_child_says_what_is_wrong_with_the_file(
    returncode: int, errors: bytes, code: str
) -> None:
    assert why_it_ended(returncode, errors).code == code


def test_a_file_that_took_too_long_is_told_so() -> None:
    assert "时间过多" in why_it_ended(-signal.SIGXCPU, b"").message
    assert (
        "内存过多" in why_it_ended(-signal.SIGABRT, b"memory allocation of 9 bytes failed").message
    )


def test_an_old_workbook_at_which_the_fast_reader_aborts_is_called_damaged() -> None:
    data = bytearray(XLS.read_bytes())
    data[FIRST_SECTOR_OF_THE_DIRECTORY] = b"\x00\x00\x00\x50"
    with pytest.raises(Refused) as refused:
        read_tables_apart(bytes(data))
    assert refused.value.code == "unreadable"
