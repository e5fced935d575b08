"""What of a preview is shown: one kind of row, in one table or in all, a page at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypeVar

from catalog_app.exchange.services.comparing import Missing, Row
from catalog_app.exchange.services.decisions import LINKS
from catalog_app.exchange.services.preview import Preview, TablePreview
from catalog_app.paging import PAGE_SIZE, Page
from exports.csv import csv_lines
from imports.problems import Problem

KINDS = {
    "changed": "有改动",
    "added": "新增",
    "doubtful": "配对请核对",
    "missing": "文件中没有",
    "blocked": "不能导入",
    "unchanged": "无变化",
    "problems": "问题",
}
SEVERITIES = {"error": "错误", "warning": "提醒", "info": "说明"}
LONG_ROWS = 20
"""Rows on a page of kinds that show both texts; of others PAGE_SIZE."""
PROBLEM_HEADER = ("表", "单元格", "行", "程度", "说明")
Item = Row | Missing | Problem
Shown = tuple[TablePreview, Item]
Each = TypeVar("Each")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A kind of KINDS, and the number of a table or None for all; of problems a severity and a
    code, or None for all."""

    kind: str
    table: int | None = None
    severity: str | None = None
    code: str | None = None


@dataclass(frozen=True, slots=True)
class ProblemGroup:
    """Problems of one code, and how many they are."""

    code: str
    field: str | None
    severity: str
    count: int


def first_kind(preview: Preview) -> str:
    """What the clerk should look at first: what changes, else what is new, else what cannot be."""
    counts = preview.counts
    return next((kind for kind in KINDS if counts[kind]), "problems")


def counts_of(preview: Preview, table: int | None = None) -> dict[str, int]:
    """How many of each kind, in one table or in all."""
    tables = [each for each in preview.tables if table in (None, each.number)]
    return {kind: sum(len(_items(each, kind)) for each in tables) for kind in KINDS}


def shown(preview: Preview, wanted: Wanted, number: int = 1) -> Page[Shown]:
    """One page of `all_shown`; problems are grouped."""
    found = all_shown(preview, wanted)
    if wanted.kind == "problems":
        found = _grouped(found)
    return _page(found, number, size_of_page(wanted.kind))


def size_of_page(kind: str) -> int:
    """How many rows of a kind stand on one page."""
    return LONG_ROWS if kind in ("changed", "doubtful") else PAGE_SIZE


def all_shown(preview: Preview, wanted: Wanted) -> list[Shown]:
    """The rows, missing entries or problems wanted, each with its table, in the file's order."""
    return [
        (table, item)
        for table in preview.tables
        if wanted.table in (None, table.number)
        for item in _items(table, wanted.kind)
        if not isinstance(item, Problem) or _is_wanted(item, wanted)
    ]


def page_of_row(preview: Preview, key: str) -> tuple[Wanted, int] | None:
    """Where a row is shown: its kind and the page; None for no row of this key."""
    row = next((row for row in preview.rows if row.key == key), None)
    if row is None:
        return None
    wanted = Wanted(row.status.value)
    items = [item for _, item in all_shown(preview, wanted)]
    place = next(n for n, item in enumerate(items) if isinstance(item, Row) and item.key == key)
    return wanted, place // size_of_page(wanted.kind) + 1


def problem_groups(preview: Preview, wanted: Wanted) -> list[ProblemGroup]:
    """The codes of the table's problems of this severity: errors first, the frequent before the rare."""
    found = _problems(preview, replace(wanted, code=None))
    return _groups(found)


def severity_counts(preview: Preview, wanted: Wanted) -> dict[str, int]:
    """How many problems of each severity in the table."""
    problems = _problems(preview, Wanted("problems", wanted.table))
    found: Counter[str] = Counter(each.severity for each in problems)
    return {severity: found[severity] for severity in SEVERITIES if found[severity]}


def runs_of(rows: Sequence[Shown]) -> list[tuple[str, str, list[tuple[TablePreview, Problem]]]]:
    """Problems of one kind that follow one another on a page: severity, code, and they."""
    problems = [(table, item) for table, item in rows if isinstance(item, Problem)]
    grouped = groupby(problems, key=lambda shown: (shown[1].severity, shown[1].code))
    return [(severity, code, list(shown)) for (severity, code), shown in grouped]


def fields_changed(preview: Preview, wanted: Wanted) -> dict[str, int]:
    """How many of the changed rows change each element, `LINKS` among them."""
    rows = [item for _, item in all_shown(preview, wanted) if isinstance(item, Row) and item.kept]
    found = Counter(change.field for row in rows for change in row.fields)
    found[LINKS] = sum(bool(row.new_urls) for row in rows)
    return {name: count for name, count in found.items() if count}


def problems_csv(preview: Preview) -> bytes:
    """Every problem with its cell, for the person who corrects the file (UTF-8 for Excel)."""
    rows = (
        (table.label, each.cell or "", str(each.row or ""), SEVERITIES[each.severity], each.message)
        for table, each in preview.problems
    )
    return "".join(csv_lines(PROBLEM_HEADER, rows)).encode()


def _problems(preview: Preview, wanted: Wanted) -> list[Problem]:
    return [item for _, item in all_shown(preview, wanted) if isinstance(item, Problem)]


def _is_wanted(problem: Problem, wanted: Wanted) -> bool:
    return wanted.severity in (None, problem.severity) and wanted.code in (None, problem.code)


def _groups(problems: Sequence[Problem]) -> list[ProblemGroup]:
    counts = Counter((each.severity, each.code) for each in problems)
    first = {(each.severity, each.code): each.field for each in reversed(problems)}
    order = list(SEVERITIES)
    ranked = sorted(counts, key=lambda k: (order.index(k[0]), -counts[k], k[1]))
    return [ProblemGroup(k[1], first[k], k[0], counts[k]) for k in ranked]


def _grouped(found: Sequence[Shown]) -> list[Shown]:
    problems = [item for _, item in found if isinstance(item, Problem)]
    rank = {(each.severity, each.code): n for n, each in enumerate(_groups(problems))}
    return sorted(
        found,
        key=lambda shown: (
            rank[shown[1].severity, shown[1].code] if isinstance(shown[1], Problem) else 0
        ),
    )


def _items(table: TablePreview, kind: str) -> Sequence[Item]:
    if kind == "missing":
        return table.missing
    if kind == "problems":
        return table.problems
    if kind == "doubtful":
        return [row for row in table.rows if row.match and row.match.doubtful]
    return [row for row in table.rows if row.status.value == kind]


def _page(items: Sequence[Each], number: int, size: int) -> Page[Each]:
    last = max(1, -(-len(items) // size))
    number = min(max(1, number), last)
    start = (number - 1) * size
    return Page(items[start : start + size], number, size, len(items))
