"""Villages, which the bare database does not hold."""

from __future__ import annotations

from sqlalchemy.orm import Session

from catalog_app.regions.models import Region
from catalog_app.regions.services import region_by_code

JIANGNAN = "222403110"


def a_village(session: Session, kind: str = "village", name: str = "测试村") -> Region:
    """A village (or community) of 江南镇."""
    township = region_by_code(JIANGNAN)
    village = Region(
        code="222403110999", name=name, level="village", kind=kind, reporting_parent=township,
        parent=township, path="",
    )  # fmt: skip
    session.add(village)
    session.flush()
    village.path = f"{township.path}{village.id}/"
    session.commit()
    return village
