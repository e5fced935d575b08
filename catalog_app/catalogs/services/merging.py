"""Two editors, one entry: whose words stand in each element. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from catalog_app.catalogs.services.content import FIELD_NAMES
from domains.entry import EntryContent

MINE, THEIRS, BOTH = "mine", "theirs", "both"


@dataclass(frozen=True, slots=True)
class Dispute:
    """An element on which the two texts differ; `changed_by` says whose differs from the start."""

    field: str
    base: Any
    theirs: Any
    mine: Any
    changed_by: str

    @property
    def label(self) -> str:
        return FIELD_NAMES[self.field]

    @property
    def settled(self) -> str | None:
        """Whose text stands when only one of the two changed it; None when both did."""
        return None if self.changed_by == BOTH else self.changed_by


def disputes(base: EntryContent, theirs: EntryContent, mine: EntryContent) -> list[Dispute]:
    """The elements in which `theirs` and `mine` differ, both made from `base`."""
    found = []
    for name in FIELD_NAMES:
        start, other, own = (getattr(each, name) for each in (base, theirs, mine))
        if other != own:
            changed_by = MINE if other == start else THEIRS if own == start else BOTH
            found.append(Dispute(name, start, other, own, changed_by))
    return found


def merged(theirs: EntryContent, mine: EntryContent, takes: Mapping[str, str]) -> EntryContent:
    """`mine`, but for the elements whose take is THEIRS."""
    values = {
        name: getattr(theirs if takes.get(name) == THEIRS else mine, name) for name in FIELD_NAMES
    }
    return EntryContent(**values)
