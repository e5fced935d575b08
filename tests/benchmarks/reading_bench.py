"""Reading the 20,000-row workbook (the limited child process included), against calamine alone and
against pandas with openpyxl on the same file.

A child stands ready after the first round, as in a server that reads file after file. All in one
sheet only the texts of fields are read while the child reads on; with a sheet for each county, as
prefectures gather them, whole sheets are recognised meanwhile.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from imports.reading import read_file
from tests.benchmarks.big_workbook import write, write_by_county
from tests.benchmarks.measure import in_own_process, show

ROUNDS = 5
INSTALL_SECONDS = 240
_PANDAS = """
import sys, time, pandas
start = time.perf_counter()
pandas.read_excel(sys.argv[1], sheet_name=None, header=None, engine="openpyxl")
print(time.perf_counter() - start)
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pandas = _installed(folder / "pandas")
        for shape, written in (("one sheet", write), ("37 sheets", write_by_county)):
            path = folder / f"{shape}.xlsx"
            written(path)
            _compare(f"20,000 rows x 14 columns, {shape}", path, pandas)


def _compare(what: str, path: Path, pandas: Path | None) -> None:
    bare, bare_peak, _ = in_own_process(_least, _bare, path)
    ours, peak, childs_peak = in_own_process(_least, _ours, path)
    show(
        f"read and recognise {what}", f"{ours.wall:.2f} s",
        f"calamine {bare.wall:.2f} s", f"{ours.wall / bare.wall:.2f}x", "<= 2.5x",
    )  # fmt: skip
    show(
        "  processor time, of the process + its child", f"{ours.own:.2f} + {ours.child:.2f} s",
        f"calamine {bare.own:.2f} s", f"{(ours.own + ours.child) / bare.own:.2f}x",
    )  # fmt: skip
    peaks = f"{peak:.0f} + {childs_peak:.0f} MB"
    show("  largest memory, of the process + its child", peaks, f"calamine {bare_peak:.0f} MB")
    others = {"openpyxl": _openpyxl(path)}
    if pandas:
        others["pandas"] = _pandas(pandas, path)
    for name, seconds in others.items():
        show("", "", f"{name} {seconds:.1f} s", f"{ours.wall / seconds:.2f}x", "< 1x")


class _Seconds(NamedTuple):
    wall: float
    own: float  # of the processor
    child: float


def _now() -> _Seconds:
    used = os.times()
    own, child = used.user + used.system, used.children_user + used.children_system
    return _Seconds(time.perf_counter(), own, child)


def _least(work: Callable[[Path], object], path: Path) -> _Seconds:
    """The least seconds of several rounds: the others were disturbed."""
    times = []
    for _ in range(ROUNDS):
        start = _now()
        work(path)
        times.append(
            _Seconds(*(after - before for after, before in zip(_now(), start, strict=True)))
        )
    return _Seconds(*map(min, zip(*times, strict=True)))


def _ours(path: Path) -> None:
    assert read_file(path).refused is None


def _bare(path: Path) -> None:
    workbook = CalamineWorkbook.from_path(str(path))
    for name in workbook.sheet_names:
        sheet = workbook.get_sheet_by_name(name)
        sheet.to_python()
        _ = sheet.merged_cell_ranges


def _openpyxl(path: Path) -> float:
    """As pandas reads with it: cell by cell, and nothing of merged ranges."""
    start = time.perf_counter()
    for sheet in load_workbook(path, read_only=True, data_only=True):
        for row in sheet.rows:
            for cell in row:
                _ = cell.value
    return time.perf_counter() - start


def _pandas(folder: Path, path: Path) -> float:
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(folder)!r}); {_PANDAS}"]
    done = subprocess.run([*command, str(path)], check=True, capture_output=True, text=True)
    return float(done.stdout)


def _installed(folder: Path) -> Path | None:
    """The folder with pandas, which is no part of this system; None where no registry answers."""
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(folder), "pandas"]
    try:
        done = subprocess.run(command, check=False, capture_output=True, timeout=INSTALL_SECONDS)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return folder if done.returncode == 0 else None


if __name__ == "__main__":
    main()
