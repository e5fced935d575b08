"""Counting what a page or a use case asks of the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

FRAME = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN")


class Queries(list[str]):
    """The statements sent; many rows written by one statement count once."""

    @property
    def total(self) -> int:
        return len(self)


@contextmanager
def count_queries() -> Iterator[Queries]:
    """Every statement sent inside the block, but for those that begin or end a transaction."""
    found = Queries()

    def note(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.upper().startswith(FRAME):
            found.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", note)
