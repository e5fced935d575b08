"""The compiled service guide of a place as its catalogues stand now: a draft for its own staff."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from catalog_app.clock import china_date
from catalog_app.database import session
from catalog_app.exchange.errors import NothingToExport
from catalog_app.exchange.services.export_scope import ExportScope
from catalog_app.exchange.services.export_source import catalogs_of_scope
from catalog_app.guides import services as guides
from catalog_app.lists import services as lists
from catalog_app.lists.models import ListItem
from catalog_app.lists.services import ServiceMatters
from catalog_app.regions.models import Region, RegionLevel
from catalog_app.search.services import superiors
from exports.model import ExportCatalog, ExportEntry
from exports.service_guide import GuideSource, Matter, ServiceGuide, compile_guide

DRAFT = "样稿：按现行目录编成，其中有还没有验收公布的内容，请勿对外发放"
LOCAL = frozenset({"township", "village"})


def draft_guide(region: Region, *, at: datetime, viewer: Any = None) -> ServiceGuide:
    """The guide of a county, or of a township with what the county does in townships.

    Raises NothingToExport where the viewer sees no service there.
    """
    catalogs = _catalogs(region, viewer)
    day = china_date(at)
    matters = lists.service_matters(_region_ids(region))
    guide = compile_guide(
        region.name,
        f"{day.year}年{day.month}月{day.day}日编",
        _sources(catalogs, region, matters),
        notice=DRAFT,
        missing={name: [_matter(e) for e in items] for name, items in matters.missing.items()},
    )
    if not guide.total:
        raise NothingToExport(place=region.name)
    return guide


def _region_ids(region: Region) -> list[int]:
    """The region, and for a township those whose items apply there too."""
    return [region.id, *(superiors(region) if region.level == RegionLevel.TOWNSHIP else ())]


def _catalogs(region: Region, viewer: Any) -> list[ExportCatalog]:
    """Domain by domain, the region's own before its superiors'."""
    regions = [session().get_one(Region, each) for each in _region_ids(region)]
    found = [
        c for each in regions for c in catalogs_of_scope(ExportScope(each, complete=True), viewer)
    ]
    order = {domain.code: place for place, domain in enumerate(guides.all_domains())}
    return sorted(found, key=lambda catalog: order[catalog.domain_code])


def _sources(
    catalogs: list[ExportCatalog], region: Region, matters: ServiceMatters
) -> Iterator[GuideSource]:
    for catalog in catalogs:
        own = catalog.region_code == region.code
        for entry in (each for each in catalog.entries if each.disposition == "current"):
            if own or LOCAL & set(entry.content.levels):
                yield _source(catalog, entry, matters)


def _source(catalog: ExportCatalog, entry: ExportEntry, matters: ServiceMatters) -> GuideSource:
    entry_id = int((entry.identity or "").rpartition("-")[2])
    kinds = (kind for _, kind in entry.link_places)
    return GuideSource(
        domain=catalog.domain_name,
        place=catalog.region_name,
        content=entry.content,
        links=tuple(zip(entry.urls, kinds, strict=True)),
        matters=[_matter(each) for each in matters.covered.get(entry_id, ())],
    )


def _matter(item: ListItem) -> Matter:
    return Matter(item.name, item.owner, item.url)
