"""Text of old Word files (.doc, .wps), by the piece table of [MS-DOC] 2.4.1."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from catalog_app.checks.files.draft import Draft, Part
from catalog_app.checks.files.limits import Budget, Encrypted, Unreadable
from catalog_app.checks.files.ole import CompoundFile

MAGIC = 0xA5EC
FLAGS, CLX = 0x0A, 0x01A2  # where the header keeps its flags, and place and length of the pieces
IS_ENCRYPTED, IN_TABLE_1 = 0x0100, 0x0200
MAX_PIECES = 100_000
FIELD = re.compile(r"\x13[^\x13-\x15]*\x14([^\x13-\x15]*)\x15|\x13[^\x13-\x15]*\x15")
CELL, SIGNS = "\x07", re.compile(r"[\x00-\x06\x08\x0e-\x1f]")


def read_doc(file: CompoundFile, budget: Budget) -> Draft:
    """Lines, and tables by their marks of cells; raises Unreadable."""
    stream = file.stream("WordDocument")
    if stream is None or len(stream) < CLX + 8 or struct.unpack_from("<H", stream)[0] != MAGIC:
        raise Unreadable("旧版文字文件的内容读不出")
    (flags,) = struct.unpack_from("<H", stream, FLAGS)
    if flags & IS_ENCRYPTED:
        raise Encrypted
    table = file.stream("1Table" if flags & IN_TABLE_1 else "0Table")
    if table is None:
        raise Unreadable("旧版文字文件的内容读不出")
    place, length = struct.unpack_from("<II", stream, CLX)
    text = "".join(_pieces(stream, table[place : place + length], budget))
    draft = Draft("doc", list(_parts(FIELD.sub(r"\1", text))), cut=budget.cut)
    draft.scanned = not text.strip("\r\x01\x08 ") and "\x01" in text  # nothing but pictures
    return draft


def _pieces(stream: bytes, clx: bytes, budget: Budget) -> Iterator[str]:
    table = _piece_table(clx)
    count = min((len(table) - 4) // 12, MAX_PIECES)
    if count < 1:
        raise Unreadable("旧版文字文件的内容读不出")
    ends = struct.unpack_from(f"<{count + 1}I", table)
    for number in range(count):
        (place,) = struct.unpack_from("<I", table, 4 * (count + 1) + 8 * number + 2)
        length = ends[number + 1] - ends[number]
        if length < 0 or budget.spent:
            return
        if place & 0x40000000:  # one byte a sign
            start = (place & 0x3FFFFFFF) // 2
            piece = stream[start : start + length].decode("cp1252", "replace")
        else:
            piece = stream[place : place + 2 * length].decode("utf-16-le", "replace")
        yield budget.take(piece)


def _piece_table(clx: bytes) -> bytes:
    """Behind the records of formatting, each with its length."""
    at = 0
    while at + 5 <= len(clx):
        if clx[at] == 2:
            return clx[at + 5 : at + 5 + struct.unpack_from("<I", clx, at + 1)[0]]
        if clx[at] != 1:
            break
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    return b""


def _parts(text: str) -> Iterator[Part]:
    """A row of a table ends with a mark of its own after that of its last cell."""
    lines: list[list[str]] = []
    rows: list[list[str]] = []
    tables = 0
    for paragraph in re.split(r"[\r\x0b\x0c]", text):
        if CELL not in paragraph and not (rows and not paragraph.strip()):
            if rows:
                tables += 1
                yield Part(rows, f"第{tables}个表格", lines=False)
                rows = []
            if line := _clean(paragraph):
                lines.append([line])
            continue
        if lines:
            yield Part(lines)
            lines = []
        rows += [
            [_clean(cell) for cell in row.split(CELL)] for row in paragraph.split(CELL * 2) if row
        ]
    if rows:
        yield Part(rows, f"第{tables + 1}个表格", lines=False)
    if lines:
        yield Part(lines)


def _clean(text: str) -> str:
    return " ".join(SIGNS.sub("", text).split())
