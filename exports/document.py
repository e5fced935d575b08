"""Catalogues as a Word document in the guide's layout: A4 across, the header on every page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby
from pathlib import Path
from typing import BinaryIO

from exports.columns import GROUP, Column, columns_for, printed
from exports.model import ExportCatalog, ExportEntry, ExportRefusedError
from exports.word import TABLE_END, Cell, PageSetup, document, paragraph, row, table_start

PAGE = PageSetup(across=True)


def write_document(
    catalogs: Iterable[ExportCatalog], target: Path | BinaryIO, *, complete: bool = False
) -> None:
    """Write each catalogue as a table of its own, each on a new page; one catalogue in memory.

    The columns are those of the guide's printed table; with `complete` also those of ours, so that
    an import reads the document back without loss. Raises ExportRefusedError where there is no
    catalogue; nothing is written then.
    """
    waiting = iter(catalogs)
    first = next(waiting, None)
    if first is None:
        raise ExportRefusedError("没有可导出的目录：请先为该地区建立目录，再导出。")
    with document(target, PAGE, title=first.title) as body:
        for number, catalog in enumerate(chain([first], waiting)):
            body.write(paragraph(catalog.title, "Sheet", new_page=number > 0))
            for piece in _table(catalog, complete=complete):
                body.write(piece)


def _table(catalog: ExportCatalog, *, complete: bool) -> Iterator[str]:
    entries = tuple(catalog.entries)
    columns = columns_for(entries)
    columns = columns if complete else printed(columns)
    widths = _widths(columns)
    yield table_start(widths)
    yield from _header(columns, widths)
    for _, members in groupby(entries, key=GROUP.text):
        run = list(members)
        for place, entry in enumerate(run):
            yield _row(entry, columns, widths, tall=_tall(place, len(run)))
    yield TABLE_END


def _widths(columns: Sequence[Column]) -> list[int]:
    """The page's room, shared out as the workbook's columns are."""
    whole = sum(column.width for column in columns)
    return [int(PAGE.width * column.width / whole) for column in columns]


def _header(columns: Sequence[Column], widths: Sequence[int]) -> Iterator[str]:
    """Two rows: 公开事项 stands over 一级事项 and 二级事项; a column of its own takes both rows."""
    upper: list[Cell] = []
    for over, run in groupby(zip(columns, widths, strict=True), key=lambda pair: pair[0].over):
        members = list(run)
        if over:
            width = sum(width for _, width in members)
            upper.append(_head(over, width, span=len(members)))
        else:
            upper.extend(_head(column.name, width, tall="restart") for column, width in members)
    yield row(upper, header=True)
    yield row(
        (
            _head(column.name, width) if column.over else _head("", width, tall="continue")
            for column, width in zip(columns, widths, strict=True)
        ),
        header=True,
    )


def _head(text: str, width: int, *, span: int = 1, tall: str = "") -> Cell:
    return Cell([text], width, "Head", span, tall, shaded=True)


def _row(entry: ExportEntry, columns: Sequence[Column], widths: Sequence[int], *, tall: str) -> str:
    """One row; the group's name stands in the first row of its run, the rest are merged with it."""
    return row(
        Cell(
            [] if column is GROUP and tall == "continue" else column.text(entry).split("\n"),
            width,
            "Centre" if column.centred else "Cell",
            tall=tall if column is GROUP else "",
        )
        for column, width in zip(columns, widths, strict=True)
    )


def _tall(place: int, length: int) -> str:
    if length == 1:
        return ""
    return "continue" if place else "restart"
