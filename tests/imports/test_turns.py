"""Only a few children read at once; who must wait too long is told so."""

from __future__ import annotations

from contextlib import ExitStack

import pytest

from imports import turns
from imports.refusal import Refused


def test_one_file_too_many_is_refused_as_busy_and_read_when_a_turn_comes_free() -> None:
    with ExitStack() as others:
        for _ in range(turns.READERS):
            others.enter_context(turns.turn())
        with pytest.raises(Refused) as refused, turns.turn(wait=0.01):
            pytest.fail("no turn was free")
        assert refused.value.code == "busy"
        assert "请稍候" in refused.value.message
    with turns.turn(wait=0.01):
        pass


def test_a_reading_that_fails_gives_its_turn_back() -> None:
    for _ in range(turns.READERS + 1):
        with pytest.raises(Refused), turns.turn(wait=0.01):
            raise Refused("unreadable")
