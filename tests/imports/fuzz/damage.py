"""Damages files in many ways: their bytes, their packages, the XML inside, the cells of their tables.

A seed decides everything: the same seed damages the same files in the same way.
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from io import BytesIO
from pathlib import Path
from random import Random

from imports.readers import read_tables
from imports.refusal import Refused
from imports.table import Table, column_letters

Damage = Callable[[Random, bytes], bytes]


@dataclass(frozen=True)
class Damaged:
    """One damaged file: its name, its bytes, and at which level it was damaged."""

    name: str
    data: bytes
    level: str  # bytes, zip, xml or cells


_ODD_CELLS = (
    "", "同上", "√" * 999, "■" * 5000, "(" * 3000, "《" * 2000, "1." * 3000, "\n" * 9000, "0" * 400,
    "=1+1", "\u202e倒", "\ud83d\ude00", "&#0;", "1e309", "口t R£" * 500, "、" * 8000, "http://" * 900,
)  # fmt: skip
_ODD_XML = (
    b"<c", b"</row>", b"<f>A1</f>", b'r="XFD1048576"', b'r="A0"', b's="99999999"', b"]]>", b"<![CDATA[",
    b'<mergeCell ref="A1:XFD1048576"/>', b'<mergeCell ref="B4:B3"/>', b"&bomb;", b"\x00",
    b"<v>1e999</v>", b't="s"><v>999999999</v>', b't="d"', b'hidden="1"', b'<row r="1048576">',
)  # fmt: skip


def damaged(seed: int, files: Sequence[Path]) -> Damaged:
    """One of the files, damaged in a way that the seed decides."""
    random = Random(seed)
    path = random.choice(files)
    data = path.read_bytes()
    level = random.choice(LEVELS if data.startswith(b"PK") else ("bytes", "bytes", "cells"))
    if level == "cells":
        tables = _tables_of(path)
        return Damaged(path.name, _with_odd_cells(random, tables) if tables else data, level)
    damage = random.choice(_DAMAGES[level])
    for _ in range(random.choice((1, 1, 2, 4))):
        data = damage(random, data)
    return Damaged(path.name, data, level)


def _flip(random: Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(random.choice((1, 8, 200))):
        changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed)


def _cut(random: Random, data: bytes) -> bytes:
    return data[: random.randrange(1, len(data) + 1)] or b"P"


def _spliced(random: Random, data: bytes) -> bytes:
    start, end = sorted(random.randrange(len(data)) for _ in range(2))
    return data[:end] + data[start : start + 50_000] + data[end:]


def _parts(data: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            return {name: package.read(name) for name in package.namelist()}
    except (zipfile.BadZipFile, ValueError):
        return {}


def _packed(parts: dict[str, bytes]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)  # of no time
    return stream.getvalue()


def _in_part(change: Callable[[Random, bytes], bytes]) -> Callable[[Random, bytes], bytes]:
    """The same damage inside one XML part of a package, which is packed again."""

    def damage(random: Random, data: bytes) -> bytes:
        parts = _parts(data)
        names = [n for n in parts if n.endswith((".xml", ".rels")) and parts[n]]
        if not names:
            return data
        likely = [n for n in names if "sheet" in n or "document" in n or "shared" in n.lower()]
        name = random.choice(likely or names if random.random() < 0.8 else names)
        parts[name] = change(random, parts[name])
        return _packed(parts)

    return damage


def _odd_xml(random: Random, part: bytes) -> bytes:
    place = part.find(b">", random.randrange(len(part))) + 1
    return part[:place] + random.choice(_ODD_XML) + part[place:]


def _odd_text(random: Random, part: bytes) -> bytes:
    """Another text in place of one that stands between tags."""
    begin = part.find(b">", random.randrange(len(part))) + 1
    end = part.find(b"<", begin)
    odd = random.choice(_ODD_CELLS).encode("utf-8", "surrogatepass")
    return part[:begin] + odd + part[end:] if 0 < begin <= end else part


def _odd_attribute(random: Random, part: bytes) -> bytes:
    begin = part.find(b'="', random.randrange(len(part))) + 2
    end = part.find(b'"', begin)
    odd = random.choice((b"", b"-1", b"99999999999", b"A1:Z9", b"\xff", b"x" * 70_000, b"0"))
    return part[:begin] + odd + part[end:] if 2 <= begin <= end else part


def _repeated(random: Random, part: bytes) -> bytes:
    """One stretch of tags many times over."""
    begin = part.find(b"<", random.randrange(len(part)))
    end = part.find(b"<", begin + random.choice((1, 200, 3_000)))
    return part[:begin] + part[begin:end] * random.choice((2, 50, 20_000)) + part[end:]


def _without_part(random: Random, data: bytes) -> bytes:
    parts = _parts(data)
    if len(parts) > 1:
        del parts[random.choice(list(parts))]
    return _packed(parts) if parts else data


def _renamed_part(random: Random, data: bytes) -> bytes:
    parts = _parts(data)
    if not parts:
        return data
    name = random.choice(list(parts))
    parts[random.choice(("../" + name, name.upper(), name + "\0x", "x", "xl/" * 300))] = parts.pop(
        name
    )
    return _packed(parts)


def _swapped_parts(random: Random, data: bytes) -> bytes:
    parts = _parts(data)
    if len(parts) > 1:
        one, other = random.sample(list(parts), 2)
        parts[one], parts[other] = parts[other], parts[one]
    return _packed(parts) if parts else data


def _more_parts(random: Random, data: bytes) -> bytes:
    parts = _parts(data)
    for number in range(random.choice((1, 50, 3_000))):
        parts[f"xl/media/{number}.bin"] = b"\0" * random.choice((0, 10, 10_000))
    return _packed(parts)


def _large_part(random: Random, data: bytes) -> bytes:
    parts = _parts(data)
    if not parts:
        return data
    name = random.choice(list(parts))
    parts[name] += random.choice((b" ", b"<c/>", b"\xff")) * random.choice((100_000, 3_000_000))
    return _packed(parts)


def _false_sizes(random: Random, data: bytes) -> bytes:
    """Sizes, checksums, offsets and flags of the package's directory that are not true."""
    changed = bytearray(data)
    place = data.find(b"PK\x01\x02", random.randrange(len(data)))
    if place < 0:
        place = data.rfind(b"PK\x05\x06")
    offset = place + random.choice((8, 10, 12, 16, 20, 24, 28, 42))
    if place >= 0 and offset + 4 <= len(changed):
        struct.pack_into(
            "<I", changed, offset, random.choice((0, 1, 8, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF))
        )
    return bytes(changed)


