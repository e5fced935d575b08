"""How a cited text stands on a day, as rules and screens are told. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Standing(StrEnum):
    """How a cited text stands on the day of the judgement."""

    HOLDS = "holds"
    SHIFTED = "shifted"
    """It holds, but its articles bear other numbers than in the text before."""
    REPLACED = "replaced"
    REPEALED = "repealed"
    UNVERIFIED = "unverified"
    UNKNOWN = "unknown"
    """The register has no such text."""


@dataclass(frozen=True, slots=True)
class CitedBasis:
    """One text an entry cites, found in the register or not. `sure`: found by title or number, not by
    likeness; `confirmed`: the province vouches for the row. `replaced_by` is what to cite instead,
    `misfit` the title that the cited
    document number really belongs to, `row_id` the register's row."""

    cited: str
    standing: Standing = Standing.UNKNOWN
    sure: bool = False
    confirmed: bool = False
    since: date | None = None
    replaced_by: str | None = None
    articles: tuple[str, ...] = ()
    misfit: str | None = None
    row_id: int | None = None
