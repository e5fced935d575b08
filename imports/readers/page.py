"""Reads the tables of a saved web page, also one that a system saved under the name .xls."""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from imports.marks import EMPTY, TICKED
from imports.readers.document import Block, Grid, GridBuilder, as_sheet, has_header
from imports.table import Table
from imports.wording import tidy

_SKIPPED = frozenset({"script", "style", "noscript", "template", "head", "select", "-comment"})
_BOXES = frozenset({"checkbox", "radio"})
SIGNS = frozenset(TICKED + EMPTY)  # what a picture in place of a tick may say it is
_LOOKS = 40  # tables that hold others, each looked through for a header before it is opened
_BREAKS = frozenset({"br", "p", "div", "li", "tr", "td", "h1", "h2", "h3", "h4", "h5", "h6"})


def read_page(html: str) -> list[Table]:
    """The page as one sheet, or its tables as they are (`as_sheet`)."""
    body = LexborHTMLParser(html).body
    return as_sheet(_blocks(body)) if body is not None else []


def _blocks(body: LexborNode) -> Iterator[Block]:
    """Lines of text and tables of data, in the page's order; layout tables are opened."""
    line: list[str] = []
    stack: list[LexborNode | None] = [body.child]
    holders = _holders(body)
    looks = _LOOKS
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
            grid = None
            if node.tag == "table":
                holds = node.mem_id in holders
                looks -= holds
                grid = _data(node, holds=holds) if looks >= 0 or not holds else None
            if grid:
                yield grid
            else:
                stack.append(node.child)


def _holders(body: LexborNode) -> set[int]:
    """The tables that hold other tables; each table is asked only for the one right above it."""
    holders = set()
    for table in body.css("table"):
        above = table.parent
        while above is not None and above.tag != "table":
            above = above.parent
        if above is not None:
            holders.add(above.mem_id)
    return holders


def _data(table: LexborNode, *, holds: bool) -> Grid | None:
    """The grid of a table, or None where tables stand in it and it has no catalogue's header."""
    grid = _grid(table)
    return grid if not holds or has_header(grid) else None


def _finished(line: list[str]) -> Iterator[str]:
    text = tidy("".join(line))
    line.clear()
    if text:
        yield text


def _grid(table: LexborNode) -> Grid:
    builder = GridBuilder()
    for row in _children(table, "tr"):
        hidden = _is_hidden(row)
        builder.add_row(hidden=hidden)
        for cell in _children(row, "td", "th"):
            if not hidden and _is_hidden(cell):
                continue
            attributes = cell.attributes
            links = [link.attributes.get("href") or "" for link in cell.css("a[href]")]
            builder.add_cell(
                _text(cell),
                _span(attributes.get("rowspan")),
                _span(attributes.get("colspan")),
                [link for link in links if link.startswith(("http://", "https://"))],
            )
    return builder.grid


def _children(parent: LexborNode, *tags: str) -> Iterator[LexborNode]:
    """Its own children of these kinds, also those in parts of a table; none of a table inside it."""
    for child in parent.iter():
        if child.tag in tags:
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from _children(child, *tags)


def _is_hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    style = (attributes.get("style") or "").replace(" ", "").lower()
    return "hidden" in attributes or "display:none" in style


def _span(written: str | None) -> int:
    return int(written) if written and written.isascii() and written.isdigit() else 1


def _unseen_in(cell: LexborNode) -> set[int]:
    """The pieces of text that the page's own style hides."""
    styled = (node for node in cell.css('[style*="none" i], [hidden]') if _is_hidden(node))
    pieces = (piece for node in styled for piece in node.traverse(include_text=True))
    return {piece.mem_id for piece in pieces if piece.tag == "-text"}


def _text(cell: LexborNode) -> str:
    """The cell's text; a paragraph or <br> is a line break, a line break of the source a blank."""
    parts: list[str] = []
    unseen = _unseen_in(cell)
    for node in cell.traverse(include_text=True):
        if node.tag == "-text":
            if unseen and node.mem_id in unseen:
                continue
            parts.append(" ".join((node.text_content or "").split("\n")))
        elif node.tag in _BREAKS:
            parts.append("\n")
        elif node.tag == "input" and (node.attributes.get("type") or "").lower() in _BOXES:
            parts.append("☑" if "checked" in node.attributes else "☐")
        elif node.tag == "img" and (node.attributes.get("alt") or "-").strip(" ") in SIGNS:
            parts.append(node.attributes["alt"] or "")
    lines = (line.strip() for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)
