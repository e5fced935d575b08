"""A damaged file read as a server reads it: a child for each, limits, the recognition after it."""

from __future__ import annotations

import json
from pathlib import Path

from imports.limited import MAX_MEMORY, read_tables_apart
from imports.reading import FileReading, Refusal, recognise
from imports.refusal import Refused
from imports.table import Table

FIXTURES = Path(__file__).parents[2] / "fixtures" / "spreadsheets"
FILES = sorted(path for path in FIXTURES.iterdir() if path.is_file())
MAX_SECONDS = 10


def outcome(name: str, data: bytes) -> str:
    """read, or the code of the refusal; whatever else is raised is a finding."""
    try:
        return said(name, read_tables_apart(data, max_memory=MAX_MEMORY))
    except Refused as refused:
        return refused.code


def said(name: str, tables: list[Table]) -> str:
    """What becomes of a file's tables; the answer must be one that can be written out."""
    try:
        reading = FileReading(name, None, recognise(tables, name))
    except Refused as refused:
        reading = FileReading(name, Refusal(refused.code, refused.message), ())
    json.dumps(reading.to_dict(), ensure_ascii=False).encode("utf-8", "surrogatepass")
    return reading.refused.code if reading.refused else "read"
