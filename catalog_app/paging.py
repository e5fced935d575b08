"""One page of a long list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Select, func, select

from catalog_app.database import session

Row = TypeVar("Row")
PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """`rows` of page `number` (1-based) out of `total` rows, `size` a page."""

    rows: Sequence[Row]
    number: int
    size: int
    total: int

    @property
    def last(self) -> int:
        return max(1, -(-self.total // self.size))

    @property
    def shown(self) -> list[int | None]:
        """Page numbers to offer: the ends and the neighbours; None stands for a gap."""
        near = {1, self.last, *range(self.number - 2, self.number + 3)}
        found: list[int | None] = []
        for number in sorted(n for n in near if 1 <= n <= self.last):
            if found and found[-1] is not None and number - found[-1] > 1:
                found.append(None)
            found.append(number)
        return found


def page_of(query: Select[Any], number: int, size: int = PAGE_SIZE) -> Page[Any]:
    """Run `query` for one page: two statements, the total and the rows (scalars)."""
    total = session().scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    number = min(max(1, number), max(1, -(-total // size)))
    rows = session().scalars(query.limit(size).offset((number - 1) * size)).unique().all()
    return Page(rows, number, size, total)


def part_of(rows: Sequence[Row], number: int, size: int = PAGE_SIZE) -> Page[Row]:
    """One page of rows that are at hand already."""
    number = min(max(1, number), max(1, -(-len(rows) // size)))
    return Page(rows[(number - 1) * size : number * size], number, size, len(rows))
