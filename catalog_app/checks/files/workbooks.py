"""All sheets of a workbook, hidden ones and hidden rows too: what is hidden is published all the same."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable

from catalog_app.checks.files.draft import Draft, Part
from catalog_app.checks.files.limits import Budget, Encrypted, Unreadable
from catalog_app.checks.files.office import part_of
from imports.readers.workbook import read_xls as tables_of_xls
from imports.readers.workbook import read_xlsx as tables_of_xlsx
from imports.refusal import Refused
from imports.table import Table

COMMENTS = re.compile(r"xl/(?:comments/?(?:comment)?\d*|threadedComments/.*)\.xml")
TAG = re.compile(r"<[^>]*>")
BROKEN = "文件已损坏，打不开"
REFUSED = {"too-large": "表格过大，没有读取", "empty": "文件里没有内容"}


def read_xlsx(body: bytes, package: zipfile.ZipFile, budget: Budget) -> Draft:
    """Every sheet as a table, and the comments beside the cells."""
    draft = _draft("xlsx", _tables(lambda: tables_of_xlsx(body, package)), budget)
    for name in package.namelist():
        if COMMENTS.fullmatch(name) and not budget.spent:
            text = TAG.sub(" ", part_of(package, name).decode("utf-8", "replace"))
            draft.parts.append(Part([[budget.take(" ".join(text.split()))]], "批注"))
    return draft


def read_xls(body: bytes, budget: Budget) -> Draft:
    """Every sheet of an old workbook (.xls, .et)."""
    return _draft("xls", _tables(lambda: tables_of_xls(body)), budget)


def _tables(read: Callable[[], list[Table]]) -> list[Table]:
    try:
        return read()
    except Refused as refused:
        raise _unreadable(refused) from refused
    except BaseException as error:
        # A panic of the library's Rust code is no Exception, and its class cannot be imported.
        if type(error).__name__ == "PanicException":
            raise Unreadable(BROKEN) from error
        raise


def _draft(kind: str, tables: list[Table], budget: Budget) -> Draft:
    parts = []
    for number, table in enumerate(tables, start=1):
        rows = [[budget.take(cell) if cell else "" for cell in row] for row in table.rows]
        label = _label(number, table)
        parts.append(Part(rows, label, lines=False, first_row=table.first_row, hidden=table.hidden))
        if budget.spent:
            break
    return Draft(kind, parts, pages=len(tables), cut=budget.cut)


def _label(number: int, table: Table) -> str:
    hidden = "（隐藏）" if table.hidden else ""
    return f"第{number}个工作表“{table.sheet[:40]}”{hidden}"


def _unreadable(refused: Refused) -> Unreadable:
    if refused.code == "encrypted":
        return Encrypted()
    return Unreadable(REFUSED.get(refused.code, BROKEN))
