"""Adding and revising entries; nothing a second editor wrote is ever overwritten unseen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.accounts import audit
from catalog_app.accounts.audit import Actor
from catalog_app.addresses import NOTHING_PRIVATE, AddressGuard
from catalog_app.catalogs.errors import (
    EntryChanged,
    ReasonMissing,
    StandardItemElsewhere,
    StandardItemTaken,
)
from catalog_app.catalogs.models import Catalog, Entry, EntryVersion
from catalog_app.catalogs.services.content import as_plain, require_name
from catalog_app.catalogs.services.links import link_entry
from catalog_app.catalogs.services.reading import (
    locked_catalog,
    locked_entry,
    locked_in_catalog,
    version,
)
from catalog_app.catalogs.services.writing import create_entry, write_version
from catalog_app.database import transaction
from catalog_app.guides import services as guides
from domains.entry import EntryContent

DISPOSITION_NAMES = {"current": "正常", "not_applicable": "不适用", "withdrawn": "已撤下"}


def add_entry(
    catalog_id: int,
    content: EntryContent,
    *,
    by: Actor,
    at: datetime,
    standard_item_id: int | None = None,
    urls: Iterable[str] = (),
    guard: AddressGuard = NOTHING_PRIVATE,
) -> Entry:
    """A new entry at the end of the catalogue, with its links.

    Raises EntryNameMissing, StandardItemTaken, StandardItemElsewhere, LinkRefused, NotFound.
    """
    require_name(content)
    with transaction() as current:
        catalog = locked_catalog(current, catalog_id)
        refuse_item(current, catalog, standard_item_id)
        entry = create_entry(
            current,
            catalog,
            content,
            by=by,
            at=at,
            origin="edit",
            standard_item_id=standard_item_id,
        )
        for url in urls:
            link_entry(
                current, entry, url, channel="政府网站", kind="article", by=by, at=at, guard=guard
            )
        record(current, "entry.added", entry, "新增事项", by=by, at=at, after=as_plain(content))
    return entry


def revise_entry(
    entry_id: int,
    content: EntryContent,
    *,
    base_version: int,
    by: Actor,
    at: datetime,
    disposition: str = "current",
    reason: str | None = None,
) -> EntryVersion:
    """The entry's next version; saving what stands already writes nothing.

    `base_version` is the number of the version the editor started from.
    Raises EntryChanged when another has been saved since; EntryNameMissing, ReasonMissing, NotFound.
    """
    require_name(content)
    with transaction() as current:
        entry = locked_entry(current, entry_id)
        refuse_changed(entry, base_version)
        return replace_version(
            current,
            entry,
            content,
            ("entry.edited", "修改事项"),
            by=by,
            at=at,
            disposition=disposition,
            reason=reason,
        )


def restore_version(
    entry_id: int, number: int, *, base_version: int, by: Actor, at: datetime
) -> EntryVersion:
    """Make an older version's content and disposition present again, as a new version.

    Raises EntryChanged, NotFound."""
    with transaction() as current:
        entry = locked_entry(current, entry_id)
        refuse_changed(entry, base_version)
        older = version(entry_id, number)
        return replace_version(
            current,
            entry,
            older.as_content,
            ("entry.restored", f"恢复到第 {number} 版"),
            by=by,
            at=at,
            origin="restore",
            disposition=older.disposition,
            reason=older.reason,
        )


def relate_entry(entry_id: int, standard_item_id: int | None, *, by: Actor, at: datetime) -> Entry:
    """Say which of the guide's items the entry follows (None: an item of the place's own).

    Raises StandardItemTaken, StandardItemElsewhere, NotFound."""
    with transaction() as current:
        entry = locked_in_catalog(current, entry_id)
        before = entry.standard_item_id
        if before != standard_item_id:
            refuse_item(current, entry.catalog, standard_item_id)
            entry.standard_item_id = standard_item_id
            record(
                current,
                "entry.related",
                entry,
                "改变对应的标准事项",
                by=by,
                at=at,
                before={"standard_item_id": before},
                after={"standard_item_id": standard_item_id},
            )
    return entry


def replace_version(
    current: Session,
    entry: Entry,
    content: EntryContent,
    deed: tuple[str, str],
    *,
    by: Actor,
    at: datetime,
    origin: str = "edit",
    disposition: str = "current",
    reason: str | None = None,
) -> EntryVersion:
    """Write the next version with its audit event; `deed` is the action and its Chinese name."""
    standing = entry.version
    reason = (reason or "").strip() or None
    if disposition == "current":
        reason = None
    elif reason is None:
        raise ReasonMissing(action=DISPOSITION_NAMES[disposition])
    before, after = _told(standing), as_plain(content) | _state(disposition, reason)
    if before == after:
        return standing
    written = write_version(
        current, entry, content, by=by, at=at, origin=origin, disposition=disposition, reason=reason
    )
    changed = [name for name in after if before[name] != after[name]]
    record(
        current,
        deed[0],
        entry,
        deed[1],
        by=by,
        at=at,
        before={name: before[name] for name in changed} | {"version": standing.number},
        after={name: after[name] for name in changed} | {"version": written.number},
    )
    return written


def refuse_changed(entry: Entry, base_version: int) -> None:
    """Raises EntryChanged when the present version is not the one the editor started from."""
    if entry.version.number != base_version:
        raise EntryChanged(entry_id=entry.id, base=base_version, present=entry.version.number)


def refuse_item(current: Session, catalog: Catalog, item_id: int | None) -> None:
    """Raises StandardItemElsewhere or StandardItemTaken; NotFound for no such item."""
    if item_id is None:
        return
    item = guides.standard_item(item_id)
    if item.guide_id != catalog.guide_id:
        raise StandardItemElsewhere(name=item.name)
    taken = select(Entry.id).where(
        Entry.catalog_id == catalog.id, Entry.standard_item_id == item_id
    )
    if current.scalar(taken.limit(1)):
        raise StandardItemTaken(name=item.name)


def record(
    current: Session,
    action: str,
    entry: Entry,
    deed: str,
    *,
    by: Actor,
    at: datetime,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """The audit event of something done to an entry."""
    audit.record(
        current,
        action,
        entry,
        by=by,
        at=at,
        region_id=entry.catalog.region_id,
        summary=f"{deed}：{entry.version.name}",
        before=before,
        after=after,
    )


def _told(standing: EntryVersion) -> dict[str, Any]:
    return as_plain(standing.as_content) | _state(standing.disposition, standing.reason)


def _state(disposition: str, reason: str | None) -> dict[str, Any]:
    return {"disposition": disposition, "reason": reason}
