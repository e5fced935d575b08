"""Regions and domains as the open interface lists them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import aliased

from catalog_app.database import session
from catalog_app.guides import services as guides
from catalog_app.regions import services as regions
from catalog_app.regions.models import Region
from catalog_app.search import services as search


@dataclass(frozen=True, slots=True)
class RegionFacts:
    code: str
    name: str
    level: str
    kind: str
    parent: str | None
    reports_to: str | None


@dataclass(frozen=True, slots=True)
class RegionSlice:
    items: Sequence[RegionFacts]
    total: int
    next: str | None


@dataclass(frozen=True, slots=True)
class DomainFacts:
    code: str
    number: int | None
    name: str
    kind: str
    ministry: str | None
    entries: int


PARENT, SUPERIOR = aliased(Region), aliased(Region)
FACTS = (
    select(Region.code, Region.name, Region.level, Region.kind, PARENT.code, SUPERIOR.code)
    .outerjoin(PARENT, Region.parent_id == PARENT.id)
    .outerjoin(SUPERIOR, Region.reporting_parent_id == SUPERIOR.id)
)


def region_list(
    parent: str | None, level: str | None, text: str, after: str | None, limit: int
) -> RegionSlice:
    """Regions by code, those after the code `after`. Raises UnknownRegion for `parent`."""
    conditions: list[ColumnElement[bool]] = [Region.valid_to.is_(None)]
    if parent:
        above = regions.region_by_code(parent).id
        conditions.append(Region.reporting_parent_id == above)
    if level:
        conditions.append(Region.level == level)
    if text:
        conditions.append(Region.name.contains(text, autoescape=True))
    total = session().scalar(select(func.count()).select_from(Region).where(*conditions)) or 0
    query = FACTS.where(*conditions).order_by(Region.code).limit(limit + 1)
    rows = session().execute(query.where(Region.code > after) if after else query).all()
    items = [RegionFacts(*row) for row in rows[:limit]]
    return RegionSlice(items, total, items[-1].code if len(rows) > limit else None)


def region_facts(code: str) -> RegionFacts:
    """Raises UnknownRegion."""
    found = regions.region_by_code(code)
    return RegionFacts(*session().execute(FACTS.where(Region.id == found.id)).one())


def domain_facts() -> list[DomainFacts]:
    """All domains, in the order of the guides, with the number of published entries."""
    counts = search.counts_by_domain()
    return [
        DomainFacts(
            each.code, each.number, each.name, each.kind, each.ministry, counts.get(each.code, 0)
        )
        for each in guides.all_domains()
    ]
