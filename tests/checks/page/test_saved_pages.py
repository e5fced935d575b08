"""The saved government pages are read as people labelled them."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from catalog_app.checks.page import read_page

COMPARE = Path(__file__).parents[2] / "fixtures" / "compare_pages.py"
ALL = 100.0
DEMANDED = {
    "kind": 95.0,
    "title": 95.0,
    "published": 95.0,
    "item_count": 90.0,
    "newest_item_date": 90.0,
    "site_name": 95.0,
    "attachments": 95.0,
    "id_number": ALL,
    "elements_present": 85.0,
    "elements_absent": 85.0,
}


@pytest.mark.shared
@pytest.mark.parametrize("folder", [".", "pingtan"])
def test_saved_pages_are_read_as_labelled(shared_pages: Path, folder: str, tmp_path: Path) -> None:
    labels = shared_pages / folder / "labels.tsv"
    actual = tmp_path / "actual.jsonl"
    actual.write_text("".join(_lines(labels)), encoding="utf-8")
    report = subprocess.run(
        [sys.executable, COMPARE, labels, actual, "--differences"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    ).stdout
    scores = _scores(report)
    assert scores["kind"] >= DEMANDED["kind"]
    short = {field: score for field, score in scores.items() if score < DEMANDED.get(field, 0)}
    assert not short, report


def _lines(labels: Path) -> list[str]:
    lines = []
    with labels.open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            promised = (row.get("elements_present") or "", row.get("elements_absent") or "")
            elements = [name for cell in promised for name in cell.split("|") if name]
            body = (labels.parent / row["file"]).read_bytes()
            read = read_page(body, url=row.get("url"), elements=elements)
            lines.append(json.dumps(read.to_dict(file=row["file"]), ensure_ascii=False) + "\n")
    return lines


def _scores(report: str) -> dict[str, float]:
    return {
        line.split()[0]: float(line.rsplit("=", 1)[1].strip(" %"))
        for line in report.splitlines()
        if line.endswith("%") and "\t" not in line and not line.startswith("pages")
    }
