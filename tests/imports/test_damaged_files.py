"""Damaged files: each is read or refused in time, in a child with little memory."""

from __future__ import annotations

import pytest

from imports.readers import read_tables
from imports.refusal import Refused
from tests.imports.conftest import LOWER, ROW, TITLE, UPPER, workbook
from tests.imports.fuzz.damage import LEVELS, damaged
from tests.imports.fuzz.real import FILES, outcome
from tests.imports.test_readers import with_part

BOOK = "xl/workbook.xml"


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.timeout(10)
def test_a_damaged_file_is_read_or_refused(seed: int) -> None:
    made = damaged(seed, FILES)
    assert outcome(made.name, made.data) != ""


def test_files_are_damaged_at_every_level_and_always_alike() -> None:
    made = [damaged(seed, FILES) for seed in range(40)]
    assert {each.level for each in made} == set(LEVELS)
    assert made[:5] == [damaged(seed, FILES) for seed in range(5)]


def test_a_workbook_that_lists_one_sheet_thousands_of_times_is_refused_at_once() -> None:
    good = workbook((TITLE,), UPPER, LOWER, ROW)
    listed = with_part(BOOK, lambda xml: xml.replace(b"</sheets>", b"".join(
        b'<sheet name="S%d" sheetId="%d" r:id="rId1"/>' % (number, number) for number in range(2, 9_000)
    ) + b"</sheets>"), good)  # fmt: skip
    with pytest.raises(Refused) as refused:
        read_tables(listed)
    assert refused.value.code == "too-large"
