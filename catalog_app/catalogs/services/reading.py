"""Finding catalogues, entries, versions and links."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from catalog_app.catalogs.models import Catalog, Entry, EntryVersion, Publication
from catalog_app.database import session
from catalog_app.errors import NotFound
from catalog_app.regions.models import Region


def catalog(catalog_id: int) -> Catalog:
    """Raises NotFound."""
    found = session().get(
        Catalog, catalog_id, options=[joinedload(Catalog.region), joinedload(Catalog.domain)]
    )
    if found is None:
        raise NotFound(what="目录")
    return found


def catalog_of(region_id: int, domain_code: str) -> Catalog | None:
    """What the region keeps for the domain, if anything."""
    return session().scalar(
        select(Catalog).where(Catalog.region_id == region_id, Catalog.domain_code == domain_code)
    )


def catalog_target(catalog_id: int) -> tuple[Region, str]:
    """Whose catalogue it is, for the policy. Raises NotFound."""
    found = catalog(catalog_id)
    return found.region, found.domain_code


def entry(entry_id: int) -> Entry:
    """The entry with its present version, catalogue and links. Raises NotFound."""
    query = (
        select(Entry)
        .where(Entry.id == entry_id)
        .options(
            joinedload(Entry.version),
            joinedload(Entry.catalog).joinedload(Catalog.region),
            joinedload(Entry.catalog).joinedload(Catalog.domain),
            joinedload(Entry.standard_item),
        )
    )
    found = session().scalar(query)
    if found is None:
        raise NotFound(what="事项")
    return found


def entry_target(entry_id: int) -> tuple[Region, str]:
    """Whose entry it is, for the policy. Raises NotFound."""
    found = entry(entry_id)
    return found.catalog.region, found.catalog.domain_code


def versions(entry_id: int) -> Sequence[EntryVersion]:
    """Every version of an entry, the newest first."""
    query = select(EntryVersion).where(EntryVersion.entry_id == entry_id)
    return session().scalars(query.order_by(EntryVersion.number.desc())).all()


def version(entry_id: int, number: int) -> EntryVersion:
    """The entry's version of this number. Raises NotFound."""
    found = session().scalar(
        select(EntryVersion).where(EntryVersion.entry_id == entry_id, EntryVersion.number == number)
    )
    if found is None:
        raise NotFound(what="版本")
    return found


def publication(entry_id: int, publication_id: int) -> Publication:
    """The entry's link of this id. Raises NotFound."""
    found = session().get(Publication, publication_id)
    if found is None or found.entry_id != entry_id:
        raise NotFound(what="链接")
    return found


def locked_catalog(current: Session, catalog_id: int) -> Catalog:
    """The catalogue, held against other writers until the transaction ends. Raises NotFound."""
    found = current.get(Catalog, catalog_id, with_for_update=True)
    if found is None:
        raise NotFound(what="目录")
    return found


def locked_entry(current: Session, entry_id: int) -> Entry:
    """The entry, held against other writers until the transaction ends. Raises NotFound."""
    found = current.get(Entry, entry_id, with_for_update=True)
    if found is None:
        raise NotFound(what="事项")
    return found


def locked_in_catalog(current: Session, entry_id: int) -> Entry:
    """The entry with its whole catalogue held: for what concerns its neighbours too. The catalogue
    is always taken first, so that two such writers never wait for each other. Raises NotFound."""
    catalog_id = current.scalar(select(Entry.catalog_id).where(Entry.id == entry_id))
    if catalog_id is None:
        raise NotFound(what="事项")
    locked_catalog(current, catalog_id)
    return locked_entry(current, entry_id)
