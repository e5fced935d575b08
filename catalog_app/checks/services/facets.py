"""The numbers beside the filters: how many findings each other choice would show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import case, func, literal, select

from catalog_app.checks.models import Finding
from catalog_app.checks.services.finding_filter import (
    MINE,
    NOBODY,
    FindingFilter,
    is_overdue,
    narrowed,
)
from catalog_app.checks.wording import STATE_NAMES
from catalog_app.database import session


@dataclass(frozen=True, slots=True)
class Cell:
    """So many findings that are alike in all that the filters beside the list tell apart."""

    rule_id: str
    state: str
    severity: str
    advisory: bool
    assigned: str
    overdue: int
    number: int


@dataclass(frozen=True, slots=True)
class Facets:
    """Counts under the filter `wanted` with one choice changed."""

    wanted: FindingFilter
    cells: Sequence[Cell]

    def count(self, **changed: Any) -> int:
        """How many findings the filter would show with these fields changed."""
        other = replace(self.wanted, **changed)
        return sum(cell.number for cell in self.cells if _fits(cell, other))

    def rules(self) -> list[tuple[str, int]]:
        """(rule id, findings) of the rules that have any under the other filters, most first."""
        ids = {cell.rule_id for cell in self.cells}
        counted = ((rule, self.count(rule_id=rule)) for rule in sorted(ids))
        return sorted(
            (each for each in counted if each[1] or each[0] == self.wanted.rule_id),
            key=lambda each: -each[1],
        )


def _fits(cell: Cell, wanted: FindingFilter) -> bool:
    return (
        cell.state in wanted.states
        and wanted.rule_id in (None, "", cell.rule_id)
        and (not wanted.severities or cell.severity in wanted.severities)
        and wanted.advisory in (None, cell.advisory)
        and wanted.assigned in ("", cell.assigned)
        and (bool(cell.overdue) or not wanted.overdue)
    )


def facets(user: Any, wanted: FindingFilter) -> Facets:
    """All counts in one statement; place, words and days stay as the filter has them."""
    open_to_all = replace(
        wanted,
        rule_id=None,
        states=tuple(STATE_NAMES),
        severities=(),
        assigned="",
        overdue=False,
        advisory=None,
    )
    held = case(
        (Finding.assigned_to_id.is_(None), NOBODY),
        (Finding.assigned_to_id == getattr(user, "id", None), MINE),
        else_="other",
    )
    late = case((is_overdue(wanted.today), 1), else_=0) if wanted.today else literal(0)
    parts = select(
        Finding.rule_id.label("rule"),
        Finding.state.label("state"),
        Finding.severity.label("severity"),
        Finding.advisory.label("advisory"),
        held.label("held"),
        late.label("late"),
    )
    rows = narrowed(parts, user, open_to_all).subquery()
    query = select(*rows.c, func.count()).group_by(*rows.c)
    counted: Iterable[Any] = session().execute(query)
    return Facets(wanted, [Cell(*row) for row in counted])
