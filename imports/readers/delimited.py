"""Reads .csv and .tsv text in the encodings that Chinese offices use."""

from __future__ import annotations

import csv
import re
from io import StringIO

from imports.refusal import Refused
from imports.table import Table, padded

DELIMITERS = (",", "\t", ";")
SAMPLE_LINES = 50
MAX_ROWS = 100_000
_GUARDED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")
csv.field_size_limit(1_000_000)


def decode(data: bytes) -> str | None:
    """The text in UTF-8 or GB18030 (UTF-16 where it carries a mark), or None if it is neither.

    Both are tried strictly: a wrong guess would corrupt the names.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def read_delimited(text: str) -> list[Table]:
    """The one table of a delimited text. Row numbers count records, as a spreadsheet shows them.

    Refuses, as an unknown format, a text in which no delimiter divides lines into columns.
    """
    delimiter = _delimiter(text)
    if delimiter is None:
        raise Refused("unknown-format")
    rows = []
    try:
        for record in csv.reader(StringIO(text, newline=""), delimiter=delimiter):
            rows.append([_without_guard(text) for text in record])
            if len(rows) > MAX_ROWS:
                raise Refused("too-large", limit=f"最多{MAX_ROWS}行")
    except csv.Error as damage:
        raise Refused("unreadable") from damage
    table = Table("", padded(rows))
    return [] if table.is_empty else [table]


def _without_guard(text: str) -> str:
    """The text without the apostrophe an export puts before what a spreadsheet would calculate."""
    return text[1:] if text.startswith("'") and _GUARDED.match(text) else text


def _delimiter(text: str) -> str | None:
    """The delimiter under which most of the first records have one same number of columns > 2."""
    best, score = None, 1
    for delimiter in DELIMITERS:
        widths = _widths(text, delimiter)
        common = max(set(widths), key=widths.count, default=0)
        if common > 2 and widths.count(common) > score:
            best, score = delimiter, widths.count(common)
    return best


def _widths(text: str, delimiter: str) -> list[int]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    widths = []
    try:
        for record in reader:
            if any(record):
                widths.append(len(record))
            if len(widths) == SAMPLE_LINES:
                break
    except csv.Error:
        return []
    return widths
