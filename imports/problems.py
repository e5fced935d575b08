"""Problems an import reports, each at the cell a person sees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from imports.messages import Severity, problem_notice
from imports.table import address

_QUOTE_AT_MOST = 40  # characters of a cell repeated in a message


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a person must look at: the cell as they see it, and what to do."""

    cell: str | None
    row: int | None
    field: str | None
    severity: Severity
    code: str
    message: str

    def to_dict(self) -> dict[str, Any]:
        return {
            "cell": self.cell,
            "row": self.row,
            "field": self.field,
            "severity": self.severity,
            "code": self.code,
            "message": self.message,
        }


def problem(
    code: str,
    *,
    row: int | None = None,
    column: int | None = None,
    field: str | None = None,
    **facts: object,
) -> Problem:
    """A problem at a cell (row and column counted from 1 in the file), its sentence filled in."""
    severity, message = problem_notice(code, **{key: _quoted(fact) for key, fact in facts.items()})
    cell = address(row, column) if row is not None and column is not None else None
    return Problem(cell, row, field, severity, code, message)


def _quoted(fact: object) -> str:
    text = str(fact)
    return f"{text[:_QUOTE_AT_MOST]}…" if len(text) > _QUOTE_AT_MOST else text
