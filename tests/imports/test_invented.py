"""Invented tables: every irregularity we could think of is read as its writer meant it, or reported."""

from __future__ import annotations

import pytest

from tests.imports.invented.all import CASES
from tests.imports.invented.case import Case


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_it_is_read_as_meant(case: Case) -> None:
    assert case.differences() == []


def test_no_two_cases_have_one_name() -> None:
    names = [case.name for case in CASES]
    assert len(set(names)) == len(names)
