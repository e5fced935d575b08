"""Counting what a page asks of the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine


@dataclass
class Queries:
    """The statements sent, without those that only begin or end a transaction."""

    statements: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        return len(self.statements)


@contextmanager
def count_queries() -> Iterator[Queries]:
    """Every SELECT, INSERT, UPDATE and DELETE sent inside the block."""
    found = Queries()

    def note(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not statement.upper().startswith(("SAVEPOINT", "RELEASE", "BEGIN", "ROLLBACK")):
            found.statements.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", note)
