"""Counties' untidy files, made from seeds: read right in every cell, with every demanded problem."""

from __future__ import annotations

import pytest

from tests.imports.messy.book import messy_file
from tests.imports.messy.scoring import score

SAMPLES = (range(20), range(1_000, 1_020))


@pytest.mark.parametrize("seeds", SAMPLES, ids=str)
def test_untidy_files_are_read_as_they_were_meant(seeds: range) -> None:
    result = score(seeds)
    right, of = result.cells
    shown = "\n".join(result.lines)
    assert right >= 0.995 * of, shown
    assert result.problems[0] == result.problems[1], shown


def test_a_seed_always_gives_the_same_file() -> None:
    assert messy_file(7).expected == messy_file(7).expected
