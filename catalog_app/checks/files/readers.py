"""Reads files in warm child processes under limits: a hostile file costs a child, never the checker."""

from __future__ import annotations

import asyncio
import marshal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from typing import Self

from catalog_app.checks.files.child import LENGTH
from catalog_app.checks.files.limits import MAX_BYTES, MEGABYTE
from catalog_app.checks.files.read import kind_of, read_file
from catalog_app.checks.files.reading import FileReading
from imports.children import bare_environment

MEMORY = 1024 * MEGABYTE  # bytes of address space of a child
CPU_SECONDS = 10  # for one file
WALL_SECONDS = 20.0  # for one file
ANSWER_MAX = 16 * MEGABYTE
FILES_A_CHILD = 500  # then a fresh one, so that what a library leaks does not gather
TOO_MUCH = "读取这个文件用的时间或内存过多，没有读完"
EASY = frozenset(("image", "html"))  # told by their first bytes

_COMMAND = "from catalog_app.checks.files.child import serve; serve()"


class FileReaders:
    """A few children, started when first needed; used as `async with FileReaders() as readers`."""

    def __init__(
        self,
        children: int = 1,
        *,
        memory: int = MEMORY,
        cpu_seconds: int = CPU_SECONDS,
        wall_seconds: float = WALL_SECONDS,
    ) -> None:
        """`memory` is bytes of address space of a child, the seconds are for one file."""
        self._children = [_Child(memory, cpu_seconds, wall_seconds) for _ in range(children)]
        self._free: asyncio.Queue[_Child] = asyncio.Queue()
        for child in self._children:
            self._free.put_nowait(child)

    async def read(self, body: bytes, name: str, content_type: str | None = None) -> FileReading:
        """What stands in the file; a reading with a `fault` where it took too much or broke its
        reader. Never raises for what the file holds."""
        if not body or len(body) > MAX_BYTES or kind_of(body) in EASY:
            return read_file(body, name, content_type)
        child = await self._free.get()
        try:
            return await child.read(body, name)
        finally:
            self._free.put_nowait(child)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        for child in self._children:
            await child.end()


class _Child:
    """One process that reads one file after another; begun anew when it died or was ended."""

    def __init__(self, memory: int, cpu_seconds: int, wall_seconds: float) -> None:
        self.arguments = (str(memory), str(cpu_seconds))
        self.wall_seconds = wall_seconds
        self.process: Process | None = None
        self.files = 0

    async def read(self, body: bytes, name: str) -> FileReading:
        answered = False
        try:
            async with asyncio.timeout(self.wall_seconds):
                answer = await self._ask(marshal.dumps((name, body)))
            answered = True
            return FileReading.from_dict(marshal.loads(answer))  # noqa: S302  (our own child's)
        except (TimeoutError, OSError, EOFError, ValueError):
            return FileReading(kind_of(body), fault=TOO_MUCH, cut=True)
        finally:
            if not answered or self.files >= FILES_A_CHILD:
                await self.end()

    async def _ask(self, question: bytes) -> bytes:
        process = self.process or await self._begin()
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(LENGTH.pack(len(question)) + question)
        await process.stdin.drain()
        (length,) = LENGTH.unpack(await process.stdout.readexactly(LENGTH.size))
        if length > ANSWER_MAX:
            raise ValueError(length)
        self.files += 1
        return await process.stdout.readexactly(length)

    async def _begin(self) -> Process:
        self.files = 0
        self.process = await asyncio.create_subprocess_exec(
            sys.executable, "-s", "-P", "-c", _COMMAND, *self.arguments,
            stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=bare_environment(), limit=ANSWER_MAX,
        )  # fmt: skip
        return self.process

    async def end(self) -> None:
        """End the process, whatever it is at."""
        process, self.process = self.process, None
        if process is not None and process.returncode is None:
            try:
                process.kill()
            except ProcessLookupError:
                return
            await process.wait()
