"""Catalogues as one web page to print: A4 across, each catalogue on new pages under its header."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby

from exports.columns import GROUP, Column, columns_for
from exports.model import ExportCatalog, ExportEntry

UNPRINTED = "unprinted"
"""Class of what is seen on the screen and read by an import, but not printed."""


def page(
    title: str, catalogs: Iterable[ExportCatalog], *, stylesheet: str, hint: str
) -> Iterator[str]:
    """The page in parts as they are made; one catalogue in memory.

    `stylesheet` is the address of print.css; `hint` stands at the top of the screen, not in print.
    Links of the entries stand in a column that is not printed.
    """
    yield (
        '<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{_safe(title)}</title><link rel="stylesheet" href="{_safe(stylesheet)}"></head>\n'
        f'<body class="sheets"><p class="{UNPRINTED} hint">{_safe(hint)}</p>\n'
    )
    for catalog in catalogs:
        yield from _sheet(catalog)
    yield "</body></html>\n"


def _sheet(catalog: ExportCatalog) -> Iterator[str]:
    entries = tuple(catalog.entries)
    columns = columns_for(entries)
    yield f'<section class="catalogue"><h1>{_safe(catalog.title)}</h1>\n<table>'
    yield "".join(f'<col class="{_class(column)}">' for column in columns)
    yield f"\n<thead>{_header(columns)}</thead>\n<tbody>\n"
    for _, members in groupby(entries, key=GROUP.text):
        for place, entry in enumerate(members):
            yield _row(entry, columns, leads=place == 0)
    yield "</tbody></table></section>\n"


def _header(columns: Sequence[Column]) -> str:
    upper, lower = "", ""
    for over, run in groupby(columns, key=lambda column: column.over):
        members = list(run)
        if over:
            upper += f'<th colspan="{len(members)}" scope="colgroup">{over}</th>'
            lower += "".join(_head(column) for column in members)
        else:
            upper += "".join(_head(column, ' rowspan="2"') for column in members)
    return f"<tr>{upper}</tr><tr>{lower}</tr>"


def _head(column: Column, span: str = "") -> str:
    return f'<th scope="col"{span}{_unprinted(column)}>{column.name}</th>'


def _row(entry: ExportEntry, columns: Sequence[Column], *, leads: bool) -> str:
    """The group's name stands in the first row of its run; the cells below are blank and without
    lines between them. A cell over many rows would tear pages apart."""
    cells = []
    for column in columns:
        if column is GROUP:
            text = _lines(column.text(entry)) if leads else ""
            cells.append(f'<td class="{"group" if leads else "same"}">{text}</td>')
        else:
            centred = ' class="centred"' if column.centred and column.printed else ""
            cells.append(f"<td{centred}{_unprinted(column)}>{_lines(column.text(entry))}</td>")
    return f"<tr>{''.join(cells)}</tr>\n"


def _lines(text: str) -> str:
    return "<br>".join(_safe(line) for line in text.split("\n"))


def _class(column: Column) -> str:
    """Columns are as wide as their place in the guide's table asks; see print.css."""
    if not column.printed:
        return UNPRINTED
    return "tick" if column.width < 7 else f"w{round(column.width)}"


def _unprinted(column: Column) -> str:
    return "" if column.printed else f' class="{UNPRINTED}"'


def _safe(text: str) -> str:
    return escape(text, quote=True)
