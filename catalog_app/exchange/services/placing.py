"""Where new entries stand: beside the neighbours they have in the file, not at the end. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from catalog_app.exchange.services.comparing import Row
from catalog_app.exchange.services.names import plain_name

Standing = Sequence[tuple[int, int]]
"""A catalogue's entries in their order: id and position."""
START, END = 0, -1
"""Slots that are no entry's: before the first entry, after the last."""


@dataclass(frozen=True, slots=True)
class Places:
    """The positions of new rows by key, and the new positions of entries that make room, by id."""

    added: dict[str, int]
    moved: dict[int, int]


def places_of(tables: Sequence[Sequence[Row]], standing: Standing) -> Places:
    """Room for the rows that are added; every entry moves down by as many as come before it, so
    that taking them away again gives back the earlier positions (`closed_up`)."""
    slots: dict[int, list[str]] = defaultdict(list)
    order = [entry_id for entry_id, _ in standing]
    for rows in tables:
        for row, slot in _slots(rows, order):
            slots[slot].append(row.key)
    added: dict[str, int] = {}
    moved: dict[int, int] = {}
    last = standing[0][1] - 1 if standing else 0
    shift = 0
    for entry_id, position in [(START, last), *standing]:
        if entry_id != START:
            last = position + shift
            if shift:
                moved[entry_id] = last
        for key in slots.get(entry_id, ()):
            last, shift = last + 1, shift + 1
            added[key] = last
    for place, key in enumerate(slots.get(END, ()), start=last + 1):
        added[key] = place
    return Places(added, moved)


def closed_up(standing: Standing, gone: Sequence[int]) -> dict[int, int]:
    """The new positions, by id, of the entries that stay when those of these ids go."""
    leaving = set(gone)
    moved: dict[int, int] = {}
    shift = 0
    for entry_id, position in standing:
        if entry_id in leaving:
            shift += 1
        elif shift:
            moved[entry_id] = position - shift
    return moved


def _slots(rows: Sequence[Row], order: Sequence[int]) -> list[tuple[Row, int]]:
    """For each row that is added, the entry after which it stands (or START, END).

    After the entry of the row above; where the row below is of its group and the one above is not,
    before the entry of that one."""
    preceding = {entry_id: above for above, entry_id in pairwise([START, *order])}
    found: list[tuple[Row, int]] = []
    slot, group = None, ""
    for row, below in zip(rows, _kept_below(rows), strict=True):
        if row.kept:
            slot, group = row.kept.entry_id, _group(row)
        elif row.applies:
            joins_below = below and (slot is None or group != _group(row) == _group(below))
            if below and below.kept and joins_below:
                slot = preceding[below.kept.entry_id]
            group = _group(row)
            found.append((row, END if slot is None else slot))
    return found


def _kept_below(rows: Sequence[Row]) -> list[Row | None]:
    """For each row the next one below it that has an entry."""
    found: list[Row | None] = []
    below: Row | None = None
    for row in reversed(rows):
        found.append(below)
        below = row if row.kept else below
    return found[::-1]


def _group(row: Row) -> str:
    return plain_name(row.read.content.group or "")
