"""Catalogues as one CSV: UTF-8 with a byte-order mark, so that Excel and WPS read the Chinese."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO, TextIOWrapper
from pathlib import Path
from typing import BinaryIO

from exports.cells import neutralised
from exports.columns import ALL_COLUMNS
from exports.model import ExportCatalog
from exports.target import opened

DOMAIN_COLUMN = "领域"
BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes UTF-8 for the local code page
HEADER = (DOMAIN_COLUMN, *(column.name for column in ALL_COLUMNS))


def write_csv(catalogs: Iterable[ExportCatalog], target: Path | BinaryIO) -> None:
    """Write the entries of all catalogues, one a row, under one header row.

    The fields are those of the workbook, and the domain before them. Text that a spreadsheet would
    calculate has an apostrophe before it. An open stream is left open at its end.
    """
    with opened(target) as stream:
        text = TextIOWrapper(stream, encoding="utf-8-sig", newline="")
        try:
            rows = csv.writer(text)
            rows.writerow(HEADER)
            for catalog in catalogs:
                rows.writerows(_rows(catalog))
        finally:
            text.detach()


def _rows(catalog: ExportCatalog) -> Iterable[list[str]]:
    for entry in catalog.entries:
        cells = (catalog.domain_name, *(column.text(entry) for column in ALL_COLUMNS))
        yield [neutralised(cell) for cell in cells]


def csv_lines(header: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Any table as a CSV that Excel and WPS open, line by line: a byte-order mark before the first,
    an apostrophe before what a spreadsheet would calculate."""
    yield BYTE_ORDER_MARK + _line(header)
    for cells in rows:
        yield _line(cells)


def _line(cells: Iterable[str]) -> str:
    line = StringIO()
    csv.writer(line).writerow([neutralised(cell) for cell in cells])
    return line.getvalue()
