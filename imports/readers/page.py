"""Reads the tables of a saved web page, also one that a system saved under the name .xls."""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from imports.readers.document import Block, Grid, GridBuilder, as_sheet
from imports.table import Table
from imports.wording import tidy

_SKIPPED = frozenset({"script", "style", "noscript", "template", "head", "select", "-comment"})
_BREAKS = frozenset({"br", "p", "div", "li", "tr", "td", "h1", "h2", "h3", "h4", "h5", "h6"})


def read_page(html: str) -> list[Table]:
    """The page as one sheet, or its tables as they are (`as_sheet`)."""
    body = LexborHTMLParser(html).body
    return as_sheet(_blocks(body)) if body is not None else []


def _blocks(body: LexborNode) -> Iterator[Block]:
    """Lines of text and tables of data, in the page's order; layout tables are opened."""
    line: list[str] = []
    stack: list[LexborNode | None] = [body.child]
    while stack:
        node = stack.pop()
        if node is None:
            continue
        stack.append(node.next)
        if node.tag == "-text":
            line.append(node.text_content or "")
        elif node.tag not in _SKIPPED:
            if node.tag in _BREAKS or node.tag == "table":
                yield from _finished(line)
            if node.tag == "table" and not node.css("table table, table")[1:]:
                yield _grid(node)
            else:
                stack.append(node.child)


def _finished(line: list[str]) -> Iterator[str]:
    text = tidy("".join(line))
    line.clear()
    if text:
        yield text


def _grid(table: LexborNode) -> Grid:
    builder = GridBuilder()
    for row in table.css("tr"):
        builder.add_row()
        for cell in row.css("td, th"):
            attributes = cell.attributes
            links = [link.attributes.get("href") or "" for link in cell.css("a[href]")]
            builder.add_cell(
                _text(cell),
                _span(attributes.get("rowspan")),
                _span(attributes.get("colspan")),
                [link for link in links if link.startswith(("http://", "https://"))],
            )
    return builder.grid


def _span(written: str | None) -> int:
    return int(written) if written and written.isascii() and written.isdigit() else 1


def _text(cell: LexborNode) -> str:
    """The cell's text; a paragraph or <br> is a line break, a line break of the source a blank."""
    parts: list[str] = []
    for node in cell.traverse(include_text=True):
        if node.tag == "-text":
            parts.append(" ".join((node.text_content or "").split("\n")))
        elif node.tag in _BREAKS:
            parts.append("\n")
    lines = (line.strip() for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)
