"""Damaged files: each is read or refused in time, in a child with little memory."""

from __future__ import annotations

import pytest

from tests.imports.conftest import FIXTURES
from tests.imports.fuzz import damaged, outcome

FILES = sorted(path for path in FIXTURES.iterdir() if path.is_file())


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.timeout(10)
def test_a_damaged_file_is_read_or_refused(seed: int) -> None:
    assert outcome(*damaged(seed, FILES)) != ""


@pytest.mark.parametrize("seed", [5014, 5436])
@pytest.mark.timeout(10)
def test_a_workbook_that_lists_one_sheet_thousands_of_times_is_refused_at_once(seed: int) -> None:
    assert outcome(*damaged(seed, FILES)) == "too-large"
