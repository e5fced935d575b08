"""Finding regions and walking the reporting tree."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from catalog_app.database import session
from catalog_app.regions.errors import UnknownRegion
from catalog_app.regions.models import Organization, Region, RegionLevel

NAME_MAX = 60
CODE_LENGTHS = (6, 9, 12)
SUFFIXES = (
    "人民政府办事处",
    "街道办事处",
    "办事处",
    "村民委员会",
    "居民委员会",
    "村委会",
    "居委会",
    "人民政府",
)


def normal_code(code: str) -> str:
    """`code` in 12 digits; 6 and 9 digits are filled with zeros. Raises UnknownRegion."""
    digits = code.strip()
    if not digits.isascii() or not digits.isdigit() or len(digits) not in CODE_LENGTHS:
        raise UnknownRegion(code=code)
    return digits.ljust(12, "0")


def region_by_code(code: str) -> Region:
    """The region of a 6-, 9- or 12-digit code. Raises UnknownRegion."""
    found = session().scalar(select(Region).where(Region.code == normal_code(code)))
    if found is None:
        raise UnknownRegion(code=code)
    return found


def region(region_id: int) -> Region:
    """The region of an id. Raises UnknownRegion."""
    found = session().get(Region, region_id)
    if found is None:
        raise UnknownRegion(code=region_id)
    return found


def province() -> Region | None:
    """The top of the tree; None before the regions are loaded."""
    return session().scalar(select(Region).where(Region.level == RegionLevel.PROVINCE))


def children(region_id: int, level: str | None = None) -> Sequence[Region]:
    """Regions that report to this one, in the order of their codes."""
    query = select(Region).where(Region.reporting_parent_id == region_id, Region.valid_to.is_(None))
    if level:
        query = query.where(Region.level == level)
    return session().scalars(query.order_by(Region.code)).all()


def subtree(top: Region, level: str | None = None) -> Sequence[Region]:
    """`top` and everything that reports to it, by code."""
    query = select(Region).where(Region.path.startswith(top.path))
    if level:
        query = query.where(Region.level == level)
    return session().scalars(query.order_by(Region.code)).all()


def chain(of: Region) -> list[Region]:
    """From the province down to `of` on the reporting tree."""
    found = {
        row.id: row for row in session().scalars(select(Region).where(Region.id.in_(of.chain)))
    }
    return [found[step] for step in of.chain if step in found]


def full_name(of: Region) -> str:
    """The name with its superiors below the province, for names that repeat: 延边朝鲜族自治州敦化市江南镇."""
    return "".join(step.name for step in chain(of) if step.level != RegionLevel.PROVINCE)


def search(text: str, limit: int = 20) -> Sequence[Region]:
    """Regions whose name holds `text`, with or without 办事处 / 村委会 at its end.

    A text longer than any name finds nothing, and is not put to the database.
    """
    bare = text.strip()
    for suffix in SUFFIXES:
        if len(bare) > len(suffix) + 1:
            bare = bare.removesuffix(suffix)
    if not 0 < len(bare) <= NAME_MAX:
        return []
    query = select(Region).where(
        or_(Region.name.contains(bare, autoescape=True), Region.code == bare.ljust(12, "0"))
    )
    return (
        session().scalars(query.order_by(func.length(Region.name), Region.code).limit(limit)).all()
    )


def organization(current: Session, region_id: int, name: str, kind: str = "bureau") -> Organization:
    """The organization of this name in the region, made when absent. Flushes, does not commit."""
    found = current.scalar(
        select(Organization).where(Organization.region_id == region_id, Organization.name == name)
    )
    if found is None:
        found = Organization(region_id=region_id, name=name, kind=kind, aliases=[], sites=[])
        current.add(found)
        current.flush()
    return found
