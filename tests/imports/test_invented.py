"""Invented tables: every irregularity we could think of is read as its writer meant it, or reported."""

from __future__ import annotations

import pytest

from tests.imports.invented.all import CASES, FILES
from tests.imports.invented.case import Case
from tests.imports.invented.file_case import FileCase


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_table_is_read_as_meant(case: Case) -> None:
    assert case.differences() == []


@pytest.mark.parametrize("case", FILES, ids=lambda case: case.name)
def test_a_file_is_read_as_meant(case: FileCase) -> None:
    assert case.differences() == []


def test_no_two_cases_have_one_name() -> None:
    names = [case.name for case in (*CASES, *FILES)]
    assert len(set(names)) == len(names)
