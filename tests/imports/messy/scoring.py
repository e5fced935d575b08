"""Scores readings of messy files with the comparison that the fixtures are judged by."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

from imports.readers import read_tables
from imports.reading import FileReading, recognise
from imports.refusal import Refused
from tests.imports.messy.book import MessyFile, messy_file

COMPARE = Path(__file__).parents[2] / "fixtures" / "compare_import.py"


@dataclass
class Result:
    """Cells and demanded problems right, of how many; `lines` name each difference."""

    cells: tuple[int, int] = (0, 0)
    problems: tuple[int, int] = (0, 0)
    lines: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        right, of = self.cells
        share = 100 * right / max(of, 1)
        return f"cells {right}/{of} = {share:.2f}%  problems {self.problems[0]}/{self.problems[1]}"


def score(seeds: Iterable[int]) -> Result:
    """Read the file of every seed and compare it with what was meant."""
    compare = _compare_module()
    total, lines = compare.Score(), []
    for seed in seeds:
        made = messy_file(seed)
        found: list[str] = []
        summary = compare.compare_file(made.expected, _read(made), total, found.append)
        if found:
            lines += [f"{made.name}: {summary}", *found]
    return Result((total.ok, total.n), (total.pok, total.pn), lines)


def _read(made: MessyFile) -> dict[str, object]:
    """The reading, made in this process: a child for each file would cost most of the time."""
    try:
        return FileReading(made.name, None, recognise(read_tables(made.data), made.name)).to_dict()
    except Refused as refused:
        refusal = {"code": refused.code, "message": refused.message}
        return {"file": made.name, "refused": refusal, "tables": []}


def _compare_module() -> ModuleType:
    spec = importlib.util.spec_from_file_location("compare_import", COMPARE)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
