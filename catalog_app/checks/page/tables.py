"""Personal data in a page's tables and lines: who stands beside a number, under which header.

Looked for only where a plain search of the text finds a number or the header of a list of people.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from selectolax.lexbor import LexborHTMLParser, LexborNode

from catalog_app.checks.page.outline import Outline, squeeze
from catalog_app.checks.privacy import (
    CellDatum,
    Leak,
    PersonalDatum,
    rows_personal_data,
    weak_masks,
)
from catalog_app.checks.privacy.headers import may_list_people
from catalog_app.checks.privacy.leaks import Located, leaks
from imports.readers.document import GridBuilder
from imports.refusal import Refused

MAX_TABLES = 200
MAX_CELL = 400  # characters; a longer cell lays out a page, it holds no field
IN_SOURCE = "网页代码里"


def page_leaks(
    tree: LexborHTMLParser,
    page: Outline,
    shown: Sequence[PersonalDatum],
    held: Sequence[PersonalDatum],
    about: str,
) -> tuple[Leak, ...]:
    """What accuses on the page; `shown` are the numbers that a search of its text has found, `held`
    the identity numbers in its source that no reader sees; `about` are its title and the beginning
    of its own text."""
    text = page.text
    listed = may_list_people(text) and tree.css_first("table") is not None
    if not (shown or held or listed or weak_masks(text)):
        return ()
    tables = [node for node in tree.css("table")[:MAX_TABLES] if _is_innermost(node)]
    inside = {id_ for node in tables for id_ in _texts(node)}
    lines = [[line.text] for line in page.lines if line.node.mem_id not in inside]
    source = ((CellDatum("id_number", hit.masked, 0, 0, 0, 0), IN_SOURCE) for hit in held)
    return leaks(chain(_located(tables, lines, about), source))


def _located(
    tables: Sequence[LexborNode], lines: Sequence[Sequence[str]], about: str
) -> Iterator[Located]:
    for datum in rows_personal_data(lines, aligned=False, about=about):
        yield datum, ""
    for number, table in enumerate(tables, start=1):
        for datum in rows_personal_data(_rows(table), about=about):
            yield datum, f"第{number}个表格第{datum.row + 1}行"


def _is_innermost(table: LexborNode) -> bool:
    return all(inner.mem_id == table.mem_id for inner in table.css("table"))


def _texts(node: LexborNode) -> Iterator[int]:
    for inner in node.traverse(include_text=True):
        if inner.tag == "-text":
            yield inner.mem_id


def _rows(table: LexborNode) -> list[list[str]]:
    """The cells' texts, each in its column whatever spans rows and columns before it."""
    builder = GridBuilder()
    try:
        for row in table.css("tr"):
            builder.add_row()
            for cell in row.iter():
                if cell.tag in ("td", "th"):
                    text = squeeze(cell.text())[:MAX_CELL]
                    builder.add_cell(text, _span(cell, "rowspan"), _span(cell, "colspan"))
    except Refused:  # more spanned cells than any table has
        return []
    return builder.grid.rows


def _span(cell: LexborNode, name: str) -> int:
    written = cell.attributes.get(name) or ""
    return int(written[:4]) if written.isascii() and written.isdigit() else 1
