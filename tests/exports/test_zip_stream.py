"""An archive that is sent while it is made."""

from __future__ import annotations

import tracemalloc
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from random import Random

import pytest

from exports.zip_stream import CHUNK, zip_chunks

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def test_it_opens_with_its_chinese_names_and_their_day() -> None:
    data = b"".join(zip_chunks([("敦化市目录.xlsx", [b"PK", b"12"]), ("说明.txt", ["你好"])], NOON))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["敦化市目录.xlsx", "说明.txt"]
        assert archive.read("敦化市目录.xlsx") == b"PK12"
        assert archive.read("说明.txt").decode() == "你好"
        assert archive.getinfo("说明.txt").date_time == (2026, 11, 20, 12, 0, 0)


def test_the_first_part_is_sent_before_the_last_member_is_made() -> None:
    made: list[int] = []

    def members() -> Iterator[tuple[str, list[bytes]]]:
        for number in range(50):
            made.append(number)
            yield f"{number}.bin", [Random(number).randbytes(40_000)]

    first = next(zip_chunks(members(), NOON))
    assert first
    assert len(made) < 50


def test_a_large_archive_takes_little_memory() -> None:
    pieces = (f"{number} 养老服务\n" * 100 for number in range(20_000))
    tracemalloc.start()
    size = sum(len(part) for part in zip_chunks([("大.csv", pieces)], NOON))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size > 100_000
    assert peak < 40 * CHUNK


def test_a_member_that_fails_leaves_no_whole_archive() -> None:
    def broken() -> Iterator[bytes]:
        yield b"1"
        raise RuntimeError

    got = b""
    with pytest.raises(RuntimeError):
        for part in zip_chunks([("a.txt", ["x"]), ("b.txt", broken())], NOON):
            got += part
    assert not zipfile.is_zipfile(BytesIO(got))
