"""What became of many files sent in at once: a line a file, and every problem of all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from exports.problem_report import LIST, SEVERITIES, Styles, begin_list, write_text
from exports.row_height import row_height
from exports.target import opened, workbook_options

COUNTS = ("事项", "新增", "有改动", "无变化", "文件中没有", "错误", "提醒")
ROWS_MAX = 1_000_000
"""A sheet has 1,048,576 rows."""
_FILES = (
    ("序号", 6),
    ("文件", 44),
    ("地区", 16),
    ("领域", 24),
    ("状态", 10),
    *((name, 8) for name in COUNTS),
    ("要做的事", 50),
)
_PROBLEMS = (("文件", 44), ("工作表", 18), ("单元格", 10), ("程度", 7), ("问题和改法", 80))


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file: where it was, whose it is, `counts` in the order of COUNTS, what is to be done."""

    path: str
    region: str
    domains: Sequence[str]
    state: str
    counts: Sequence[int]
    to_do: str


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """A problem: its file, sheet and cell as the person sees them."""

    path: str
    sheet: str
    place: str
    severity: str
    message: str


def write_intake_summary(
    title: str,
    files: Sequence[FileLine],
    problems: Sequence[ProblemLine],
    target: Path | BinaryIO,
) -> None:
    """Write both lists. Raises OSError."""
    with opened(target) as stream, TemporaryDirectory(prefix="report-") as folder:
        book = Workbook(stream, workbook_options(folder))
        styles = Styles(book)
        _write_files(book.add_worksheet("汇总"), title, files, styles)
        _write_problems(book.add_worksheet(LIST), title, problems, styles)
        book.close()


def _write_files(sheet: Worksheet, title: str, files: Sequence[FileLine], styles: Styles) -> None:
    first = begin_list(sheet, title, _FILES, styles)
    for number, each in enumerate(files, start=1):
        row = first + number - 1
        texts = (each.path, each.region, "、".join(each.domains), each.state)
        widths = (44, 16, 24, 10)
        sheet.set_row(row, row_height([*zip(texts, widths, strict=True), (each.to_do, 50)]))
        sheet.write_number(row, 0, number, styles.text)
        for column, text in enumerate(texts, start=1):
            write_text(sheet, row, column, text, styles.text)
        for column, count in enumerate(each.counts, start=1 + len(texts)):
            sheet.write_number(row, column, count, styles.text)
        write_text(sheet, row, len(_FILES) - 1, each.to_do, styles.text)


def _write_problems(
    sheet: Worksheet, title: str, problems: Sequence[ProblemLine], styles: Styles
) -> None:
    first = begin_list(sheet, f"{title}：{len(problems)} 个问题", _PROBLEMS, styles)
    for row, each in enumerate(problems[:ROWS_MAX], start=first):
        sheet.set_row(row, row_height([(each.path, 44), (each.message, 80)]))
        for column, text in enumerate((each.path, each.sheet, each.place)):
            write_text(sheet, row, column, text, styles.text)
        write_text(sheet, row, 3, SEVERITIES[each.severity][0], styles.marked[each.severity])
        write_text(sheet, row, 4, each.message, styles.text)
    if not problems:
        write_text(sheet, first, 0, "没有发现问题", styles.text)
