"""The catalogues of a region and of the regions below it, with their figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Integer, and_, case, cast, func, select
from sqlalchemy.orm import aliased

from catalog_app.accounts import policy
from catalog_app.accounts.policy import PERMISSION_NAMES, Permission
from catalog_app.catalogs.models import Catalog, Entry, EntryVersion, Publication
from catalog_app.catalogs.services.coverage import concerns_condition, missing_items
from catalog_app.catalogs.services.starting import domains_for
from catalog_app.database import session
from catalog_app.errors import PermissionRefused
from catalog_app.guides import services as guides
from catalog_app.guides.models import Domain, Guide, StandardItem
from catalog_app.regions.models import Region, RegionLevel


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of a catalogue's entries. `items` are those in force; `linked` of them have a link;
    `missing` items of the guide are neither kept nor declared not applicable."""

    items: int = 0
    linked: int = 0
    not_applicable: int = 0
    withdrawn: int = 0
    missing: int = 0
    changed_at: datetime | None = None

    @property
    def heat(self) -> str:
        """The class of the share of items with a link: h0 nothing to link, h1 under half, h2 under
        four fifths, h3 not yet all, h4 all."""
        return heat(self.linked, self.items)


@dataclass(frozen=True, slots=True)
class CatalogRow:
    """A domain of a region: its catalogue, if it is started, with figures."""

    domain: Domain
    catalog: Catalog | None
    figures: Figures = field(default_factory=Figures)


@dataclass(frozen=True, slots=True)
class RegionRow:
    """A region one step down: how many catalogues its subtree keeps, with how many items."""

    region: Region
    catalogs: int
    items: int
    linked: int

    @property
    def heat(self) -> str:
        return heat(self.linked, self.items)


def heat(part: int, whole: int) -> str:
    """h0 … h4 for a share, as the style sheet colours it."""
    if not whole:
        return "h0"
    share = part / whole
    return "h4" if share >= 1 else "h3" if share >= 0.8 else "h2" if share >= 0.5 else "h1"


def region_catalogs(region: Region, viewer: Any) -> list[CatalogRow]:
    """Every domain of the region the viewer may see, started or not, in the domains' order.

    Raises PermissionRefused when the viewer's grants show nothing of the region.
    """
    seen = [each for each in guides.all_domains() if _may_see(viewer, region, each.code)]
    if not seen:
        raise PermissionRefused(action=PERMISSION_NAMES[Permission.VIEW])
    codes = {each.code for each in domains_for(region)}
    kept = session().scalars(select(Catalog).where(Catalog.region_id == region.id)).all()
    figures = catalog_figures(Catalog.region_id == region.id) if kept else {}
    by_domain = {catalog.domain_code: catalog for catalog in kept}
    return [
        CatalogRow(each, catalog, figures.get(catalog.id, Figures()) if catalog else Figures())
        for each in seen
        for catalog in [by_domain.get(each.code)]
        if catalog or each.code in codes
    ]


def domains_of(viewer: Any) -> list[Domain]:
    """The domains of which the regions of the viewer's grants, or regions below them, may keep a
    catalogue."""
    every = guides.all_domains()
    kept: set[str] = set()
    for grant in viewer.grants:
        region = grant.region
        here = domains_for(region) if region.level == RegionLevel.VILLAGE else every
        kept |= {each.code for each in here if grant.domain_code in (None, each.code)}
    return [each for each in every if each.code in kept]


@dataclass(frozen=True, slots=True)
class Totals:
    """The figures of several catalogues added up."""

    catalogs: int
    items: int
    linked: int
    missing: int


def totals(rows: Sequence[CatalogRow]) -> Totals:
    """The figures of all catalogues that have been started, added up."""
    figures = [row.figures for row in rows if row.catalog]
    return Totals(
        catalogs=len(figures),
        items=sum(each.items for each in figures),
        linked=sum(each.linked for each in figures),
        missing=sum(each.missing for each in figures),
    )


