"""Entries a row may be matched with instead: the nearest by name, and the missing of its group."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz, process

from catalog_app.exchange.services.comparing import Row
from catalog_app.exchange.services.kept import Kept, full_name
from catalog_app.exchange.services.names import likeness, plain_name
from catalog_app.exchange.services.preview import TablePreview

NEAREST = 8
OF_GROUP = 12


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry to choose; `percent` is how near its name is."""

    entry_id: int
    name: str
    percent: int


def candidates(table: TablePreview, row: Row) -> list[Candidate]:
    """Without the entry the row has already; the nearest first."""
    own = row.kept.entry_id if row.kept else None
    others = [each for each in table.kept if each.entry_id != own]
    name = plain_name(row.read.content.name)
    names = [plain_name(each.content.name) for each in others]
    near = process.extract(name, names, scorer=fuzz.ratio, limit=NEAREST)
    found = {others[place].entry_id: others[place] for _, _, place in near}
    found |= {each.entry_id: each for each in _missing_of_group(table, row)}
    made = [_candidate(each, name) for each in found.values()]
    return sorted(made, key=lambda each: -each.percent)


def _missing_of_group(table: TablePreview, row: Row) -> list[Kept]:
    group = plain_name(row.read.content.group or "")
    alike = [m.kept for m in table.missing if plain_name(m.kept.content.group or "") == group]
    return alike[:OF_GROUP]


def _candidate(kept: Kept, name: str) -> Candidate:
    percent = round(likeness(name, plain_name(kept.content.name)))
    return Candidate(kept.entry_id, full_name(kept.content.group, kept.content.name), percent)
