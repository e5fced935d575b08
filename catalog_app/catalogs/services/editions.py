"""Editions: a catalogue frozen for submission, and the one the public sees."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import Actor
from catalog_app.catalogs.errors import CatalogEmpty
from catalog_app.catalogs.models import Catalog, Edition, EditionItem, Entry, EntryVersion


def freeze_edition(session: Session, catalog: Catalog, *, by: Actor, at: datetime) -> Edition:
    """The catalogue's next edition: each entry's present version, in order.

    Items declared not applicable are in it, for the reviewer to judge their reasons; withdrawn
    ones are not. Flushes, does not commit; the caller records the audit event. Raises CatalogEmpty.
    """
    rows = session.execute(_standing(catalog.id)).all()
    if not rows:
        raise CatalogEmpty(catalog=f"{catalog.region.name}{catalog.domain.name}标准目录")
    edition = Edition(
        catalog=catalog, number=_next_number(session, catalog.id), created_at=at, author_id=by.id
    )
    edition.items = [
        EditionItem(entry_id=entry_id, entry_version_id=version_id, position=place)
        for place, (entry_id, version_id) in enumerate(rows, start=1)
    ]
    session.add(edition)
    session.flush()
    return edition


def publish_edition(session: Session, edition: Edition) -> None:
    """Make the edition the one the public sees. Flushes, does not commit."""
    edition.catalog.published_edition_id = edition.id
    session.flush()


def _standing(catalog_id: int) -> Select[int, int]:
    return (
        select(Entry.id, EntryVersion.id)
        .join(EntryVersion, EntryVersion.id == Entry.current_version_id)
        .where(Entry.catalog_id == catalog_id, EntryVersion.disposition != "withdrawn")
        .order_by(Entry.position, Entry.id)
    )


def _next_number(session: Session, catalog_id: int) -> int:
    query = select(func.max(Edition.number)).where(Edition.catalog_id == catalog_id)
    return (session.scalar(query) or 0) + 1
