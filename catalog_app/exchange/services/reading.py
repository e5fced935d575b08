"""Reading a file sent in: what it says, and whether its bytes may be kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from catalog_app.exchange.services.screening import (
    has_personal_data,
    tables_hold_personal_data,
)
from imports.json_lines import looks_like_lines
from imports.limited import tables_apart
from imports.reading import FileReading, Refusal, read_bytes, recognise
from imports.readings import Readings
from imports.refusal import Refused
from imports.table import Table


@dataclass(frozen=True, slots=True)
class ReadUpload:
    """A file's reading as it is; `may_keep` is False where a cell of the file, read or not, holds a
    person's number: then the file itself is not kept."""

    reading: FileReading
    may_keep: bool


def read_upload_apart(data: bytes, name: str) -> ReadUpload:
    """Read a file in the limited child; never raises for what is in it. Our own JSON lines need no
    child, and are not kept: nothing is shown in their layout."""
    if looks_like_lines(data):
        return ReadUpload(read_bytes(data, name), False)
    try:
        readings = Readings()
        with tables_apart(data, readings.foresee) as tables:
            return _read(tables, name, readings)
    except Refused as refused:
        return ReadUpload(FileReading(name, Refusal(refused.code, refused.message), ()), False)


def _read(tables: Iterable[Table], name: str, readings: Readings) -> ReadUpload:
    passed: list[Table] = []
    reading = FileReading(name, None, recognise(_noted(tables, passed), name, readings))
    personal = has_personal_data(reading) or tables_hold_personal_data(passed)
    return ReadUpload(reading, not personal)


def _noted(tables: Iterable[Table], into: list[Table]) -> Iterator[Table]:
    for table in tables:
        into.append(table)
        yield table
