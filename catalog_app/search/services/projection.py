"""From a published edition to search documents and index rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session, joinedload

from catalog_app.catalogs.models import Catalog, Edition, EditionItem
from catalog_app.database import transaction
from catalog_app.regions import services as regions
from catalog_app.regions.models import Region, RegionLevel
from catalog_app.search import index
from catalog_app.search.index import IndexRow
from catalog_app.search.models import OmittedItem, SearchDocument
from catalog_app.search.services.links import refresh_links
from catalog_app.search.tokens import joined


def project_edition(session: Session, edition: Edition, *, at: datetime) -> None:
    """Make the edition what the public sees of its catalogue; what it no longer holds is gone.

    Only items kept ("current") become documents; those declared not applicable are listed with
    their reason. `at` is the moment of acceptance. Flushes, does not commit.
    """
    forget_catalog(session, edition.catalog_id)
    _add_documents(session, edition, at)


def forget_catalog(session: Session, catalog_id: int) -> None:
    """Take the catalogue out of the public's sight. Flushes, does not commit."""
    session.flush()
    standing = session.scalars(
        select(SearchDocument).where(SearchDocument.catalog_id == catalog_id)
    ).all()
    index.remove(session, [index_row(each) for each in standing])
    for model in (SearchDocument, OmittedItem):
        session.execute(delete(model).where(model.catalog_id == catalog_id))


def rebuild() -> int:
    """Make all documents and the index anew from the published editions; returns how many.

    Each catalogue keeps the moment of its acceptance.
    """
    with transaction() as session:
        accepted = dict(session.execute(_acceptances()).all())
        index.clear(session)
        for model in (SearchDocument, OmittedItem):
            session.execute(delete(model))
        for edition in _published(session):
            at = accepted.get(edition.catalog_id, edition.created_at)
            _add_documents(session, edition, at)
            session.expunge_all()
        return session.scalar(select(func.count()).select_from(SearchDocument)) or 0


def index_row(document: SearchDocument) -> IndexRow:
    """A document's tokens. What is read here is stored in the document, so that the same tokens
    come out when the row is to be removed."""
    says = document.elements
    return IndexRow(
        key=index.key_of(document.id, document.accepted_at),
        title=joined((document.name, document.group)),
        body=joined(
            (
                *says["content"],
                document.owner,
                says["domain"],
                *(place["name"] for place in says["place"]),
                says["audience"],
                *says["basis"],
                says["note"],
            )
        ),
        tags=document.tags,
    )


def _acceptances() -> Any:
    return select(SearchDocument.catalog_id, func.max(SearchDocument.accepted_at)).group_by(
        SearchDocument.catalog_id
    )


def _published(session: Session) -> Iterable[Edition]:
    ids = session.scalars(
        select(Catalog.published_edition_id)
        .where(Catalog.published_edition_id.is_not(None))
        .order_by(Catalog.id)
    ).all()
    return (session.get_one(Edition, id_) for id_ in ids)


def _add_documents(session: Session, edition: Edition, at: datetime) -> None:
    catalog = edition.catalog
    place = _place(catalog.region)
    items = session.scalars(
        select(EditionItem)
        .where(EditionItem.edition_id == edition.id)
        .options(joinedload(EditionItem.version))
    ).all()
    documents = [
        _document(item, catalog, place, at)
        for item in items
        if item.version.disposition == "current"
    ]
    session.add_all(documents)
    session.add_all(
        _omitted(item, catalog) for item in items if item.version.disposition == "not_applicable"
    )
    session.flush()
    index.add(session, [index_row(each) for each in documents])
    refresh_links(session, [each.id for each in documents])


def _place(region: Region) -> list[dict[str, str]]:
    """The region with its superiors below the province, as pages show them."""
    return [
        {"code": step.code, "name": step.name, "level": step.level}
        for step in regions.chain(region)
        if step.level != RegionLevel.PROVINCE
    ]


def _document(
    item: EditionItem, catalog: Catalog, place: list[dict[str, str]], at: datetime
) -> SearchDocument:
    content = item.version.as_content
    return SearchDocument(
        id=item.entry_id,
        catalog_id=catalog.id,
        region_id=catalog.region_id,
        domain_code=catalog.domain_code,
        entry_version_id=item.entry_version_id,
        position=item.position,
        name=content.name,
        group=content.group,
        owner=content.owner,
        elements=_plain(asdict(content)) | {"domain": catalog.domain.name, "place": place},
        accepted_at=at,
        tags=" ".join(tags_of(catalog.region, catalog.domain_code, content.levels)),
    )


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {name: list(v) if isinstance(v, tuple) else v for name, v in values.items()}


def tags_of(region: Region, domain_code: str, levels: Sequence[str]) -> list[str]:
    """The filters of an entry: everywhere it is found under (r_), whose own it is (o_), the level
    of the body that publishes it (k_), its domain (d_) and the levels it is published at (l_)."""
    return [
        *(f"r_{step}" for step in region.chain),
        f"o_{region.id}",
        f"k_{region.level}",
        f"d_{domain_code}",
        *(f"l_{level}" for level in levels),
    ]


def _omitted(item: EditionItem, catalog: Catalog) -> OmittedItem:
    return OmittedItem(
        id=item.entry_id,
        catalog_id=catalog.id,
        region_id=catalog.region_id,
        domain_code=catalog.domain_code,
        position=item.position,
        name=item.version.name,
        reason=item.version.reason or "",
    )
