"""Whose catalogue a file is, as its titles and its name tell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import select

from catalog_app.accounts import policy
from catalog_app.accounts.models import User
from catalog_app.accounts.services import region_named
from catalog_app.database import session
from catalog_app.exchange.errors import PlaceUnclear
from catalog_app.exchange.services.rights import may_import_some
from catalog_app.regions import services as regions
from catalog_app.regions.models import Region, RegionLevel
from imports.reading import FileReading


class Place(NamedTuple):
    """A region under one of its names."""

    id: int
    name: str
    path: str


def region_in(texts: Iterable[str]) -> Region | None:
    """The one region that the texts name; None for none or several.

    A county counts before a township of the same texts' county (敦化市江南镇… is the township);
    the name of a prefecture before it does not count as a second one.
    """
    found = _place_in(texts, known_places())
    return session().get(Region, found.id) if found else None


def _place_in(texts: Iterable[str], places: Sequence[Place]) -> Place | None:
    return deepest_in(spelled_in(" ".join(texts), places))


def spelled_in(text: str, places: Sequence[Place]) -> list[Place]:
    """Those of the places that a text names, each once."""
    spelled = _outermost([place for place in places if place.name in text])
    return list({place.id: place for place in spelled}.values())


def deepest_in(named: Sequence[Place]) -> Place | None:
    """The one that is meant among places named together; None for none or several."""
    deepest = [
        p for p in named if not any(o.path != p.path and o.path.startswith(p.path) for o in named)
    ]
    anchored = [p for p in deepest if any(o is not p and p.path.startswith(o.path) for o in named)]
    found = anchored or deepest
    return found[0] if len(found) == 1 else None


def region_of(reading: FileReading) -> Region:
    """The region a file names in its titles, sheet names or file name. Raises PlaceUnclear."""
    titles = [table.title for table in reading.tables if table.title]
    found = region_in(titles) or region_in([reading.file])
    if found is None:
        raise PlaceUnclear(file=reading.file)
    return found


def named_elsewhere(reading: FileReading, region: Region) -> Region | None:
    """Another region that the file names, neither above nor below the chosen one: likely a slip.

    Each title is asked by itself; the file's name only where no title names a place.
    """
    places = known_places()
    titles = dict.fromkeys(table.title for table in reading.tables if table.title)
    named = [place for title in titles if (place := _place_in([title], places))]
    if not named and (place := _place_in([reading.file], places)):
        named = [place]
    for each in named:
        if not each.path.startswith(region.path) and not region.path.startswith(each.path):
            return session().get(Region, each.id)
    return None


def region_for_import(text: str, user: User) -> Region:
    """The region a clerk names by code or name, one they may import for where a name repeats.

    Raises UnknownRegion, RegionAmbiguous."""
    return _region_for(text, lambda each: may_import_some(user, each))


def region_for_export(text: str, user: User) -> Region:
    """The region a user names by code or name, one in their own subtree where a name repeats.

    Raises UnknownRegion, RegionAmbiguous."""
    home = policy.home_region(user)
    return _region_for(text, lambda each: bool(home and each.path.startswith(home.path)))


def _region_for(text: str, is_own: Callable[[Region], bool]) -> Region:
    wanted = text.strip()
    if not wanted.isdecimal():
        named = [each for each in regions.search(wanted, limit=200) if each.name == wanted]
        own = [each for each in named if is_own(each)]
        if len(own) == 1:
            return own[0]
    return region_named(wanted)


def known_places() -> Sequence[Place]:
    """Every region but villages, whose names repeat too often to tell, under each of its names."""
    query = select(Region.id, Region.name, Region.path).where(
        Region.level.not_in([RegionLevel.VILLAGE, RegionLevel.PROVINCE]), Region.valid_to.is_(None)
    )
    return [
        Place(region_id, each, path)
        for region_id, name, path in session().execute(query)
        for each in _names(name)
    ]


def _names(name: str) -> set[str]:
    """吉林白城经济开发区 is called 白城经济开发区 too; what is left of 吉林经济开发区 names no place."""
    short = name.removeprefix("吉林")
    is_zone = name.endswith("开发区") and not short.startswith(("经济", "高新"))
    return {name, short} if is_zone else {name}


def _outermost(places: Sequence[Place]) -> list[Place]:
    """Without the places whose name lies inside a longer one (白城经济开发区 in 吉林白城经济开发区)."""
    return [p for p in places if not any(p.name != o.name and p.name in o.name for o in places)]
