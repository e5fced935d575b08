"""Reading the 20,000-row workbook, against calamine alone on the same file."""

from __future__ import annotations

import tempfile
from pathlib import Path

from python_calamine import CalamineWorkbook

from imports.reading import read_file
from tests.benchmarks.big_workbook import write
from tests.benchmarks.measure import median_seconds, show


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "big.xlsx"
        write(path)
        bare = median_seconds(lambda: _bare(path))
        ours = median_seconds(lambda: read_file(path))
    show(
        "read and recognise 20,000 rows x 14 columns", f"{ours:.2f} s",
        f"calamine {bare:.2f} s", f"{ours / bare:.2f}x", "< 2.5 s, <= 2.5x",
    )  # fmt: skip


def _bare(path: Path) -> None:
    sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
    sheet.to_python()
    _ = sheet.merged_cell_ranges
