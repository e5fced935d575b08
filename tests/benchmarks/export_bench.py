"""A province's 100,000 entries as one workbook, against XlsxWriter alone (constant memory) writing the
same cells in the same formats; each in a process of its own, so that its largest memory is its own.
Seconds of the processor: neither waits for anything, and what else the machine does is left out."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path

import xlsxwriter

from exports.columns import SERIAL, columns_for
from exports.model import ExportCatalog, ExportEntry
from exports.target import workbook_options
from exports.workbook import FIRST_ROW, write_workbook
from tests.benchmarks.big_workbook import entry
from tests.benchmarks.measure import in_own_process, show

ENTRIES = 100_000  # 182 counties, one sheet each
ROUNDS = 3


def main() -> None:
    bare, ours = [], []
    for _ in range(ROUNDS):  # in turns, so that what else the machine does troubles both
        bare.append(_measured(_bare))
        ours.append(_measured(_ours))
    (alone, its_peak), (seconds, peak) = min(bare), min(ours)
    show(
        f"export {ENTRIES:,} entries to .xlsx", f"{seconds:.1f} s",
        f"XlsxWriter {alone:.1f} s", f"{seconds / alone:.2f}x", "<= 1.6x",
    )  # fmt: skip
    show("  largest memory of the process", f"{peak:.0f} MB", f"XlsxWriter {its_peak:.0f} MB")


def _catalogs() -> Iterator[ExportCatalog]:
    numbered = ((number, *entry(number)) for number in range(1, ENTRIES + 1))
    for county, members in groupby(numbered, lambda each: each[1]):
        entries = [
            ExportEntry(content, str(number), f"{number:012x}") for number, _, content in members
        ]
        yield ExportCatalog(f"{county}县基层政务公开标准目录", f"{county}县", "汇总", entries)


def _ours(target: Path) -> float:
    catalogs = list(_catalogs())
    start = time.process_time()
    write_workbook(catalogs, target)
    return time.process_time() - start


def _bare(target: Path) -> float:
    sheets = [list(_cells(catalog)) for catalog in _catalogs()]
    start = time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        book = xlsxwriter.Workbook(target, workbook_options(folder))
        style = book.add_format(
            {"font_name": "宋体", "font_size": 10, "border": 1, "text_wrap": True}
        )
        for cells in sheets:
            sheet = book.add_worksheet()
            for row, texts in enumerate(cells, FIRST_ROW):
                for column, text in enumerate(texts):
                    if isinstance(text, int):
                        sheet.write_number(row, column, text, style)
                    elif text:
                        sheet.write_string(row, column, text, style)
                    else:
                        sheet.write_blank(row, column, None, style)
        book.close()
    return time.process_time() - start


def _cells(catalog: ExportCatalog) -> Iterator[list[str | int]]:
    entries = list(catalog.entries)
    columns = columns_for(entries)
    for each in entries:
        yield [int(c.text(each)) if c is SERIAL else c.text(each) for c in columns]


def _measured(work: Callable[[Path], float]) -> tuple[float, float]:
    """Seconds and megabytes of a process of its own that does the work."""
    with tempfile.TemporaryDirectory() as folder:
        seconds, peak, _ = in_own_process(work, Path(folder) / "out.xlsx")
    return seconds, peak


if __name__ == "__main__":
    main()
