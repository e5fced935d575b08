"""What differs: from the ministry's guide (M2), and between two versions of an entry."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from catalog_app.catalogs.models import Catalog, Entry
from catalog_app.catalogs.services.content import FIELD_NAMES, item_content
from catalog_app.catalogs.services.coverage import missing_items
from catalog_app.catalogs.services.reading import catalog
from catalog_app.database import session
from catalog_app.guides.models import StandardItem
from domains.entry import EntryContent

LOCALISED_FIELDS = frozenset({"owner", "note"})
"""The guide names owners by kind (县级民政部门); naming the bureau itself follows the guide."""
_BLANKS = re.compile(r"\s+")

Value = str | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """One element, before (or in the guide) and after (or here)."""

    field: str
    before: Value
    after: Value

    @property
    def label(self) -> str:
        return FIELD_NAMES[self.field]


@dataclass(frozen=True, slots=True)
class Change:
    """An entry whose elements are not the guide's."""

    entry: Entry
    item: StandardItem
    fields: tuple[FieldDifference, ...]


@dataclass(frozen=True, slots=True)
class MissingItem:
    """An item of the guide the catalogue lacks (`coverage`); `entry` where it had one and withdrew it."""

    item: StandardItem
    entry: Entry | None


@dataclass(frozen=True, slots=True)
class GuideDifferences:
    """How a catalogue differs from its guide; entries in the catalogue's order."""

    catalog: Catalog
    missing: tuple[MissingItem, ...]
    added: tuple[Entry, ...]
    changed: tuple[Change, ...]
    not_applicable: tuple[Entry, ...]
    same: int

    @property
    def count(self) -> int:
        parts: Sequence[Sequence[Any]]
        parts = (self.missing, self.added, self.changed, self.not_applicable)
        return sum(len(part) for part in parts)


def changes_between(before: EntryContent, after: EntryContent) -> list[FieldDifference]:
    """The elements that differ, in the order of the screens; white space does not count."""
    pairs = [FieldDifference(f, getattr(before, f), getattr(after, f)) for f in FIELD_NAMES]
    return [pair for pair in pairs if _bare(pair.before) != _bare(pair.after)]


def differences_from_item(content: EntryContent, item: StandardItem) -> list[FieldDifference]:
    """The elements that are not as the guide says; where the guide is silent nothing differs."""
    return [
        pair
        for pair in changes_between(item_content(item), content)
        if pair.before and pair.field not in LOCALISED_FIELDS
    ]


def guide_differences(catalog_id: int) -> GuideDifferences:
    """The whole catalogue against its guide, in five statements at most. Raises NotFound."""
    kept = catalog(catalog_id)
    entries = _entries(catalog_id)
    standing = [entry for entry in entries if entry.version.disposition == "current"]
    changes = [_change(entry) for entry in standing]
    changed = tuple(change for change in changes if change is not None and change.fields)
    added = tuple(entry for entry in standing if entry.standard_item is None)
    return GuideDifferences(
        catalog=kept,
        missing=_missing(kept, entries),
        added=added,
        changed=changed,
        not_applicable=tuple(e for e in entries if e.version.disposition == "not_applicable"),
        same=len(standing) - len(added) - len(changed),
    )


def _entries(catalog_id: int) -> Sequence[Entry]:
    query = (
        select(Entry)
        .where(Entry.catalog_id == catalog_id)
        .options(joinedload(Entry.version), joinedload(Entry.standard_item))
        .order_by(Entry.position, Entry.id)
    )
    return session().scalars(query).all()


def _missing(kept: Catalog, entries: Sequence[Entry]) -> tuple[MissingItem, ...]:
    ids = missing_items(Catalog.id == kept.id).get(kept.id, set())
    query = select(StandardItem).where(StandardItem.id.in_(sorted(ids)))
    items = session().scalars(query.order_by(StandardItem.position)).all() if ids else []
    of_item = {entry.standard_item_id: entry for entry in entries}
    return tuple(MissingItem(item, of_item.get(item.id)) for item in items)


def _change(entry: Entry) -> Change | None:
    item = entry.standard_item
    if item is None:
        return None
    return Change(entry, item, tuple(differences_from_item(entry.version.as_content, item)))


def _bare(value: Value) -> Any:
    if isinstance(value, tuple):
        return tuple(_BLANKS.sub("", part) for part in value)
    return _BLANKS.sub("", value or "")
