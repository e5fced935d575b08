"""Files are read in children under limits: a hostile one costs a child, never the checker."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Awaitable, Callable, Sequence

import pytest

from catalog_app.checks.files import readers as module
from catalog_app.checks.files.read import read_file
from catalog_app.checks.files.readers import TOO_MUCH, FileReaders
from catalog_app.checks.files.reading import FileReading
from tests.checks.files.documents import SAMPLES

NAME = "名单.xlsx"


def reading_with(
    work: Callable[[FileReaders], Awaitable[Sequence[FileReading]]], **limits: float
) -> Sequence[FileReading]:
    async def run() -> Sequence[FileReading]:
        async with FileReaders(**limits) as readers:  # type: ignore[arg-type]
            return await work(readers)

    return asyncio.run(run())


def child_of(readers: FileReaders) -> int:
    process = readers._children[0].process
    assert process is not None
    return process.pid


def test_a_child_reads_what_the_reader_itself_would() -> None:
    async def all_samples(readers: FileReaders) -> Sequence[FileReading]:
        return [await readers.read(body, name) for name, body in SAMPLES.items()]

    expected = [read_file(body, name) for name, body in SAMPLES.items()]
    assert reading_with(all_samples) == expected


def test_one_child_serves_many_files_and_several_callers() -> None:
    children = set()

    async def at_once(readers: FileReaders) -> Sequence[FileReading]:
        first = await readers.read(SAMPLES[NAME], NAME)
        children.add(child_of(readers))
        rest = await asyncio.gather(*(readers.read(SAMPLES[NAME], NAME) for _ in range(20)))
        children.add(child_of(readers))
        return [first, *rest]

    read = reading_with(at_once)
    assert len(read) == 21
    assert {reading.fault for reading in read} == {None}
    assert len(children) == 1


def test_a_child_that_is_killed_is_replaced() -> None:
    async def after_a_kill(readers: FileReaders) -> Sequence[FileReading]:
        await readers.read(SAMPLES[NAME], NAME)
        os.kill(child_of(readers), signal.SIGKILL)
        return [await readers.read(SAMPLES[NAME], NAME) for _ in range(2)]

    lost, read = reading_with(after_a_kill)
    assert lost.fault == TOO_MUCH
    assert read.fault is None


def test_a_file_that_needs_too_much_memory_costs_only_itself() -> None:
    heavy = "演示文字，".encode() * 1_200_000

    async def heavy_then_light(readers: FileReaders) -> Sequence[FileReading]:
        return [await readers.read(heavy, "重.txt"), await readers.read(SAMPLES[NAME], NAME)]

    fat, light = reading_with(heavy_then_light, memory=150 * 1024**2)
    assert fat.fault
    assert light.fault is None


def test_a_file_that_takes_too_long_is_left() -> None:
    slow = ("1391234567 13912345678 张三 " * 110_000).encode()

    async def slow_then_quick(readers: FileReaders) -> Sequence[FileReading]:
        began = time.monotonic()
        left = await readers.read(slow, "慢.txt")
        assert time.monotonic() - began < 10
        readers._children[0].wall_seconds = 20.0
        return [left, await readers.read(SAMPLES[NAME], NAME)]

    left, read = reading_with(slow_then_quick, wall_seconds=1.2)
    assert left.fault == TOO_MUCH
    assert read.fault is None


def test_a_child_knows_nothing_of_the_servers_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CATALOG_SECRET_KEY", "geheim")
    seen = []

    async def look(readers: FileReaders) -> Sequence[FileReading]:
        reading = await readers.read(SAMPLES[NAME], NAME)
        with open(f"/proc/{child_of(readers)}/environ", "rb") as environ:  # noqa: PTH123
            seen.append(environ.read())
        return [reading]

    reading_with(look)
    assert seen
    assert b"geheim" not in seen[0]


def test_children_end_with_their_run() -> None:
    pids = []

    async def once(readers: FileReaders) -> Sequence[FileReading]:
        read = await readers.read(SAMPLES[NAME], NAME)
        pids.append(child_of(readers))
        return [read]

    reading_with(once)
    with pytest.raises(ProcessLookupError):
        os.kill(pids[0], 0)


def test_a_child_is_renewed_after_many_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FILES_A_CHILD", 2)
    children = set()

    async def five(readers: FileReaders) -> Sequence[FileReading]:
        read = []
        for _ in range(5):
            read.append(await readers.read(SAMPLES[NAME], NAME))
            process = readers._children[0].process
            children.add(process.pid if process else None)
        return read

    assert {reading.fault for reading in reading_with(five)} == {None}
    assert len(children) == 4
