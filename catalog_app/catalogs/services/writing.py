"""Writing entries and versions inside a running transaction: these functions flush, never commit.

They record no audit event: the use case that calls them writes one for all it did.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from catalog_app.accounts.audit import Actor
from catalog_app.catalogs.models import Catalog, Entry, EntryVersion
from catalog_app.catalogs.services.bulk import EntryDraft, add_entries, chunks
from catalog_app.catalogs.services.changes import entries_changed
from catalog_app.catalogs.services.content import as_plain
from domains.entry import EntryContent


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
    """Entries in the order of the drafts, in a few statements however many they are."""
    made = add_entries(session, {catalog.id: list(drafts)}, by=by, at=at, origin=origin)
    session.expire(catalog, ["entries"])
    ids = [entry_id for entry_id, _ in made[catalog.id]]
    query = select(Entry).options(joinedload(Entry.version))
    found = {
        entry.id: entry
        for part in chunks(ids)
        for entry in session.scalars(query.where(Entry.id.in_(part)))
    }
    return [found[entry_id] for entry_id in ids]


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
    written = EntryVersion(
        entry=entry,
        number=(last or 0) + 1,
        **as_plain(content),
        disposition=disposition,
        reason=reason,
        author_id=by.id,
        author_name=by.name,
        at=at,
        origin=origin,
    )
    session.add(written)
    entry.version = written
    session.flush()
    entries_changed(session, [entry.id], at)
    return written
