"""Streams of an old Office file: the OLE compound file, a small file system of chained sectors."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from catalog_app.checks.files.limits import Unreadable

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LAST = 0xFFFFFFFA  # from here on a number ends a chain or marks an unused sector
MAX_ENTRIES = 5_000
SMALL = 4096  # bytes below which a stream lies in the small sectors


class CompoundFile:
    """The streams by name. Chains that run in circles, or out of the file, end where they do."""

    def __init__(self, body: bytes) -> None:
        if not body.startswith(MAGIC) or len(body) < 512:
            raise Unreadable("文件已损坏，打不开")
        self.body = body
        shift, small_shift = struct.unpack_from("<HH", body, 30)
        if shift not in (9, 12) or small_shift != 6:
            raise Unreadable("文件已损坏，打不开")
        self.size = 1 << shift
        self.table = self._numbers(list(self._table_sectors()))
        (directory,) = struct.unpack_from("<I", body, 48)
        (small_table,) = struct.unpack_from("<I", body, 60)
        self.entries = dict(self._entries(self._chain(directory)))
        self.small_table = self._numbers(list(self._walk(small_table)))
        start, length = self.entries.get("Root Entry", (LAST, 0))
        self.small = self._chain(start)[:length]

    def stream(self, name: str) -> bytes | None:
        """The bytes of a stream; None where the file has none of that name."""
        if name not in self.entries:
            return None
        start, length = self.entries[name]
        if length >= SMALL:
            return self._chain(start)[:length]
        sectors = _walk(self.small_table, start)
        return b"".join(self.small[n * 64 : n * 64 + 64] for n in sectors)[:length]

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self.size
        return self.body[start : start + self.size]

    def _table_sectors(self) -> Iterator[int]:
        yield from (n for n in struct.unpack_from("<109I", self.body, 76) if n < LAST)
        (number,) = struct.unpack_from("<I", self.body, 68)
        seen: set[int] = set()
        while number < LAST and number not in seen:
            seen.add(number)
            numbers = _unpacked(self._sector(number))
            if not numbers:
                return
            yield from (n for n in numbers[:-1] if n < LAST)
            number = numbers[-1]

    def _numbers(self, sectors: list[int]) -> list[int]:
        most = len(self.body) // self.size + 1  # more sectors than the file has are a circle
        return [n for sector in sectors[:most] for n in _unpacked(self._sector(sector))]

    def _walk(self, start: int) -> Iterator[int]:
        return _walk(self.table, start)

    def _chain(self, start: int) -> bytes:
        return b"".join(map(self._sector, self._walk(start)))

    def _entries(self, directory: bytes) -> Iterator[tuple[str, tuple[int, int]]]:
        for at in range(0, min(len(directory), MAX_ENTRIES * 128) - 127, 128):
            (length,) = struct.unpack_from("<H", directory, at + 64)
            name = directory[at : at + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
            start, size = struct.unpack_from("<II", directory, at + 116)
            if name:
                yield name, (start, size)


def _unpacked(sector: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(sector) // 4}I", sector[: len(sector) // 4 * 4])


def _walk(table: list[int], start: int) -> Iterator[int]:
    seen: set[int] = set()
    while start < len(table) and start not in seen:
        seen.add(start)
        yield start
        start = table[start]
