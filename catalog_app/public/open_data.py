"""What is published in a place as open data, read from the projection only."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Select, exists, or_, select

from catalog_app.catalogs.models import Catalog
from catalog_app.clock import china_date, in_china
from catalog_app.database import session
from catalog_app.guides.models import Domain
from catalog_app.public.errors import NoOpenData
from catalog_app.public.guide_book import content_of
from catalog_app.regions.models import Region
from catalog_app.regions.services import region_by_code
from catalog_app.search.models import OmittedItem, SearchDocument
from exports.open_data import OpenEntry, OpenLink, OpenOmitted, bundle

Record = TypeVar("Record")
AT_ONCE = 32
"""Catalogues read together: about a thousand entries."""


@dataclass(frozen=True, slots=True)
class OpenData:
    """A bundle to send: its file's name, and its bytes as they are made."""

    name: str
    chunks: Iterator[bytes]


def open_data(code: str, *, at: datetime) -> OpenData:
    """What is published in the region and below it. Raises UnknownRegion, NoOpenData.

    Between two parts the transaction is given back: a slow reader holds no connection.
    """
    region = region_by_code(code)
    catalogs = session().scalars(_catalogs(region)).all()
    if not catalogs:
        raise NoOpenData(place=region.name)
    moment = in_china(at)
    name = f"{region.name}基层政务公开标准目录开放数据_{moment:%Y-%m-%d}.zip"
    return OpenData(name, bundle(region.name, _entries(catalogs), _omitted(catalogs), at=moment))


def _catalogs(region: Region) -> Select[int]:
    """Ids of the catalogues the public sees something of, by region and in the domains' order."""
    seen = (
        exists().where(model.catalog_id == Catalog.id) for model in (SearchDocument, OmittedItem)
    )
    return (
        select(Catalog.id)
        .join(Region, Region.id == Catalog.region_id)
        .join(Domain, Domain.code == Catalog.domain_code)
        .where(Region.path.startswith(region.path), or_(*seen))
        .order_by(Region.code, Domain.position)
    )


def _entries(catalog_ids: Sequence[int]) -> Iterator[OpenEntry]:
    return _parts(catalog_ids, SearchDocument, lambda rows: [_entry(each) for each in rows])


def _omitted(catalog_ids: Sequence[int]) -> Iterator[OpenOmitted]:
    return _parts(catalog_ids, OmittedItem, _left_out)


def _parts(
    catalog_ids: Sequence[int], model: Any, made: Callable[[Sequence[Any]], list[Record]]
) -> Iterator[Record]:
    """What is made of the model's rows, catalogue by catalogue; nothing is held while it is sent."""
    for start in range(0, len(catalog_ids), AT_ONCE):
        part = catalog_ids[start : start + AT_ONCE]
        order = {catalog_id: place for place, catalog_id in enumerate(part)}
        rows = session().scalars(select(model).where(model.catalog_id.in_(part))).all()
        records = made(sorted(rows, key=lambda row: (order[row.catalog_id], row.position, row.id)))
        session().rollback()
        yield from records


def _entry(document: SearchDocument) -> OpenEntry:
    place = document.elements["place"]
    return OpenEntry(
        id=document.id,
        region_code=place[-1]["code"],
        region=place[-1]["name"],
        superior="".join(step["name"] for step in place[:-1]),
        domain_code=document.domain_code,
        domain=document.elements["domain"],
        content=content_of(document),
        links=[
            OpenLink(link["url"], link["channel"], link["kind"], link["state"])
            for link in document.links
        ],
        accepted_on=china_date(document.accepted_at),
    )


def _left_out(items: Sequence[OmittedItem]) -> list[OpenOmitted]:
    """Three statements, whatever the number of items."""
    current = session()
    domains = dict(current.execute(select(Domain.code, Domain.name)).all())
    wanted = {item.region_id for item in items}
    found = {r.id: r for r in current.scalars(select(Region).where(Region.id.in_(wanted)))}
    steps = {step for region in found.values() for step in region.chain[1:-1]}
    names = dict(current.execute(select(Region.id, Region.name).where(Region.id.in_(steps))).all())
    return [
        OpenOmitted(
            id=item.id,
            region_code=found[item.region_id].code,
            region=found[item.region_id].name,
            superior="".join(names[step] for step in found[item.region_id].chain[1:-1]),
            domain_code=item.domain_code,
            domain=domains[item.domain_code],
            name=item.name,
            reason=item.reason,
        )
        for item in items
    ]
