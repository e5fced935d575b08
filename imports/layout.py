"""How wide the columns of a workbook are: for showing a file's problems in its own layout.

Only the heads of its parts are looked at, as bytes and up to a limit, so that no workbook, however it
is made, costs more than a glance; where anything is not as expected, nothing is said.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from html import unescape

from imports.archive import opened
from imports.refusal import Refused

HEAD = 256 * 1024  # bytes of a part that are looked at
SHEETS_MAX = 200
COLUMNS_MAX = 256
NARROWEST, WIDEST = 1.0, 100.0  # digits' widths

_SHEET = re.compile(rb"<(?:\w{1,20}:)?sheet\s([^<>]*)>")
_RELATION = re.compile(rb"<(?:\w{1,20}:)?Relationship\s([^<>]*)>")
_COLUMN = re.compile(rb"<(?:\w{1,20}:)?col\s([^<>]*)>")
_ATTRIBUTE = re.compile(rb"""([\w:]{1,20})\s{0,9}=\s{0,9}["']([^"']*)["']""")
_ROWS_BEGIN = re.compile(rb"<(?:\w{1,20}:)?sheetData\b")


def column_widths(data: bytes) -> Mapping[str, Mapping[int, float]]:
    """Widths (in digits' widths) by sheet and column (from 1), as far as an .xlsx says them; nothing
    for other files."""
    try:
        package = opened(data)
        return {name: dict(_widths(package, part)) for name, part in _sheets(package)}
    except (Refused, KeyError, ValueError, OSError, EOFError):
        return {}
    except (zipfile.BadZipFile, NotImplementedError, zlib.error):
        return {}


def _sheets(package: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Names of the sheets, and the parts they are in."""
    parts = {
        each.get("Id", ""): posixpath.normpath(posixpath.join("/xl", each.get("Target", "")))
        for each in _elements(_RELATION, _head(package, "xl/_rels/workbook.xml.rels"))
    }
    found = _elements(_SHEET, _head(package, "xl/workbook.xml"))
    for each, _ in zip(found, range(SHEETS_MAX), strict=False):
        reference = next((value for name, value in each.items() if name.endswith(":id")), "")
        yield unescape(each.get("name", "")), parts[reference].lstrip("/")


def _widths(package: zipfile.ZipFile, part: str) -> Iterator[tuple[int, float]]:
    head = _ROWS_BEGIN.split(_head(package, part), maxsplit=1)[0]
    for each in _elements(_COLUMN, head):
        first, last = int(each["min"]), min(int(each["max"]), COLUMNS_MAX)
        width = float(each.get("width", "nan"))
        if width >= 0:
            for column in range(max(first, 1), last + 1):
                yield column, min(max(width, NARROWEST), WIDEST)


def _elements(pattern: re.Pattern[bytes], text: bytes) -> Iterator[dict[str, str]]:
    """The attributes of each element."""
    for found in pattern.finditer(text):
        yield {
            name.decode(errors="replace"): value.decode(errors="replace")
            for name, value in _ATTRIBUTE.findall(found[1])
        }


def _head(package: zipfile.ZipFile, name: str) -> bytes:
    with package.open(name) as part:
        return part.read(HEAD)