def regions_below(region: Region, viewer: Any) -> list[RegionRow]:
    """The regions reporting to this one, with figures of their subtrees that the viewer may see."""
    below = aliased(Region)
    counts = _counts()
    query = (
        select(below, func.count(Catalog.id.distinct()), counts["items"], counts["linked"])
        .select_from(below)
        .join(Region, Region.path.startswith(below.path))
        .outerjoin(Catalog, and_(Catalog.region_id == Region.id, _visible(viewer)))
        .outerjoin(Entry, Entry.catalog_id == Catalog.id)
        .outerjoin(EntryVersion, EntryVersion.id == Entry.current_version_id)
        .where(below.reporting_parent_id == region.id, below.valid_to.is_(None))
        .group_by(below.id)
        .order_by(below.code)
    )
    return [RegionRow(*row) for row in session().execute(query)]


def catalog_figures(condition: ColumnElement[bool]) -> dict[int, Figures]:
    """Figures by catalogue id, for the catalogues that meet a condition on Catalog; three statements."""
    counts = _counts()
    query = (
        select(
            Catalog.id,
            *(count.label(name) for name, count in counts.items()),
            func.max(EntryVersion.at).label("changed_at"),
        )
        .outerjoin(Entry, Entry.catalog_id == Catalog.id)
        .outerjoin(EntryVersion, EntryVersion.id == Entry.current_version_id)
        .where(condition)
        .group_by(Catalog.id)
    )
    missing = missing_items(condition)
    return {
        row.id: Figures(
            row.items,
            row.linked,
            row.not_applicable,
            row.withdrawn,
            missing=len(missing.get(row.id, ())),
            changed_at=row.changed_at,
        )
        for row in session().execute(query)
    }


def standard_item_counts(region: Region) -> dict[str, int]:
    """With how many items a catalogue of the region would start, by domain."""
    query = (
        select(Guide.domain_code, func.count())
        .join(StandardItem, StandardItem.guide_id == Guide.id)
        .join(Region, Region.id == region.id)
        .where(Guide.current, concerns_condition())
        .group_by(Guide.domain_code)
    )
    return {row[0]: row[1] for row in session().execute(query)}


def _counts() -> dict[str, ColumnElement[int]]:
    in_force = EntryVersion.disposition == "current"
    linked = select(Publication.id).where(Publication.entry_id == Entry.id).exists()
    return {
        "items": _sum(in_force),
        "linked": _sum(and_(in_force, linked)),
        "not_applicable": _sum(EntryVersion.disposition == "not_applicable"),
        "withdrawn": _sum(EntryVersion.disposition == "withdrawn"),
    }


def _sum(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return cast(func.coalesce(func.sum(case((condition, 1), else_=0)), 0), Integer)


def _may_see(viewer: Any, region: Region, domain_code: str) -> bool:
    return policy.may(viewer, Permission.VIEW, region, domain_code)


def _visible(viewer: Any) -> ColumnElement[bool]:
    return policy.condition(viewer, Permission.VIEW, Catalog.domain_code)


def catalog_rows_sorted(rows: Sequence[CatalogRow], order: str) -> list[CatalogRow]:
    """By the domains' own order, or the largest first by items, missing or without_link, or the
    latest change first."""
    keys: dict[str, Callable[[CatalogRow], float]] = {
        "items": lambda row: -row.figures.items,
        "missing": lambda row: -row.figures.missing,
        "without_link": lambda row: row.figures.linked - row.figures.items,
        "changed": lambda row: -_moment(row.figures.changed_at),
    }
    return sorted(rows, key=keys[order]) if order in keys else list(rows)


def catalog_rows_narrowed(rows: Sequence[CatalogRow], show: str, text: str) -> list[CatalogRow]:
    """Rows whose domain's name holds `text` and that are: started, not_started, missing (lack items
    of the guide), without_link; anything else shows all."""
    tests: dict[str, Callable[[CatalogRow], bool]] = {
        "started": lambda row: row.catalog is not None,
        "not_started": lambda row: not row.catalog,
        "missing": lambda row: row.figures.missing > 0,
        "without_link": lambda row: row.figures.linked < row.figures.items,
    }
    test = tests.get(show)
    return [row for row in rows if (test is None or test(row)) and text.strip() in row.domain.name]


def _moment(at: datetime | None) -> float:
    return at.timestamp() if at else 0.0
