"""Counting what an import asks of the database: reads and writes alike."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

FRAME = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN")


@contextmanager
def count_queries() -> Iterator[list[str]]:
    """The statements sent inside the block, without those that begin or end a transaction; many
    rows written by one statement count once."""
    sent: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.upper().startswith(FRAME):
            sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(Engine, "before_cursor_execute", note)
