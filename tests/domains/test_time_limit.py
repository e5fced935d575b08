"""The time-limit grammar against every phrase seen in real catalogues."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domains.standard import load_domains
from domains.time_limit import LimitPart, parse

_ROWS = list(
    csv.DictReader(
        (Path(__file__).parent / "time_limits.tsv").read_text(encoding="utf-8").splitlines(),
        delimiter="\t",
    )
)
_PHRASES = [row["phrase"] for row in _ROWS]


def _expected(row: dict[str, str]) -> list[tuple[str, str, str, str]]:
    if row["kind"] != "compound":
        return [(row["kind"], row["trigger"], row["amount"], row["unit"])]
    parts = row["note"].removeprefix("parts=").split(";")[0].split("+")
    return [tuple(part.split(":")) for part in parts]  # type: ignore[misc]


def _facts(part: LimitPart) -> tuple[str, str, str, str]:
    amount = "" if part.amount is None else str(part.amount)
    return (part.kind, part.trigger or "", amount, part.unit or "")


def test_the_table_holds_114_phrases() -> None:
    assert len(_ROWS) == 114


@pytest.mark.parametrize("row", _ROWS, ids=_PHRASES)
def test_a_seen_phrase_is_read_as_the_table_says(row: dict[str, str]) -> None:
    limit = parse(row["phrase"])
    assert [_facts(part) for part in limit.parts] == _expected(row)
    assert limit.kind == row["kind"]
