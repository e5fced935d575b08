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
