"""What the catalogues hold now, as plain rows: two statements whatever their size."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select

from catalog_app.catalogs.models import CONTENT_FIELDS, Catalog, Entry, EntryVersion, Publication
from catalog_app.database import session
from catalog_app.guides.models import StandardItem
from catalog_app.regions.models import Region
from domains.entry import EntryContent

CONTENT_COLUMNS = tuple(getattr(EntryVersion, name) for name in CONTENT_FIELDS)


LinkPlace = tuple[str, str]
"""A link's channel and the code of its kind."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An entry as it stands; `serial` is the number an export prints, None where it prints none;
    `guide_owner` the owner that the guide's item it follows has; `urls` its addresses and what each is."""

    entry_id: int
    version_id: int
    number: int
    standard_item_id: int | None
    disposition: str
    reason: str | None
    content: EntryContent
    serial: str | None
    urls: Mapping[str, LinkPlace]
    guide_owner: str | None = None


def identity(region: Region, entry_id: int) -> str:
    """The mark by which an export's row finds its entry again; of no use to another region."""
    return identity_in(region.code, entry_id)


def identity_in(region_code: str, entry_id: int) -> str:
    """As `identity`, for the region of a 12-digit code."""
    return f"{region_code}-{entry_id}"


def full_name(group: str | None, name: str) -> str:
    """An item's name as told among others: several groups (一级事项) have a 政策法规文件."""
    return f"{group} · {name}" if group else name


def catalogs_of(region_id: int, domains: Collection[str]) -> dict[str, Catalog]:
    """The region's catalogues of these domains, by domain."""
    query = select(Catalog).where(
        Catalog.region_id == region_id, Catalog.domain_code.in_(sorted(domains))
    )
    return {catalog.domain_code: catalog for catalog in session().scalars(query)}


def kept_entries(catalog_ids: Collection[int]) -> dict[int, list[Kept]]:
    """The entries of each catalogue in their order."""
    urls = _urls(catalog_ids)
    found: dict[int, list[Kept]] = {catalog_id: [] for catalog_id in catalog_ids}
    serials: dict[int, int] = defaultdict(int)
    for catalog_id, disposition, guide_owner, *facts in session().execute(_entries(catalog_ids)):
        entry_id, version_id, number, item, reason, *values = facts
        serial = None
        if disposition == "current":
            serials[catalog_id] += 1
            serial = str(serials[catalog_id])
        told = (entry_id, version_id, number, item, disposition, reason, content_of(values))
        linked = urls.get(entry_id, {})
        found[catalog_id].append(Kept(*told, serial, linked, guide_owner))
    return found


def _entries(catalog_ids: Collection[int]) -> Select[Any]:
    return (
        select(
            Entry.catalog_id,
            EntryVersion.disposition,
            StandardItem.owner,
            Entry.id,
            EntryVersion.id,
            EntryVersion.number,
            Entry.standard_item_id,
            EntryVersion.reason,
            *CONTENT_COLUMNS,
        )
        .join(EntryVersion, EntryVersion.id == Entry.current_version_id)
        .outerjoin(StandardItem, StandardItem.id == Entry.standard_item_id)
        .where(Entry.catalog_id.in_(sorted(catalog_ids)))
        .order_by(Entry.catalog_id, Entry.position, Entry.id)
    )


def content_of(values: Sequence[Any]) -> EntryContent:
    """The content of a row of CONTENT_COLUMNS."""
    elements: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in zip(CONTENT_FIELDS, values, strict=True)
    }
    return EntryContent(**elements)


def _urls(catalog_ids: Collection[int]) -> dict[int, dict[str, LinkPlace]]:
    query = (
        select(Publication.entry_id, Publication.url, Publication.channel, Publication.kind)
        .join(Entry, Entry.id == Publication.entry_id)
        .where(Entry.catalog_id.in_(sorted(catalog_ids)))
        .order_by(Publication.id)
    )
    found: dict[int, dict[str, LinkPlace]] = defaultdict(dict)
    for entry_id, url, channel, kind in session().execute(query):
        found[entry_id][url] = (channel, kind)
    return found
