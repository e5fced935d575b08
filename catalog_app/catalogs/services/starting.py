"""Starting a catalogue from the ministry's guide (实施方案 三(一))."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from catalog_app.accounts import audit
from catalog_app.accounts.audit import Actor
from catalog_app.catalogs.errors import CatalogExists, DomainNotForRegion
from catalog_app.catalogs.models import Catalog
from catalog_app.catalogs.services.bulk import EntryDraft
from catalog_app.catalogs.services.content import item_content
from catalog_app.catalogs.services.reading import catalog_of
from catalog_app.catalogs.services.writing import create_entries
from catalog_app.database import session, transaction
from catalog_app.guides import services as guides
from catalog_app.guides.models import Domain, Guide, StandardItem
from catalog_app.regions import services as regions
from catalog_app.regions.models import Region, RegionLevel

AFFAIRS_KINDS = {"village_affairs": "village", "community_affairs": "community"}
KEEPING_LEVELS = frozenset(RegionLevel) - {RegionLevel.PROVINCE}


def domains_for(region: Region) -> Sequence[Domain]:
    """The domains for which a region of this level and kind keeps a catalogue, in their order."""
    return [each for each in guides.all_domains() if not _hindrance(region, each)]


def items_for(region: Region, guide: Guide | None) -> list[StandardItem]:
    """The guide's items that concern the region: a township takes those of township level."""
    if guide is None:
        return []
    query = select(StandardItem).where(StandardItem.guide_id == guide.id)
    found = session().scalars(query.order_by(StandardItem.position)).all()
    return [item for item in found if concerns(region, item)]


def concerns(region: Region, item: StandardItem) -> bool:
    """Does the guide's item bind this region? A township keeps those of township level."""
    return region.level != RegionLevel.TOWNSHIP or "township" in item.levels


def start_catalog(region_id: int, domain_code: str, *, by: Actor, at: datetime) -> Catalog:
    """A catalogue with the guide's items as entries, each linked back to its item.

    The guide's generic owner (县级民政部门) stays until the office names its own.
    Raises DomainNotForRegion, CatalogExists, UnknownRegion, NotFound.
    """
    with transaction() as current:
        region, domain = regions.region(region_id), guides.domain(domain_code)
        _refuse_unfit(region, domain)
        if catalog_of(region_id, domain_code):
            raise CatalogExists(region=region.name, domain=domain.name)
        guide = guides.current_guide(domain_code)
        catalog = Catalog(
            region=region, domain=domain, guide_id=guide.id if guide else None, created_at=at
        )
        current.add(catalog)
        current.flush()
        drafts = [EntryDraft(item_content(item), item.id) for item in items_for(region, guide)]
        create_entries(current, catalog, drafts, by=by, at=at, origin="guide")
        audit.record(
            current,
            "catalog.started",
            catalog,
            by=by,
            at=at,
            region_id=region.id,
            summary=f"从标准指引建立“{region.name}{domain.name}”标准目录，带入 {len(drafts)} 个事项",
            after={"domain": domain.code, "entries": len(drafts)},
        )
    return catalog


def _refuse_unfit(region: Region, domain: Domain) -> None:
    why = _hindrance(region, domain)
    if why:
        raise DomainNotForRegion(region=region.name, domain=domain.name, why=why)


def _hindrance(region: Region, domain: Domain) -> str | None:
    """Why the region keeps no catalogue of the domain; None when it does."""
    affairs = AFFAIRS_KINDS.get(domain.kind)
    if region.level not in KEEPING_LEVELS:
        return "省级不编制基层目录"
    if region.level == RegionLevel.VILLAGE:
        return _village_hindrance(region, affairs)
    if affairs:
        return "村务、居务目录由村（社区）编制"
    return None


def _village_hindrance(region: Region, affairs: str | None) -> str | None:
    if affairs is None:
        return "村（社区）只编制村务或居务目录"
    if region.kind in AFFAIRS_KINDS.values() and region.kind != affairs:
        return "村编制村务目录，社区编制居务目录"
    return None
