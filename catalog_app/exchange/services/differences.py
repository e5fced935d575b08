"""What a row would change of an entry: pure comparison of contents.

A column the file does not have says nothing, and neither does a cell whose marks were lost: what is
kept stays. White space and full or half width make no difference, nor the order of ticked boxes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from catalog_app.catalogs.services import FIELD_NAMES, FieldDifference
from domains.entry import EntryContent
from imports.problems import Problem
from imports.reading import ReadEntry
from imports.wording import squeeze

UNORDERED = frozenset({"method", "channels", "levels", "phases"})
UNREADABLE = frozenset(
    {
        "channel-mark-unclear",
        "no-channel-ticked",
        "audience-missing",
        "audience-unnamed",
        "method-missing",
        "level-missing",
        "phase-unclear",
        "tick-unclear",
        "ditto-without-source",
        "formula-without-value",
    }
)
"""Problems after which an empty value means "not known", not "nothing" (a lost √, an empty formula)."""


def differences(
    row: ReadEntry, kept: EntryContent, problems: Iterable[Problem]
) -> tuple[FieldDifference, ...]:
    """The elements the row would change, in the order of the screens."""
    if row.content == kept:
        return ()
    unknown = set(unreadable_fields(row, problems))
    pairs = [
        FieldDifference(field, getattr(kept, field), getattr(row.content, field))
        for field in FIELD_NAMES
        if field in row.columns and field not in unknown
    ]
    return tuple(pair for pair in pairs if _differs(pair))


def unreadable_fields(row: ReadEntry, problems: Iterable[Problem]) -> list[str]:
    """The elements that are empty because the file's marks could not be read."""
    named = {each.field for each in problems if each.code in UNREADABLE}
    return [field for field in FIELD_NAMES if field in named and not getattr(row.content, field)]


def merged(kept: EntryContent, changes: Iterable[FieldDifference]) -> EntryContent:
    """The kept content with the changes taken over."""
    elements: dict[str, Any] = {change.field: change.after for change in changes}
    return replace(kept, **elements)


def _differs(pair: FieldDifference) -> bool:
    if pair.before == pair.after:
        return False
    return _plain(pair.field, pair.before) != _plain(pair.field, pair.after)


def _plain(field: str, value: str | tuple[str, ...] | None) -> object:
    if isinstance(value, tuple):
        parts = tuple(squeeze(part) for part in value)
        return frozenset(parts) if field in UNORDERED else parts
    return squeeze(value or "")
