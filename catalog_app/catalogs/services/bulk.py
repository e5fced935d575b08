"""Bulk writing inside a running transaction: a few statements however many rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import ReturningInsert

from catalog_app.accounts.audit import Actor
from catalog_app.catalogs.models import Entry, EntryVersion, Publication
from catalog_app.catalogs.services.changes import entries_changed
from catalog_app.catalogs.services.content import as_plain
from catalog_app.catalogs.services.links import links_changed
from domains.entry import EntryContent

PORTAL = "政府网站"
"""The channel of a link of which nobody said it."""
CHUNK = 5_000
"""Ids in one statement: well under the limits of both engines."""
Each = TypeVar("Each")


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """An entry to be made: its content, the guide's item it follows, how it stands."""

    content: EntryContent
    standard_item_id: int | None = None
    position: int | None = None
    disposition: str = "current"
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class NextVersion:
    """A version to be written: of which entry, after which version number."""

    entry_id: int
    after: int
    content: EntryContent
    disposition: str = "current"
    reason: str | None = None


def chunks(rows: Sequence[Each]) -> Iterator[Sequence[Each]]:
    """The rows in parts of at most `CHUNK`."""
    return (rows[start : start + CHUNK] for start in range(0, len(rows), CHUNK))


def add_entries(
    current: Session,
    drafts_of: Mapping[int, Sequence[EntryDraft]],
    *,
    by: Actor,
    at: datetime,
    origin: str,
) -> dict[int, list[tuple[int, int]]]:
    """Entries of catalogues (by id) in the order of the drafts, at a catalogue's end unless a draft
    has its position.

    For each catalogue their ids with those of their first versions, in the same order.
    """
    ends = _last_positions(current, list(drafts_of))
    rows = [
        _entry_row(catalog_id, draft, place, at)
        for catalog_id, drafts in drafts_of.items()
        for place, draft in enumerate(drafts, start=ends.get(catalog_id, 0) + 1)
    ]
    if not rows:
        return {catalog_id: [] for catalog_id in drafts_of}
    statement = insert(Entry).returning(Entry.catalog_id, Entry.position, Entry.id)
    made = _made(current, statement, rows)
    ids = [made[row["catalog_id"], row["position"]] for row in rows]
    drafts = [draft for each in drafts_of.values() for draft in each]
    versions = [
        NextVersion(entry_id, 0, draft.content, draft.disposition, draft.reason)
        for entry_id, draft in zip(ids, drafts, strict=True)
    ]
    written = write_versions(current, versions, by=by, at=at, origin=origin)
    each_id = iter(ids)
    return {
        catalog_id: [(entry_id, written[entry_id]) for entry_id in islice(each_id, len(own))]
        for catalog_id, own in drafts_of.items()
    }


def _last_positions(current: Session, catalog_ids: Sequence[int]) -> dict[int, int]:
    query = select(Entry.catalog_id, func.max(Entry.position)).group_by(Entry.catalog_id)
    found = current.execute(query.where(Entry.catalog_id.in_(catalog_ids)))
    return {row[0]: row[1] for row in found}


def _entry_row(catalog_id: int, draft: EntryDraft, place: int, at: datetime) -> dict[str, Any]:
    return {
        "catalog_id": catalog_id,
        "position": place if draft.position is None else draft.position,
        "standard_item_id": draft.standard_item_id,
        "created_at": at,
    }


def write_versions(
    current: Session, drafts: Sequence[NextVersion], *, by: Actor, at: datetime, origin: str
) -> dict[int, int]:
    """The next version of each entry, made its present one; version ids by entry id."""
    if not drafts:
        return {}
    rows = [_version_row(draft, by=by, at=at, origin=origin) for draft in drafts]
    statement = insert(EntryVersion).returning(EntryVersion.entry_id, EntryVersion.id)
    written = {entry: version for (entry,), version in _made(current, statement, rows).items()}
    current.execute(
        update(Entry), [{"id": entry, "current_version_id": v} for entry, v in written.items()]
    )
    entries_changed(current, written.keys(), at)
    return written