@cache
def _tables_of(path: Path) -> tuple[Table, ...]:
    try:
        return tuple(table for table in read_tables(path.read_bytes()) if len(table.rows) < 400)
    except Refused:
        return ()


def _with_odd_cells(random: Random, tables: Sequence[Table]) -> bytes:
    """A workbook or a text of one table, some of its cells changed, moved, merged or left out."""
    table = random.choice(tables)
    rows = [list(cells) for cells in table.rows]
    merges = list(table.merges)
    for _ in range(random.choice((1, 3, 20))):
        random.choice(_CELL_DAMAGES)(random, rows)
    if random.random() < 0.3:
        first, left = random.randint(1, len(rows)), random.randint(1, 14)
        down, right = random.choice((0, 1, 5, 90_000)), random.choice((0, 1, 5, 250))
        merges.append((first, left, first + down, left + right))
    if random.random() < 0.2:
        return "\n".join("\t".join(cells) for cells in rows).encode("utf-8", "replace")
    return _small_workbook(rows, merges)


def _odd_cell(random: Random, rows: list[list[str]]) -> None:
    cells = random.choice(rows)
    if cells:
        cells[random.randrange(len(cells))] = random.choice(_ODD_CELLS)


def _copied_cell(random: Random, rows: list[list[str]]) -> None:
    to, source = random.choice(rows), random.choice(rows)
    if to and source:
        to[random.randrange(len(to))] = random.choice(source)


def _cut_cell(random: Random, rows: list[list[str]]) -> None:
    cells = random.choice(rows)
    if cells:
        place = random.randrange(len(cells))
        cells[place] = cells[place][: random.randint(0, len(cells[place]))]


def _repeated_row(random: Random, rows: list[list[str]]) -> None:
    rows.insert(random.randint(0, len(rows)), list(random.choice(rows)))


def _lost_row(random: Random, rows: list[list[str]]) -> None:
    if len(rows) > 1:
        rows.pop(random.randrange(len(rows)))


def _moved_column(random: Random, rows: list[list[str]]) -> None:
    width = min(map(len, rows))
    if width:
        source, to = random.randrange(width), random.randrange(width)
        for cells in rows:
            cells.insert(to, cells.pop(source))


def _many_rows(random: Random, rows: list[list[str]]) -> None:
    if len(rows) < 1_000:
        rows.extend(list(cells) for cells in rows * random.choice((1, 3, 20)))


def _small_workbook(
    rows: Sequence[Sequence[str]], merges: Sequence[tuple[int, int, int, int]]
) -> bytes:
    """An .xlsx of one sheet, its texts inside the cells; written in a millisecond."""
    body = "".join(
        f'<row r="{number}">{"".join(_cell(number, *each) for each in enumerate(cells, 1))}</row>'
        for number, cells in enumerate(rows, 1)
    )
    ranges = "".join(
        f'<mergeCell ref="{column_letters(c1)}{r1}:{column_letters(c2)}{r2}"/>'
        for r1, c1, r2, c2 in merges
    )
    merged = f"<mergeCells>{ranges}</mergeCells>" if ranges else ""
    sheet = f'<worksheet xmlns="{_MAIN}"><sheetData>{body}</sheetData>{merged}</worksheet>'
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELS.format("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}/relationships">'
        '<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _RELS.format("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": sheet,
    }
    return _packed({name: part.encode("utf-8", "replace") for name, part in parts.items()})


def _cell(row: int, column: int, text: str) -> str:
    if not text:
        return ""
    shown = escape("".join(sign for sign in text if sign >= " " or sign in "\n\t"))
    return f'<c r="{column_letters(column)}{row}" t="inlineStr"><is><t>{shown}</t></is></c>'


_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_RELS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{_OFFICE}/relationships/{{}}" Target="{{}}"/></Relationships>'
)
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
    "</Types>"
)
_CELL_DAMAGES = (
    _odd_cell,
    _odd_cell,
    _copied_cell,
    _cut_cell,
    _repeated_row,
    _lost_row,
    _moved_column,
    _many_rows,
)
LEVELS = ("bytes", "zip", "zip", "xml", "xml", "xml", "cells", "cells")
_DAMAGES: dict[str, tuple[Damage, ...]] = {
    "bytes": (_flip, _flip, _cut, _spliced, _odd_text, _odd_attribute),
    "zip": (_without_part, _renamed_part, _swapped_parts, _more_parts, _large_part, _false_sizes),
    "xml": tuple(
        _in_part(each)
        for each in (_flip, _cut, _odd_xml, _odd_text, _odd_text, _odd_attribute, _repeated)
    ),
}
