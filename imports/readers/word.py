"""Reads the tables of a Word document (.docx) straight from its XML."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree

from imports.readers.document import Block, Grid, GridBuilder, as_sheet
from imports.readers.package import read_part
from imports.refusal import Refused
from imports.table import Table
from imports.wording import tidy

DOCUMENT = "word/document.xml"

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OTHER_VIEW = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def read_docx(package: zipfile.ZipFile) -> list[Table]:
    """The document as one sheet, or its tables as they are (`as_sheet`)."""
    xml = read_part(package, DOCUMENT)
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:  # Word never writes them; bombs do
        raise Refused("unreadable")
    try:
        root = ElementTree.parse(BytesIO(xml)).getroot()  # noqa: S314  (entities refused above)
    except ElementTree.ParseError as damage:
        raise Refused("unreadable") from damage
    return as_sheet(_blocks(root))


def _blocks(root: ElementTree.Element) -> Iterator[Block]:
    body = root.find(f"{_W}body")
    return _blocks_in(body) if body is not None else iter(())


def _blocks_in(parent: ElementTree.Element) -> Iterator[Block]:
    for element in _parts(parent):
        if element.tag == f"{_W}tbl":
            yield _grid(element)
        elif element.tag == f"{_W}p" and (boxes := _boxes_with_tables(element)):
            for box in boxes:
                yield from _blocks_in(box)
        elif element.tag == f"{_W}p" and (line := tidy(_paragraph(element))):
            yield line


def _boxes_with_tables(paragraph: ElementTree.Element) -> list[ElementTree.Element]:
    """The text boxes that hang on a paragraph, where one of them holds a table."""
    if paragraph.find(f".//{_W}tbl") is None:
        return []
    return [each for each in _seen(paragraph) if each.tag == f"{_W}txbxContent"]


def _parts(parent: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """The children, and those of content controls, which only wrap them."""
    for child in parent:
        content = child.find(f"{_W}sdtContent") if child.tag == f"{_W}sdt" else None
        if content is not None:
            yield from _parts(content)
        else:
            yield child


def _grid(table: ElementTree.Element) -> Grid:
    rows = [list(_cells(row)) for row in _parts(table) if row.tag == f"{_W}tr"]
    builder = GridBuilder()
    for number, row in enumerate(rows):
        builder.add_row()
        column = 0
        for span, merge, text in row:
            if merge != "continue":
                builder.add_cell(text, _height(rows, number, column, merge), span)
            column += span
    return builder.grid


Cell = tuple[int, str, str]  # columns it covers; "", "restart" or "continue" of a tall cell; text


def _cells(row: ElementTree.Element) -> Iterator[Cell]:
    for _ in range(_number(row.find(f"{_W}trPr/{_W}gridBefore"), 0)):
        yield 1, "", ""
    for cell in _parts(row):
        if cell.tag == f"{_W}tc":
            span = _number(cell.find(f"{_W}tcPr/{_W}gridSpan"), 1)
            tall = cell.find(f"{_W}tcPr/{_W}vMerge")
            merge = "" if tall is None else tall.get(f"{_W}val", "continue")
            yield span, merge, _text(cell)


def _height(rows: list[list[Cell]], number: int, column: int, merge: str) -> int:
    if merge != "restart":
        return 1
    height = 1
    for row in rows[number + 1 :]:
        if _merge_at(row, column) != "continue":
            break
        height += 1
    return height


def _merge_at(row: list[Cell], column: int) -> str:
    at = 0
    for span, merge, _ in row:
        if at == column:
            return merge
        at += span
    return ""


def _number(element: ElementTree.Element | None, default: int) -> int:
    written = "" if element is None else element.get(f"{_W}val", "")
    return min(int(written), 200) if written.isascii() and written.isdigit() else default


def _text(cell: ElementTree.Element) -> str:
    lines = (_paragraph(paragraph).strip() for paragraph in cell.iter(f"{_W}p"))
    return "\n".join(line for line in lines if line)


def _paragraph(paragraph: ElementTree.Element) -> str:
    return "".join(map(_piece, _seen(paragraph)))


def _seen(parent: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """Everything inside, but for the second writing that Word keeps for old programs."""
    for child in parent:
        if child.tag != _OTHER_VIEW:
            yield child
            yield from _seen(child)


def _piece(element: ElementTree.Element) -> str:
    if element.tag == f"{_W}t":
        return element.text or ""
    if element.tag in (f"{_W}br", f"{_W}cr"):
        return "\n"
    if element.tag == f"{_W}sym":  # a sign of Wingdings: boxes and ticks
        return _sign(element.get(f"{_W}char", ""))
    return " " if element.tag == f"{_W}tab" else ""


def _sign(written: str) -> str:
    try:
        code = int(written, 16)
    except ValueError:
        return ""
    # Word writes F052 or 0052 for the same sign of a symbol font.
    return chr(code | 0xF000) if code < 0x100 or 0xF000 <= code < 0xF900 else ""