def _made(
    current: Session, statement: ReturningInsert[*tuple[int, ...]], rows: Sequence[dict[str, Any]]
) -> dict[tuple[int, ...], int]:
    """What an insert of many rows returns: the last column by the others.

    SQLite gives the rows back in any order when they are inserted together (and one by one when the
    order is asked for), so each carries its key. Empty values are written too, so that rows with
    and without them go together.
    """
    options = {"render_nulls": True}
    made = current.execute(statement, rows, execution_options=options)
    return {tuple(row[:-1]): row[-1] for row in made}


def _version_row(draft: NextVersion, *, by: Actor, at: datetime, origin: str) -> dict[str, Any]:
    return {
        "entry_id": draft.entry_id,
        "number": draft.after + 1,
        **as_plain(draft.content),
        "disposition": draft.disposition,
        "reason": draft.reason,
        "author_id": by.id,
        "author_name": by.name,
        "at": at,
        "origin": origin,
    }


def relate_items(
    current: Session, pairs: Sequence[tuple[int, int | None]], *, at: datetime
) -> None:
    """Say which of the guide's items (by id, None for none) these entries follow."""
    if pairs:
        rows = [{"id": entry, "standard_item_id": item} for entry, item in pairs]
        current.execute(update(Entry), rows)
        entries_changed(current, [entry for entry, _ in pairs], at)


def positions(current: Session, catalog_ids: Sequence[int]) -> dict[int, list[tuple[int, int]]]:
    """The entries of each catalogue in their order: id and position."""
    query = select(Entry.catalog_id, Entry.id, Entry.position)
    query = query.where(Entry.catalog_id.in_(catalog_ids)).order_by(Entry.position, Entry.id)
    found: dict[int, list[tuple[int, int]]] = {catalog_id: [] for catalog_id in catalog_ids}
    for catalog_id, entry_id, position in current.execute(query):
        found[catalog_id].append((entry_id, position))
    return found


def put_at(current: Session, places: Mapping[int, int]) -> None:
    """Give these entries (by id) other positions."""
    if places:
        rows = [{"id": entry_id, "position": place} for entry_id, place in places.items()]
        current.execute(update(Entry), rows)


class NewLink(NamedTuple):
    """A normalised address for an entry; `place` its channel and kind, None where nobody told them:
    then the portal, and a kind by the address's form."""

    entry_id: int
    url: str
    place: tuple[str, str] | None = None


def write_links(current: Session, links: Sequence[NewLink], *, by: Actor, at: datetime) -> None:
    """Register addresses that the entries do not have yet."""
    rows = [
        {
            "entry_id": entry_id,
            "url": url,
            "channel": place[0] if place else PORTAL,
            "kind": place[1] if place else kind_of(url),
            "created_at": at,
            "author_id": by.id,
        }
        for entry_id, url, place in links
    ]
    if rows:
        current.execute(insert(Publication), rows)
        links_changed(current, sorted({each.entry_id for each in links}))


def kind_of(url: str) -> str:
    """What an address leads to, as far as its form tells; a person can correct it."""
    path = url.partition("?")[0].lower()
    if path.endswith((".pdf", ".doc", ".docx", ".xls", ".xlsx", ".zip", ".rar", ".wps", ".et")):
        return "attachment"
    if "://zwfw." in path:
        return "service"
    return "column" if path.endswith("/") else "article"


def delete_entries(current: Session, entry_ids: Sequence[int]) -> None:
    """Entries with their versions and links, as if they had never been."""
    for ids in chunks(entry_ids):
        current.execute(update(Entry).where(Entry.id.in_(ids)).values(current_version_id=None))
        current.execute(delete(Entry).where(Entry.id.in_(ids)))


def delete_links(current: Session, links: Sequence[tuple[int, int]]) -> None:
    """Take links away, each named by its entry's id and its own."""
    for part in chunks(links):
        ids = [link_id for _, link_id in part]
        current.execute(delete(Publication).where(Publication.id.in_(ids)))
    if links:
        links_changed(current, sorted({entry_id for entry_id, _ in links}))
