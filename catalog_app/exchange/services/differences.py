"""What a row would change of an entry: pure comparison of contents.

A column the file does not have says nothing, and neither does a blank cell, one whose marks were
lost, a name cut short, or a general owner where a unit is named already: what is kept stays. White
space and full or half width make no difference, nor does the order of ticked boxes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from catalog_app.catalogs.services import FIELD_NAMES, FieldDifference
from catalog_app.exchange.services.kept import Kept
from catalog_app.exchange.services.owners import would_lose_unit
from domains.entry import EntryContent
from imports.problems import Problem
from imports.reading import ReadEntry
from imports.wording import squeeze

UNORDERED = frozenset({"method", "channels", "levels", "phases"})
NOT_TOLD = frozenset(
    {
        "channel-mark-unclear",
        "no-channel-ticked",
        "channel-missing",
        "audience-missing",
        "audience-unnamed",
        "method-missing",
        "level-missing",
        "phase-unclear",
        "tick-unclear",
        "ditto-without-source",
        "formula-without-value",
        "content-missing",
        "basis-missing",
        "time-limit-missing",
        "owner-missing",
    }
)
"""Problems after which an empty value is not known (a lost √, an empty formula) or was forgotten:
every item must have these elements (国办发〔2019〕54号), so blank never means that there are none."""
CUT_SHORT = "name-truncated"


def differences(
    row: ReadEntry, kept: Kept, problems: Iterable[Problem]
) -> tuple[FieldDifference, ...]:
    """The elements the row would change, in the order of the screens."""
    if row.content == kept.content:
        return ()
    left = set(untold_fields(row, problems))
    if keeps_unit(row, kept):
        left.add("owner")
    pairs = [
        FieldDifference(field, getattr(kept.content, field), getattr(row.content, field))
        for field in FIELD_NAMES
        if field in row.columns and field not in left
    ]
    return tuple(pair for pair in pairs if _differs(pair))


def untold_fields(row: ReadEntry, problems: Iterable[Problem]) -> list[str]:
    """The elements about which the file says nothing that could be taken over."""
    codes = {(each.field, each.code) for each in problems}
    empty = {name for name, code in codes if code in NOT_TOLD and not _value(row, name)}
    cut = {name for name, code in codes if code == CUT_SHORT}
    return [field for field in FIELD_NAMES if field in empty | cut]


def keeps_unit(row: ReadEntry, kept: Kept) -> bool:
    """Whether the row's owner is but the guide's general one where the entry names a unit."""
    return would_lose_unit(kept.content.owner, row.content.owner, kept.guide_owner)


def _value(row: ReadEntry, field: str | None) -> object:
    return getattr(row.content, field) if field in FIELD_NAMES else None


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
