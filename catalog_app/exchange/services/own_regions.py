"""The regions a user works with, offered where a region is asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select

from catalog_app.accounts import policy
from catalog_app.accounts.models import User
from catalog_app.database import session
from catalog_app.exchange.services.rights import may_import_some
from catalog_app.regions import services as regions
from catalog_app.regions.models import Region, RegionLevel

SHOWN = 10
BELOW = {
    RegionLevel.PROVINCE: (RegionLevel.PREFECTURE, RegionLevel.COUNTY),
    RegionLevel.PREFECTURE: (RegionLevel.COUNTY,),
    RegionLevel.COUNTY: (RegionLevel.TOWNSHIP,),
    RegionLevel.TOWNSHIP: (RegionLevel.VILLAGE,),
    RegionLevel.VILLAGE: (),
}
"""The levels offered below a granted region: what its people name, not every village of a county."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A region to choose; `text` is what the field takes: its name, or its code where another of
    the offered regions has the same name."""

    text: str
    name: str


@dataclass(frozen=True, slots=True)
class OwnRegions:
    """Where a user may import, and what they may export from; the texts to begin with, or blank."""

    imports: Sequence[Offered]
    exports: Sequence[Offered]
    import_start: str
    export_start: str


def own_regions(user: User) -> OwnRegions:
    """The regions of the user's grants and those just below them, by code; two statements.

    A field begins with the region of the grants where they name one (or one that holds the others).
    """
    granted = {grant.region_id for grant in user.grants}
    found = _reached(granted)
    importable = [each for each in found if may_import_some(user, each)]
    home = policy.home_region(user)
    if home and not all(e.path.startswith(home.path) for e in found if e.id in granted):
        home = None
    imports, exports = offered(importable), offered(found)
    return OwnRegions(
        imports, exports, _start(home, importable, imports), _start(home, found, exports)
    )


def likely_regions(text: str, user: User) -> list[Offered]:
    """The regions a clerk may have meant by a text: those like it that they may import for, else
    all that they may import for; SHOWN at most, with their superiors where a name repeats."""
    like = [each for each in regions.search(text, limit=200) if may_import_some(user, each)]
    if not like:
        reached = _reached({grant.region_id for grant in user.grants})
        like = [each for each in reached if may_import_some(user, each)]
    return [Offered(each.code, regions.full_name(each)) for each in like[:SHOWN]]


def offered(found: Sequence[Region]) -> list[Offered]:
    """Regions as choices: by name, or by code where a name is there twice."""
    repeated = Counter(each.name for each in found)
    return [
        Offered(each.name if repeated[each.name] == 1 else each.code, each.name) for each in found
    ]


def _reached(granted: set[int]) -> list[Region]:
    current = session()
    tops = current.scalars(select(Region).where(Region.id.in_(sorted(granted)))).all()
    conditions = [
        Region.path.startswith(top.path) & Region.level.in_(BELOW[RegionLevel(top.level)])
        for top in tops
    ]
    query = select(Region).where(
        or_(Region.id.in_(sorted(granted)), *conditions), Region.valid_to.is_(None)
    )
    return list(current.scalars(query.order_by(Region.code)))


def _start(home: Region | None, found: Sequence[Region], texts: Sequence[Offered]) -> str:
    """The text of `home` where it is among the regions found, else of the only one there is."""
    named = [text for each, text in zip(found, texts, strict=True) if each is home]
    if not named and len(texts) == 1:
        named = list(texts)
    return named[0].text if named else ""
