"""Catalogues as one CSV: UTF-8 with a byte-order mark, so that Excel and WPS read the Chinese."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from exports.cells import neutralised
from exports.columns import ALL_COLUMNS, COMPLETE_COLUMNS, Column
from exports.model import ExportCatalog
from exports.target import opened

REGION_COLUMNS = ("地区代码", "市（州）", "地区")
DOMAIN_COLUMN = "领域"
BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes UTF-8 for the local code page
HEADER = (DOMAIN_COLUMN, *(column.name for column in ALL_COLUMNS))


def write_csv(
    catalogs: Iterable[ExportCatalog], target: Path | BinaryIO, *, complete: bool = False
) -> None:
    """Write the entries of all catalogues, one a row, under one header row.

    The fields are those of the workbook, and the domain before them. Text that a spreadsheet would
    calculate has an apostrophe before it. An open stream is left open at its end.
    """
    with opened(target) as stream:
        for line in catalog_lines(catalogs, complete=complete):
            stream.write(line.encode("utf-8", errors="replace"))


def catalog_lines(
    catalogs: Iterable[ExportCatalog], *, complete: bool = False, regions: bool = False
) -> Iterator[str]:
    """The lines of the CSV as they are made, one catalogue in memory.

    `complete` adds the columns of items not in force; `regions` those that tell whose an entry is,
    for files of several regions.
    """
    columns = COMPLETE_COLUMNS if complete else ALL_COLUMNS
    header = (*(REGION_COLUMNS if regions else ()), DOMAIN_COLUMN, *(c.name for c in columns))
    rows = chain.from_iterable(_rows(each, columns, regions=regions) for each in catalogs)
    return csv_lines(header, rows)


def _rows(
    catalog: ExportCatalog, columns: Iterable[Column], *, regions: bool
) -> Iterator[list[str]]:
    place = [catalog.region_code, catalog.superior_name, catalog.region_name] if regions else []
    for entry in catalog.entries:
        yield [*place, catalog.domain_name, *(column.text(entry) for column in columns)]


def csv_lines(header: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Any table as a CSV that Excel and WPS open, line by line: a byte-order mark before the first,
    an apostrophe before what a spreadsheet would calculate."""
    buffer = StringIO()
    writer = csv.writer(buffer)
    buffer.write(BYTE_ORDER_MARK)
    for cells in chain([header], rows):
        writer.writerow([neutralised(cell) for cell in cells])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
