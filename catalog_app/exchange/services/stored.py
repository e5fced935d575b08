"""A file's reading as kept in the database: compressed JSON with all that a preview needs."""

from __future__ import annotations

import json
import zlib
from typing import Any

from domains.entry import EntryContent
from imports.problems import Problem
from imports.reading import FileReading, ReadEntry, ReadTable

FIELDS = tuple(EntryContent.__slots__)
_UNSAID: tuple[Any, ...] = (None, None, None, {})
"""What readings kept by earlier versions do not say: how an item stands, its links' places."""
LEVEL = 3
"""zlib's level: a large file packs three times as fast as at 6 and takes a tenth more room."""


def packed(reading: FileReading) -> bytes:
    """The tables of a reading that was not refused."""
    plain = {"file": reading.file, "tables": [_plain_table(table) for table in reading.tables]}
    text = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode(), LEVEL)


def unpacked(data: bytes) -> FileReading:
    """What `packed` kept."""
    plain = json.loads(zlib.decompress(data))
    return FileReading(plain["file"], None, tuple(_table(table) for table in plain["tables"]))


def _plain_table(table: ReadTable) -> dict[str, Any]:
    columns: list[dict[str, str]] = []
    entries = [_plain_entry(entry, columns) for entry in table.entries]
    return {
        "sheet": table.sheet,
        "title": table.title,
        "domain": table.domain,
        "header": table.header,
        "columns": columns,
        "entries": entries,
        "problems": [problem.to_dict() for problem in table.problems],
    }


def _plain_entry(entry: ReadEntry, columns: list[dict[str, str]]) -> list[Any]:
    """The columns of a header are kept once, beside its entries."""
    if entry.columns not in columns:
        columns.append(entry.columns)
    return [
        entry.row,
        entry.number,
        [getattr(entry.content, field) for field in FIELDS],
        entry.urls,
        entry.identity,
        entry.domain,
        columns.index(entry.columns),
        entry.disposition,
        entry.reason,
        entry.guide_item,
        entry.link_places,
    ]


def _table(plain: dict[str, Any]) -> ReadTable:
    header = plain["header"]
    return ReadTable(
        plain["sheet"],
        plain["title"],
        plain["domain"],
        (header[0], header[1]) if header else None,
        tuple(_entry(entry, plain["columns"]) for entry in plain["entries"]),
        tuple(Problem(**problem) for problem in plain["problems"]),
    )


def _entry(plain: list[Any], columns: list[dict[str, str]]) -> ReadEntry:
    row, number, values, urls, identity, domain, index, *more = plain
    elements: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in zip(FIELDS, values, strict=True)
    }
    content = EntryContent(**elements)
    told = (row, number, content, tuple(urls), identity, domain, columns[index])
    disposition, reason, guide_item, places = (*more, *_UNSAID[len(more) :])
    links = {url: (channel, kind) for url, (channel, kind) in places.items()}
    return ReadEntry(*told, disposition, reason, guide_item, links)
