"""What of a preview is shown: one kind of row, in one table or in all, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from catalog_app.exchange.services.comparing import Missing, Row
from catalog_app.exchange.services.preview import Preview, TablePreview
from catalog_app.paging import PAGE_SIZE, Page
from exports.csv import csv_lines
from imports.problems import Problem

KINDS = {
    "changed": "有改动",
    "added": "新增",
    "missing": "文件中没有",
    "blocked": "不能导入",
    "unchanged": "无变化",
    "problems": "问题",
}
SEVERITIES = {"error": "错误", "warning": "提醒", "info": "说明"}
PROBLEM_HEADER = ("表", "单元格", "行", "程度", "说明")
Item = Row | Missing | Problem
Shown = tuple[TablePreview, Item]
Each = TypeVar("Each")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A kind of KINDS, and the number of a table or None for all."""

    kind: str
    table: int | None = None


def first_kind(preview: Preview) -> str:
    """What the clerk should look at first: what changes, else what is new, else what cannot be."""
    counts = preview.counts
    return next((kind for kind in KINDS if counts[kind]), "problems")


def counts_of(preview: Preview, table: int | None = None) -> dict[str, int]:
    """How many of each kind, in one table or in all."""
    tables = [each for each in preview.tables if table in (None, each.number)]
    return {kind: sum(len(_items(each, kind)) for each in tables) for kind in KINDS}


def shown(preview: Preview, wanted: Wanted, number: int = 1) -> Page[Shown]:
    """One page of `all_shown`."""
    return _page(all_shown(preview, wanted), number)


def all_shown(preview: Preview, wanted: Wanted) -> list[Shown]:
    """The rows, missing entries or problems of a kind, each with its table, in the file's order."""
    return [
        (table, item)
        for table in preview.tables
        if wanted.table in (None, table.number)
        for item in _items(table, wanted.kind)
    ]


def problems_csv(preview: Preview) -> bytes:
    """Every problem with its cell, for the person who corrects the file (UTF-8 for Excel)."""
    rows = (
        (table.label, each.cell or "", str(each.row or ""), SEVERITIES[each.severity], each.message)
        for table, each in preview.problems
    )
    return "".join(csv_lines(PROBLEM_HEADER, rows)).encode()


def _items(table: TablePreview, kind: str) -> Sequence[Item]:
    if kind == "missing":
        return table.missing
    if kind == "problems":
        return table.problems
    return [row for row in table.rows if row.status.value == kind]


def _page(items: Sequence[Each], number: int) -> Page[Each]:
    last = max(1, -(-len(items) // PAGE_SIZE))
    number = min(max(1, number), last)
    start = (number - 1) * PAGE_SIZE
    return Page(items[start : start + PAGE_SIZE], number, PAGE_SIZE, len(items))
