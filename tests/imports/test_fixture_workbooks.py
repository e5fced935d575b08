"""The workbooks of fifteen counties, each against what a person read in it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from imports.reading import FileReading, read_file
from tests.imports.conftest import FIXTURES

COMPARE = FIXTURES.parent / "compare_import.py"
FILES = sorted(path for path in FIXTURES.iterdir() if path.is_file())


@pytest.fixture(scope="module")
def readings() -> dict[str, FileReading]:
    return {path.name: read_file(path) for path in FILES}


def _score(readings: list[FileReading], folder: Path) -> str:
    answers, expected = folder / "answers.jsonl", folder / "expected"
    expected.mkdir()
    for reading in readings:
        name = f"{reading.file}.json"
        (expected / name).write_bytes((FIXTURES / "expected" / name).read_bytes())
    lines = (json.dumps(reading.to_dict(), ensure_ascii=False) for reading in readings)
    answers.write_text("\n".join(lines), encoding="utf-8")
    command = [sys.executable, str(COMPARE), str(expected), str(answers), "-v"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def test_every_cell_problem_and_refusal_of_all_counties_is_read_right(
    readings: dict[str, FileReading], tmp_path: Path
) -> None:
    score = _score(list(readings.values()), tmp_path)
    totals = re.findall(r"(\w+) (\d+)/(\d+)", score.splitlines()[-1])
    assert {what for what, _, _ in totals} == {"cells", "problems", "refusals"}, score
    assert all(right == of for _, right, of in totals), score


def test_the_tidy_counties_get_no_warning_that_is_not_deserved(
    readings: dict[str, FileReading],
) -> None:
    for name in (path.name for path in FILES if path.name[:2] in ("01", "02", "09", "11")):
        found = [each for table in readings[name].tables for each in table.problems]
        assert [each for each in found if each.severity != "info"] == [], name


def test_every_problem_names_a_cell_of_the_file(readings: dict[str, FileReading]) -> None:
    for reading in readings.values():
        for table in reading.tables:
            for each in table.problems:
                if each.row is not None and each.code not in ("domain-unknown", "column-missing"):
                    assert each.cell is not None
                    assert each.cell.endswith(str(each.row))
