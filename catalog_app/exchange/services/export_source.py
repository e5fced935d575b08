"""The catalogues of a scope one after the other, with no more than a few in memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Select, select

from catalog_app.catalogs.models import Catalog, EditionItem, Entry, EntryVersion, Publication
from catalog_app.database import session
from catalog_app.exchange.services.export_scope import (
    ExportScope,
    Listed,
    catalogs_in,
    superiors_of,
)
from catalog_app.exchange.services.kept import CONTENT_COLUMNS, content_of, identity_in
from catalog_app.guides.models import StandardItem
from exports.model import ExportCatalog, ExportEntry

AT_ONCE = 32
"""Catalogues loaded together: about a thousand entries."""
FACTS = (
    EntryVersion.disposition,
    EntryVersion.reason,
    StandardItem.group,
    StandardItem.name,
    *CONTENT_COLUMNS,
)


def catalogs_of_scope(scope: ExportScope, viewer: Any = None) -> Iterator[ExportCatalog]:
    """The scope's catalogues that have entries, by region and in the domains' order; those that
    the viewer may see (None, the command line: all).

    Between two parts the transaction is given back, so that a slow reader of a long export holds no
    connection and pins no old state; each catalogue is consistent in itself. Not for use cases that
    write.
    """
    listed = catalogs_in(scope, viewer)
    superiors = superiors_of(listed)
    for start in range(0, len(listed), AT_ONCE):
        part = listed[start : start + AT_ONCE]
        entries = _entries(part, scope)
        session().rollback()
        for each in part:
            if each.id in entries:
                yield _catalog(each, superiors[each.region_code], entries.pop(each.id))


def export_title(region_name: str, domain_name: str) -> str:
    """The title line of a catalogue in the guide's format (国办发〔2019〕54号)."""
    return f"{region_name}{domain_name}领域基层政务公开标准目录"


def _catalog(listed: Listed, superior: str, entries: Sequence[ExportEntry]) -> ExportCatalog:
    return ExportCatalog(
        title=export_title(listed.region_name, listed.domain_name),
        region_name=listed.region_name,
        domain_name=listed.domain_name,
        entries=entries,
        region_code=listed.region_code,
        superior_name=superior,
        domain_code=listed.domain_code,
    )


def _entries(listed: Sequence[Listed], scope: ExportScope) -> dict[int, list[ExportEntry]]:
    """Catalogue id → its entries in order; two statements."""
    ids = [each.id for each in listed]
    links = _links(ids)
    codes = {each.id: each.region_code for each in listed}
    found: dict[int, list[ExportEntry]] = defaultdict(list)
    serials: dict[int, int] = defaultdict(int)
    query = _published(ids) if scope.source == "published" else _standing(ids)
    for catalog_id, entry_id, disposition, reason, group, name, *values in session().execute(query):
        in_force = disposition == "current"
        if not (in_force or scope.complete) or (disposition == "withdrawn" and not scope.withdrawn):
            continue
        serials[catalog_id] += in_force
        told = links.get(entry_id, [])
        found[catalog_id].append(
            ExportEntry(
                content=content_of(values),
                serial=str(serials[catalog_id]) if in_force else None,
                identity=identity_in(codes[catalog_id], entry_id),
                urls=tuple(url for url, _, _ in told),
                disposition=disposition,
                reason=reason,
                guide_item="/".join(filter(None, (group, name))) if scope.complete else None,
                link_places=tuple(link[1:] for link in told) if scope.complete else (),
            )
        )
    return found


def _standing(catalog_ids: Sequence[int]) -> Select[Any]:
    """The entries as they are now."""
    return (
        select(Entry.catalog_id, Entry.id, *FACTS)
        .join(EntryVersion, EntryVersion.id == Entry.current_version_id)
        .outerjoin(StandardItem, StandardItem.id == Entry.standard_item_id)
        .where(Entry.catalog_id.in_(catalog_ids))
        .order_by(Entry.catalog_id, Entry.position, Entry.id)
    )


def _published(catalog_ids: Sequence[int]) -> Select[Any]:
    """The entries of the editions that the public sees."""
    return (
        select(Catalog.id, Entry.id, *FACTS)
        .join(EditionItem, EditionItem.edition_id == Catalog.published_edition_id)
        .join(EntryVersion, EntryVersion.id == EditionItem.entry_version_id)
        .join(Entry, Entry.id == EditionItem.entry_id)
        .outerjoin(StandardItem, StandardItem.id == Entry.standard_item_id)
        .where(Catalog.id.in_(catalog_ids))
        .order_by(Catalog.id, EditionItem.position)
    )


def _links(catalog_ids: Sequence[int]) -> dict[int, list[tuple[str, str, str]]]:
    """Entry id → its addresses with channel and kind, sorted."""
    query = (
        select(Publication.entry_id, Publication.url, Publication.channel, Publication.kind)
        .join(Entry, Entry.id == Publication.entry_id)
        .where(Entry.catalog_id.in_(catalog_ids))
        .order_by(Publication.entry_id, Publication.url)
    )
    found: dict[int, list[tuple[str, str, str]]] = defaultdict(list)
    for entry_id, *link in session().execute(query):
        found[entry_id].append((link[0], link[1], link[2]))
    return found
