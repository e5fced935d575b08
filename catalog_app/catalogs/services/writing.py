"""Writing entries and versions inside a running transaction: these functions flush, never commit.

They record no audit event: the use case that calls them writes one for all it did.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import Actor
from catalog_app.catalogs.models import Catalog, Entry, EntryVersion
from catalog_app.catalogs.services.content import as_plain
from domains.entry import EntryContent


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """An entry to be made: its content, the guide's item it follows, how it stands."""

    content: EntryContent
    standard_item_id: int | None = None
    position: int | None = None
    disposition: str = "current"
    reason: str | None = None


def create_entry(
    session: Session,
    catalog: Catalog,
    content: EntryContent,
    *,
    by: Actor,
    at: datetime,
    origin: str,
    standard_item_id: int | None = None,
    position: int | None = None,
) -> Entry:
    """One entry with its first version, at the catalogue's end unless `position` is given."""
    draft = EntryDraft(content, standard_item_id, position)
    return create_entries(session, catalog, [draft], by=by, at=at, origin=origin)[0]


def create_entries(
    session: Session,
    catalog: Catalog,
    drafts: Iterable[EntryDraft],
    *,
    by: Actor,
    at: datetime,
    origin: str,
) -> list[Entry]:
    """Entries in the order of the drafts, in three statements however many they are."""
    place = _last_position(session, catalog.id)
    entries = []
    for draft in drafts:
        place += 1
        entry = Entry(
            catalog_id=catalog.id,
            position=place if draft.position is None else draft.position,
            standard_item_id=draft.standard_item_id,
            created_at=at,
        )
        entry.version = _version(entry, draft, number=1, by=by, at=at, origin=origin)
        entries.append(entry)
    session.add_all(entries)
    session.flush()
    return entries


def write_version(
    session: Session,
    entry: Entry,
    content: EntryContent,
    *,
    by: Actor,
    at: datetime,
    origin: str,
    disposition: str = "current",
    reason: str | None = None,
) -> EntryVersion:
    """The entry's next version, which becomes its present one."""
    last = session.scalar(
        select(func.max(EntryVersion.number)).where(EntryVersion.entry_id == entry.id)
    )
    draft = EntryDraft(content, disposition=disposition, reason=reason)
    written = _version(entry, draft, number=(last or 0) + 1, by=by, at=at, origin=origin)
    session.add(written)
    entry.version = written
    session.flush()
    return written


def _version(
    entry: Entry, draft: EntryDraft, *, number: int, by: Actor, at: datetime, origin: str
) -> EntryVersion:
    return EntryVersion(
        entry=entry,
        number=number,
        **as_plain(draft.content),
        disposition=draft.disposition,
        reason=draft.reason,
        author_id=by.id,
        author_name=by.name,
        at=at,
        origin=origin,
    )


def _last_position(session: Session, catalog_id: int) -> int:
    query = select(func.max(Entry.position)).where(Entry.catalog_id == catalog_id)
    return session.scalar(query) or 0
