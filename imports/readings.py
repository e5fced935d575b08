"""What the texts of a file's fields say: each is read once, however many rows and sheets repeat it,
and those of a long sheet while the rest of it is still awaited."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import repeat
from typing import Any

from imports.choices import Note
from imports.fields import OVER_COLUMNS, OVER_ROWS, READERS, Reader
from imports.header import Column, Header
from imports.sections import find_sections
from imports.table import Table

Key = tuple[str, ...]  # the texts of a field's cells

_FORESEEN = ("content", "basis", "time_limit", "owner", "channels", "number")
_LOOK = 200  # rows in which the header is looked for


class FieldReadings(dict[Key, Any]):
    """The values that the texts in some columns say, each read when it is first asked for; `notes`
    has the doubts of those that have any."""

    def __init__(self, read: Reader, columns: Sequence[Column]) -> None:
        super().__init__()
        self.notes: dict[Key, Sequence[Note]] = {}
        self._read = read
        self._columns: Iterable[Column] = columns if len(columns) > 1 else repeat(columns[0])

    def __missing__(self, key: Key) -> Any:
        value, notes = self._read([*zip(self._columns, key, strict=False)])
        self[key] = value
        if notes:
            self.notes[key] = notes
        return value


class Readings:
    """The readings of one file."""

    def __init__(self) -> None:
        self._of: dict[tuple[str, tuple[Column, ...]], FieldReadings] = {}
        self._sheet: str | None = None
        self._header: Header | None = None

    def of(self, name: str, columns: tuple[Column, ...]) -> FieldReadings:
        """The readings of a field that stands in these columns, or in one over several rows."""
        key = (name, columns)
        if key not in self._of:
            self._of[key] = FieldReadings(READERS[name], columns)
        return self._of[key]

    def foresee(self, block: Table) -> None:
        """Read what the rows of a block of a long sheet say; a header is looked for in its first."""
        if block.sheet != self._sheet:
            sections = find_sections(block.with_rows(block.rows[:_LOOK]))
            self._sheet, self._header = block.sheet, sections[0].header if sections else None
        if self._header is None:
            return
        for name in _FORESEEN:
            columns = columns_read(name, self._header.of(name))
            if len(columns) == 1:
                place = columns[0].index - block.first_column
                read = self.of(name, columns).__getitem__
                for row in block.rows:
                    read((row[place],))


def is_beside(name: str, columns: Sequence[Column]) -> bool:
    """Whether a field stands in several columns side by side, as ticks do."""
    return name in OVER_COLUMNS and (name not in OVER_ROWS or any(c.value for c in columns))


def columns_read(name: str, columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Those of a field's columns that are read."""
    return columns if is_beside(name, columns) else columns[:1]
