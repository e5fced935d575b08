"""问题报告: a batch's file as it was sent in, with a note at every cell that has a problem."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath

from catalog_app.accounts.audit import Actor
from catalog_app.addresses import NOTHING_PRIVATE, AddressGuard
from catalog_app.exchange.errors import FileNotKept
from catalog_app.exchange.models import ImportBatch
from catalog_app.exchange.services.batches import batch, preview
from catalog_app.exchange.services.kept_files import kept_file
from catalog_app.exchange.services.rights import require_batch
from catalog_app.exchange.services.stored import unpacked
from exports.problem_report import Marked, SheetAsRead, write_problem_report
from imports.layout import column_widths
from imports.limited import read_tables_apart
from imports.problems import Problem
from imports.refusal import Refused
from imports.table import Table

ENDING = "_问题报告"
_ADDRESS = re.compile(r"([A-Z]{1,3})(\d{1,7})$")


@dataclass(frozen=True, slots=True)
class Told:
    """A problem with the sheet and the title of the table it was found in."""

    sheet: str
    label: str
    problem: Problem


def original_file(batch_id: int, *, by: Actor) -> tuple[str, bytes]:
    """Name and bytes of a batch's file as it was sent in. Raises NotFound, PermissionRefused;
    FileNotKept where its time is over or persons' numbers are in it."""
    found = batch(batch_id)
    require_batch(by, found)
    data = kept_file(found.file_hash)
    if data is None:
        raise FileNotKept(file=found.file_name)
    return found.file_name, data


def problem_report(
    batch_id: int, *, by: Actor, guard: AddressGuard = NOTHING_PRIVATE
) -> tuple[str, bytes]:
    """Name and bytes of the report on a batch. Where the file is not kept any more it is the list
    of problems alone. Raises NotFound, PermissionRefused."""
    found = batch(batch_id)
    require_batch(by, found)
    name = f"{PurePath(found.file_name).stem}{ENDING}.xlsx"
    return name, report_on(found, told_of(found, by=by, guard=guard))


def told_of(found: ImportBatch, *, by: Actor, guard: AddressGuard) -> Sequence[Told]:
    """The problems of a batch: those of its preview; of one that is settled those of its file."""
    if found.state == "previewed":
        made = preview(found.id, by=by, guard=guard)
        return [Told(table.read.sheet, table.label, each) for table, each in made.problems]
    tables = unpacked(found.reading).tables
    return [
        Told(table.sheet, table.sheet or table.title or "整个文件", each)
        for table in tables
        for each in table.problems
    ]


def report_on(found: ImportBatch, problems: Sequence[Told]) -> bytes:
    """The workbook. The file is read anew in the limited child, for its layout."""
    data = kept_file(found.file_hash)
    tables = _tables(data)
    widths = column_widths(data) if data else {}
    places: dict[str, int] = {}
    for number, table in enumerate(tables):
        places.setdefault(table.sheet, number)
    marked = [_marked(each, places.get(each.sheet)) for each in problems]
    stream = BytesIO()
    sheets = [_as_read(table, widths.get(table.sheet)) for table in tables]
    write_problem_report(found.file_name, sheets, marked, stream)
    return stream.getvalue()


def _tables(data: bytes | None) -> Sequence[Table]:
    if data is None:
        return ()
    try:
        return read_tables_apart(data)
    except Refused:
        return ()


def _as_read(table: Table, widths: Mapping[int, float] | None) -> SheetAsRead:
    return SheetAsRead(
        table.sheet or table.caption or "",
        table.rows,
        table.first_row,
        table.first_column,
        table.merges,
        table.hidden,
        table.hidden_rows,
        widths,
    )


def _marked(told: Told, sheet: int | None) -> Marked:
    """With the row and the column of the cell as the person sees it."""
    problem = told.problem
    written = _ADDRESS.match(problem.cell or "")
    if written is None:
        return Marked(sheet, problem.row, None, problem.severity, problem.message, told.label)
    column = 0
    for letter in written[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return Marked(sheet, int(written[2]), column, problem.severity, problem.message, told.label)
