"""How much is published: for tiles and region lists. Counted in the documents' narrow indexes."""

from __future__ import annotations

from sqlalchemy import ColumnElement, func, or_, select

from catalog_app.database import session
from catalog_app.regions.models import Region
from catalog_app.search.models import SearchDocument
from catalog_app.search.services.finding import superiors


def counts_by_domain(region: Region | None = None) -> dict[str, int]:
    """Entries by domain that reach a region (as `find` without words); None is the province."""
    query = select(SearchDocument.domain_code, func.count()).group_by(SearchDocument.domain_code)
    if region is not None:
        query = query.where(_reaches(region))
    return dict(session().execute(query).all())


def counts_by_publisher(region: Region) -> dict[str, int]:
    """Entries that reach a region, by the level of the body that publishes them."""
    query = (
        select(Region.level, func.count())
        .select_from(SearchDocument)
        .join(Region, Region.id == SearchDocument.region_id)
        .where(_reaches(region))
        .group_by(Region.level)
    )
    return dict(session().execute(query).all())


def _reaches(region: Region) -> ColumnElement[bool]:
    below = select(Region.id).where(Region.path.startswith(region.path))
    return or_(SearchDocument.region_id.in_(below), SearchDocument.region_id.in_(superiors(region)))
