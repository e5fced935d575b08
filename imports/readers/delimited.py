"""Reads .csv and .tsv text in the encodings that Chinese offices use."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from io import StringIO

from imports.readers.tabbed import tabbed_rows
from imports.refusal import Refused
from imports.table import Table, padded

DELIMITERS = (",", "\t", ";", "|")
SAMPLE_LINES = 50
MAX_ROWS = 100_000
_GUARDED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")
_CONSTANT = re.compile(r'="([^"]*)"')
_SEPARATOR_LINE = re.compile(r'"?sep=([,;|\t])"?(?:\r\n?|\n)', re.IGNORECASE)
csv.field_size_limit(1_000_000)


def decode(data: bytes) -> str | None:
    """The text in UTF-8, GB18030 or UTF-16, or None if it is none of them.

    Each is tried strictly: a wrong guess would corrupt the names.
    """
    for encoding in _encodings(data):
        try:
            return data.decode(encoding).removeprefix("\ufeff")
        except UnicodeDecodeError:
            continue
    return None


def _encodings(data: bytes) -> tuple[str, ...]:
    """UTF-16 is known by its mark, or by null bytes beside line breaks; other text has none."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    if b"\0" in data:
        return ("utf-16-be",) if b"\0\n" in data and b"\n\0" not in data else ("utf-16-le",)
    return ("utf-8-sig", "gb18030")


def read_delimited(text: str) -> list[Table]:
    """The one table of a delimited text. Row numbers count records, as a spreadsheet shows them.

    Refuses, as an unknown format, a text in which no delimiter divides lines into columns.
    """
    text, delimiter = _declared(text)
    delimiter = delimiter or _delimiter(text)
    if delimiter is None:
        raise Refused("unknown-format")
    rows = []
    try:
        for record in _records(text, delimiter):
            rows.append([_without_guard(text) for text in record])
            if len(rows) > MAX_ROWS:
                raise Refused("too-large", limit=f"最多{MAX_ROWS}行")
    except csv.Error as damage:
        raise Refused("unreadable") from damage
    table = Table("", padded(rows))
    return [] if table.is_empty else [table]


def _declared(text: str) -> tuple[str, str | None]:
    """The text without the line "sep=;" by which a spreadsheet is told the delimiter, and that.

    Spreadsheets do not show this line, nor count it as a row.
    """
    line = _SEPARATOR_LINE.match(text)
    return (text[line.end() :], line[1]) if line else (text, None)


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    if delimiter == "\t":
        return tabbed_rows(text)
    return csv.reader(StringIO(text, newline=""), delimiter=delimiter)


def _without_guard(text: str) -> str:
    """The text without the apostrophe an export puts before what a spreadsheet would calculate, or
    without the formula (="0104") by which another program keeps a number's first nought."""
    if text.startswith("'"):
        return text[1:] if _GUARDED.match(text) else text
    constant = _CONSTANT.fullmatch(text) if text.startswith("=") else None
    return constant[1] if constant else text


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
    widths = []
    try:
        for record in _records(text, delimiter):
            if any(record):
                widths.append(len(record))
            if len(widths) == SAMPLE_LINES:
                break
    except csv.Error:
        return []
    return widths
