"""What the clerk decided about a file: per table its domain, per row its entry, take or leave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Decisions:
    """Only what differs from the default is kept.

    `domains`: table number → domain code, or None for "do not import this table".
    `rows`: row key → taken or not. `withdrawn`: ids of entries missing from the file to withdraw.
    `matches`: row key → the id of the entry it speaks of, or None for "a new item".
    `left_fields`: elements of which every row leaves what is kept; `fields`: row key → element →
    taken or not, where a row is decided otherwise. `LINKS` stands among the elements for the links.
    `items`: row key → the id of the guide's item its entry follows, or None for "none".
    `place_confirmed`: the region is right though the file names another.
    """

    domains: Mapping[int, str | None] = field(default_factory=dict)
    rows: Mapping[str, bool] = field(default_factory=dict)
    withdrawn: frozenset[int] = frozenset()
    place_confirmed: bool = False
    matches: Mapping[str, int | None] = field(default_factory=dict)
    fields: Mapping[str, Mapping[str, bool]] = field(default_factory=dict)
    left_fields: frozenset[str] = frozenset()
    items: Mapping[str, int | None] = field(default_factory=dict)

    def takes(self, key: str, element: str) -> bool:
        """Whether the row's element is taken over."""
        return self.fields.get(key, {}).get(element, element not in self.left_fields)

    def to_dict(self) -> dict[str, Any]:
        return {
            "domains": {str(table): code for table, code in self.domains.items()},
            "rows": dict(self.rows),
            "withdrawn": sorted(self.withdrawn),
            "place_confirmed": self.place_confirmed,
            "matches": dict(self.matches),
            "fields": {key: dict(taken) for key, taken in self.fields.items()},
            "left_fields": sorted(self.left_fields),
            "items": dict(self.items),
        }

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Decisions:
        return cls(
            {int(table): code for table, code in plain.get("domains", {}).items()},
            plain.get("rows", {}),
            frozenset(plain.get("withdrawn", ())),
            plain.get("place_confirmed", False),
            plain.get("matches", {}),
            plain.get("fields", {}),
            frozenset(plain.get("left_fields", ())),
            plain.get("items", {}),
        )


LINKS = "urls"
"""The links of a row, decided like an element."""


def row_key(table: int, place: int) -> str:
    """A row's key: the table's number in the file and the row's place among its entries."""
    return f"{table}-{place}"
