"""Withdrawn, not applicable, taken back: how an item of the guide stands in this place (M2)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import Actor
from catalog_app.catalogs.errors import (
    DispositionUnchanged,
    ReasonMissing,
    StandardItemElsewhere,
    StandardItemTaken,
)
from catalog_app.catalogs.models import Catalog, Entry, EntryVersion
from catalog_app.catalogs.services.bulk import EntryDraft
from catalog_app.catalogs.services.content import as_plain, item_content
from catalog_app.catalogs.services.editing import (
    DISPOSITION_NAMES,
    record,
    refuse_changed,
    replace_version,
)
from catalog_app.catalogs.services.ordering import place_by_guide
from catalog_app.catalogs.services.reading import locked_catalog, locked_entry
from catalog_app.catalogs.services.writing import create_entries
from catalog_app.database import transaction
from catalog_app.guides import services as guides

DEEDS = {
    "current": ("entry.taken_back", "恢复事项"),
    "withdrawn": ("entry.withdrawn", "撤下事项"),
    "not_applicable": ("entry.declared_not_applicable", "声明不适用"),
}


def withdraw_entry(
    entry_id: int, reason: str, *, base_version: int, by: Actor, at: datetime
) -> EntryVersion:
    """The place no longer publishes the item. Raises ReasonMissing, EntryChanged,
    DispositionUnchanged, NotFound."""
    return _dispose(entry_id, "withdrawn", reason, base_version=base_version, by=by, at=at)


def declare_not_applicable(
    entry_id: int, reason: str, *, base_version: int, by: Actor, at: datetime
) -> EntryVersion:
    """The guide's item has no object in this place. Raises as `withdraw_entry`."""
    return _dispose(entry_id, "not_applicable", reason, base_version=base_version, by=by, at=at)


def take_back(entry_id: int, *, base_version: int, by: Actor, at: datetime) -> EntryVersion:
    """The withdrawn or not applicable item stands again. Raises EntryChanged,
    DispositionUnchanged, NotFound."""
    return _dispose(entry_id, "current", None, base_version=base_version, by=by, at=at)


def take_in(catalog_id: int, standard_item_id: int, *, by: Actor, at: datetime) -> Entry:
    """The guide's missing item as an entry, beside its neighbours of the guide; a withdrawn one
    stands again. Raises StandardItemTaken, StandardItemElsewhere, NotFound."""
    return _settle(catalog_id, standard_item_id, "current", None, by=by, at=at)


def declare_missing_not_applicable(
    catalog_id: int, standard_item_id: int, reason: str, *, by: Actor, at: datetime
) -> Entry:
    """The guide's missing item as an entry that is not applicable here. Raises ReasonMissing
    and as `take_in`."""
    return _settle(catalog_id, standard_item_id, "not_applicable", reason, by=by, at=at)


def _dispose(
    entry_id: int,
    disposition: str,
    reason: str | None,
    *,
    base_version: int,
    by: Actor,
    at: datetime,
) -> EntryVersion:
    with transaction() as current:
        entry = locked_entry(current, entry_id)
        refuse_changed(entry, base_version)
        return _turn(current, entry, disposition, reason, by=by, at=at)


def _turn(
    current: Session,
    entry: Entry,
    disposition: str,
    reason: str | None,
    *,
    by: Actor,
    at: datetime,
) -> EntryVersion:
    standing = entry.version
    if standing.disposition == disposition:
        raise DispositionUnchanged(name=standing.name, disposition=DISPOSITION_NAMES[disposition])
    return replace_version(
        current,
        entry,
        standing.as_content,
        DEEDS[disposition],
        by=by,
        at=at,
        disposition=disposition,
        reason=reason,
    )


def _settle(
    catalog_id: int,
    item_id: int,
    disposition: str,
    reason: str | None,
    *,
    by: Actor,
    at: datetime,
) -> Entry:
    reason = (reason or "").strip() or None
    if disposition != "current" and reason is None:
        raise ReasonMissing(action=DISPOSITION_NAMES[disposition])
    with transaction() as current:
        catalog = locked_catalog(current, catalog_id)
        item = guides.standard_item(item_id)
        if item.guide_id != catalog.guide_id:
            raise StandardItemElsewhere(name=item.name)
        standing = current.scalar(
            select(Entry)
            .where(Entry.catalog_id == catalog_id, Entry.standard_item_id == item_id)
            .with_for_update()
        )
        if standing is None:
            draft = EntryDraft(item_content(item), item_id, None, disposition, reason)
            return _take_up(current, catalog, draft, by=by, at=at)
        if standing.version.disposition != "withdrawn":
            raise StandardItemTaken(name=item.name)
        _turn(current, standing, disposition, reason, by=by, at=at)
        return standing


def _take_up(
    current: Session, catalog: Catalog, draft: EntryDraft, *, by: Actor, at: datetime
) -> Entry:
    entry = create_entries(current, catalog, [draft], by=by, at=at, origin="guide")[0]
    place_by_guide(current, catalog, entry)
    after = as_plain(draft.content) | {"disposition": draft.disposition, "reason": draft.reason}
    deed = "从标准指引补入事项" if draft.disposition == "current" else "声明标准事项不适用"
    record(current, "entry.taken_in", entry, deed, by=by, at=at, after=after)
    return entry
