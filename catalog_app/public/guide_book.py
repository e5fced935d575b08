"""The compiled service guide of a place, from what is published there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select

from catalog_app.clock import china_date
from catalog_app.database import session
from catalog_app.guides.models import Domain
from catalog_app.lists import services as lists
from catalog_app.lists.services import ServiceMatters
from catalog_app.public.errors import NoServiceGuide
from catalog_app.regions.models import Region, RegionLevel
from catalog_app.regions.services import region_by_code
from catalog_app.search.models import SearchDocument
from catalog_app.search.services import superiors
from domains.entry import EntryContent
from exports.service_guide import GuideSource, Matter, ServiceGuide, compile_guide

LOCAL = frozenset({"township", "village"})
LEVELS = frozenset({RegionLevel.PREFECTURE, RegionLevel.COUNTY, RegionLevel.TOWNSHIP})


def published_guide(code: str) -> ServiceGuide:
    """The guide of a county, or of a township with what the county does in townships, dated by the
    newest acceptance. Raises UnknownRegion, NoServiceGuide."""
    region = region_by_code(code)
    documents = _documents(region) if region.level in LEVELS else []
    if not documents:
        raise NoServiceGuide(place=region.name)
    matters = lists.service_matters({each.region_id for each in documents})
    day = china_date(max(each.accepted_at for each in documents))
    date = f"{day.year}年{day.month}月{day.day}日公布的内容"
    guide = compile_guide(region.name, date, _sources(documents, matters))
    if not guide.total:
        raise NoServiceGuide(place=region.name)
    return guide


def _documents(region: Region) -> Sequence[SearchDocument]:
    """Domain by domain, the region's own before its superiors'."""
    own = SearchDocument.region_id == region.id
    above = superiors(region) if region.level == RegionLevel.TOWNSHIP else set()
    query = (
        select(SearchDocument)
        .join(Domain, Domain.code == SearchDocument.domain_code)
        .where(SearchDocument.region_id.in_([region.id, *sorted(above)]))
        .order_by(Domain.position, own.desc(), SearchDocument.region_id, SearchDocument.position)
    )
    found = session().scalars(query)
    return [
        each
        for each in found
        if each.region_id == region.id or LOCAL & set(each.elements["levels"])
    ]


def _sources(documents: Sequence[SearchDocument], matters: ServiceMatters) -> Iterator[GuideSource]:
    for document in documents:
        tied = matters.covered.get(document.id, ())
        yield GuideSource(
            domain=document.elements["domain"],
            place=document.elements["place"][-1]["name"],
            content=content_of(document),
            links=[(link["url"], link["kind"]) for link in document.links],
            matters=[Matter(each.name, each.owner, each.url) for each in tied],
        )


def content_of(document: SearchDocument) -> EntryContent:
    """The elements of a published entry."""
    elements: dict[str, Any] = {}
    for name in EntryContent.__slots__:
        value = document.elements[name]
        elements[name] = tuple(value) if isinstance(value, list) else value
    return EntryContent(**elements)
