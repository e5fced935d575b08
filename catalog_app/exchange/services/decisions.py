"""What the clerk decided about a file: per table its domain, per row take or leave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Decisions:
    """Only what differs from the default is kept.

    `domains`: table number → domain code, or None for "do not import this table".
    `rows`: row key → taken or not. `withdrawn`: ids of entries missing from the file to withdraw.
    `place_confirmed`: the region is right though the file names another.
    """

    domains: Mapping[int, str | None] = field(default_factory=dict)
    rows: Mapping[str, bool] = field(default_factory=dict)
    withdrawn: frozenset[int] = frozenset()
    place_confirmed: bool = False

    def to_dict(self) -> dict[str, Any]:
        return {
            "domains": {str(table): code for table, code in self.domains.items()},
            "rows": dict(self.rows),
            "withdrawn": sorted(self.withdrawn),
            "place_confirmed": self.place_confirmed,
        }

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Decisions:
        return cls(
            {int(table): code for table, code in plain.get("domains", {}).items()},
            plain.get("rows", {}),
            frozenset(plain.get("withdrawn", ())),
            plain.get("place_confirmed", False),
        )


def row_key(table: int, place: int) -> str:
    """A row's key: the table's number in the file and the row's place among its entries."""
    return f"{table}-{place}"
