"""Regions to choose from, where a finding is looked for or a run is started."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import exists, or_, select

from catalog_app.accounts import policy
from catalog_app.accounts.policy import Permission
from catalog_app.catalogs.models import Catalog
from catalog_app.database import session
from catalog_app.guides.models import Domain
from catalog_app.regions.models import Region, RegionLevel

UPPER = (RegionLevel.PROVINCE, RegionLevel.PREFECTURE, RegionLevel.COUNTY)
LOCAL_MAX = 400
"""More townships and villages than anybody chooses from a list; then only counties are offered."""


def regions_for(user: Any, permission: Permission) -> Sequence[Region]:
    """Where `user` holds the permission for some domain: prefectures and counties, and townships and
    villages that keep catalogues, in the order of their codes."""
    held = exists(
        select(Domain.code).where(policy.condition(user, permission, Domain.code)).correlate(Region)
    )
    keeps = Region.id.in_(select(Catalog.region_id))
    query = select(Region).where(held, Region.valid_to.is_(None)).order_by(Region.code)
    found = session().scalars(query.where(or_(Region.level.in_(UPPER), keeps))).all()
    if len(found) <= LOCAL_MAX:
        return found
    return [region for region in found if region.level in UPPER]
