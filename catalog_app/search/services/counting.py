"""How much is published: for tiles and region lists. Counted in the documents' narrow indexes."""

from __future__ import annotations

from sqlalchemy import func, or_, select

from catalog_app.database import session
from catalog_app.regions.models import Region
from catalog_app.search.models import SearchDocument
from catalog_app.search.services.finding import superiors


def counts_by_domain(region: Region | None = None) -> dict[str, int]:
    """Entries by domain that reach a region (as `find` without words); None is the province."""
    query = select(SearchDocument.domain_code, func.count()).group_by(SearchDocument.domain_code)
    if region is not None:
        below = select(Region.id).where(Region.path.startswith(region.path))
        query = query.where(
            or_(
                SearchDocument.region_id.in_(below),
                SearchDocument.region_id.in_(superiors(region)),
            )
        )
    return dict(session().execute(query).all())


def counts_by_region(region: Region) -> dict[int, int]:
    """Entries by the region that publishes them, for the region itself and all below it."""
    query = (
        select(SearchDocument.region_id, func.count())
        .where(
            SearchDocument.region_id.in_(
                select(Region.id).where(Region.path.startswith(region.path))
            )
        )
        .group_by(SearchDocument.region_id)
    )
    return dict(session().execute(query).all())
