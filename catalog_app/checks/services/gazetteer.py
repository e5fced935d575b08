"""The names of places that K10 holds an owner's name against."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from catalog_app.checks.rules.catalogue_facts import Gazetteer
from catalog_app.regions.models import Region, RegionLevel

NAMED = (RegionLevel.PREFECTURE, RegionLevel.COUNTY)
_AUTONOMOUS = re.compile(r"(?:朝鲜族|满族|蒙古族|回族)?自治([州县])$")
_KIND = re.compile(r"[省市州县区旗镇乡]$|街道$")
_SHORT_LEAST = 2


def gazetteer_of(current: Session, region: Region) -> Gazetteer:
    """The names around a region; three statements."""
    above = current.scalars(select(Region).where(Region.id.in_(_above(region)))).all()
    inside = {each.id for each in above}
    places = current.execute(
        select(Region.id, Region.name, Region.path).where(Region.level.in_(NAMED))
    ).all()
    own = {name for each in above for name in names_of(each.name)}
    others = {
        name
        for id_, name, path in places
        if id_ not in inside and not path.startswith(region.path) and name not in own
    }
    standing, gone = _townships(current, _county(region, above))
    return Gazetteer(tuple(sorted(own)), frozenset(others), frozenset(standing), gone)


def names_of(name: str) -> Iterator[str]:
    """A place's name as owners write it: 延边朝鲜族自治州, 延边州, 延边."""
    yield name
    autonomous = _AUTONOMOUS.search(name)
    bare = name[: autonomous.start()] if autonomous else _KIND.sub("", name)
    if autonomous:
        yield f"{bare}{autonomous[1]}"
    if len(bare) >= _SHORT_LEAST:
        yield bare


def _above(region: Region) -> set[int]:
    """The region and all it stands under, for disclosure and by administration."""
    return {region.id, *region.chain} | ({region.parent_id} if region.parent_id else set())


def _county(region: Region, above: Iterable[Region]) -> Region:
    return next((each for each in above if each.level == RegionLevel.COUNTY), region)


def _townships(current: Session, county: Region) -> tuple[set[str], dict[str, str]]:
    """Names of the county's townships, and of those abolished with what they became."""
    successor = aliased(Region)
    rows = current.execute(
        select(Region.name, Region.valid_to, successor.name)
        .outerjoin(successor, successor.id == Region.successor_id)
        .where(
            Region.level == RegionLevel.TOWNSHIP,
            or_(Region.path.startswith(county.path), Region.parent_id == county.id),
        )
    ).all()
    standing = {name for name, ended, _ in rows if ended is None}
    gone = {name: now or "" for name, ended, now in rows if ended is not None}
    return standing, {name: now for name, now in gone.items() if name not in standing}
