"""The processes that read: one may stand ready, each reads one file, and none is left behind."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from imports.children import Child, Standby


@pytest.fixture
def standby() -> Iterator[Standby]:
    standby = Standby()
    yield standby
    standby.dismiss()


def ended(child: Child) -> Child:
    child.end()
    return child


def test_the_child_that_stands_ready_is_given_to_one_file_only(standby: Standby) -> None:
    standby.prepare()
    first, second = standby.take(), standby.take()
    assert first.process.pid != second.process.pid
    assert ended(first).process.poll() is not None
    assert ended(second).process.poll() is not None


def test_a_child_that_is_not_needed_ends_without_a_word(standby: Standby) -> None:
    child = standby.take()
    assert child.process.stdin is not None
    assert child.process.stdout is not None
    child.process.stdin.close()
    assert child.process.stdout.read() == b""
    assert child.process.wait() == 0
    child.errors.seek(0)
    assert child.errors.read() == b""
    child.end()


def test_a_child_that_stands_ready_ends_with_its_server(standby: Standby) -> None:
    standby.prepare()
    standby.dismiss()
    standby.dismiss()
    ended(standby.take())
