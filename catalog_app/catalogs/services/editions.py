"""Editions: a catalogue frozen for submission, and the one the public sees."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import Actor
from catalog_app.catalogs.errors import CatalogEmpty
from catalog_app.catalogs.models import Catalog, Edition, EditionItem, Entry, EntryVersion
from catalog_app.database import session as present_session
from catalog_app.regions.models import Region


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


def changed_since_accepted(condition: ColumnElement[bool]) -> set[int]:
    """Ids of the catalogues that no longer stand as they were accepted: an entry added, revised,
    withdrawn or moved. `condition` is on Catalog and Region; one statement."""
    return set(present_session().scalars(changed_catalogs(condition)))


def changed_catalogs(condition: ColumnElement[bool]) -> Select[int]:
    """`changed_since_accepted` as a query for the ids."""
    accepted = and_(Catalog.published_edition_id.is_not(None), condition)
    return (
        select(Catalog.id)
        .join(Region, Region.id == Catalog.region_id)
        .where(accepted, Catalog.id.not_in(_unchanged(accepted)))
        .correlate(None)
    )


def _unchanged(accepted: ColumnElement[bool]) -> Select[int]:
    """Catalogues whose entries are, one by one, the items of their accepted edition."""
    place = func.row_number().over(partition_by=Catalog.id, order_by=(Entry.position, Entry.id))
    now = (
        select(Catalog.id, Catalog.published_edition_id, Entry.id.label("entry_id"))
        .add_columns(EntryVersion.id.label("version_id"), place.label("place"))
        .join(Region, Region.id == Catalog.region_id)
        .join(Entry, Entry.catalog_id == Catalog.id)
        .join(EntryVersion, EntryVersion.id == Entry.current_version_id)
        .where(accepted, EntryVersion.disposition != "withdrawn")
        .subquery()
    )
    same = and_(
        EditionItem.edition_id == now.c.published_edition_id,
        EditionItem.entry_id == now.c.entry_id,
        EditionItem.entry_version_id == now.c.version_id,
        EditionItem.position == now.c.place,
    )
    size = select(func.count()).where(EditionItem.edition_id == now.c.published_edition_id)
    return (
        select(now.c.id)
        .outerjoin(EditionItem, same)
        .group_by(now.c.id, now.c.published_edition_id)
        .having(func.count() == func.count(EditionItem.id))
        .having(func.count() == size.correlate(now).scalar_subquery())
    )


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
