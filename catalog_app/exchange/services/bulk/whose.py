"""Which region a file of an intake is for, as its titles, its name and its folders tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from catalog_app.database import session
from catalog_app.exchange.services.places import Place, deepest_in, known_places, spelled_in
from catalog_app.regions.models import Region, RegionLevel

NOWHERE = "标题、文件名和文件夹都看不出是哪个地区的。"
KEEPS_ITS_OWN = (RegionLevel.COUNTY, RegionLevel.TOWNSHIP, RegionLevel.VILLAGE)
"""A file that names no place is theirs where it was sent in for them; for a prefecture or the
province it may be anybody's."""
_NUMBERED = re.compile(r"^[\d一二三四五六七八九十]{0,3}[\s.、．_-]*")
_KIND_OF_PLACE = re.compile(r"(?:(?:朝鲜族|蒙古族|满族)*自治(?:县|州)|[县市区州])$")
SHORTEST = 2
"""Characters of a place's name without its kind."""


@dataclass(frozen=True, slots=True)
class Whose:
    """The region; or None, and `why` in words for the clerk."""

    region: Region | None
    why: str = ""


def whose(titles: Iterable[str], path: Sequence[str], top: Region) -> Whose:
    """The one region of the subtree of `top` that a file names; `path` are its folders and its name.

    A file that names another place is nobody's, however often it names one of ours."""
    places = known_places()
    inside = [each for each in places if each.path.startswith(top.path)]
    strangers = [each for each in places if not each.path.startswith(top.path)]
    folders = [_in_full(step, inside) or _in_full(step, strangers) or step for step in path]
    text = " ".join([*titles, *folders])
    spelled = spelled_in(text, places)
    ours = {each.name for each in inside}
    others = sorted(
        {e.name for e in spelled if e.name not in ours and not top.path.startswith(e.path)}
    )
    if others:
        return Whose(None, f"文件里写的是“{'、'.join(others[:3])}”，不在{top.name}范围内。")
    return _one_of(spelled_in(text, inside), top)


def _one_of(named: Sequence[Place], top: Region) -> Whose:
    if not named:
        return Whose(top) if RegionLevel(top.level) in KEEPS_ITS_OWN else Whose(None, NOWHERE)
    found = deepest_in(named)
    if found is None:
        several = "、".join(sorted({each.name for each in named})[:4])
        return Whose(None, f"文件里写了几个地区：{several}。")
    return Whose(session().get_one(Region, found.id))


def _in_full(step: str, places: Iterable[Place]) -> str | None:
    """The whole name of the one place that a step of a path calls by its short name (1.敦化)."""
    bare = _NUMBERED.sub("", step).strip()
    if len(bare) < SHORTEST:
        return None
    named = {each.name for each in places if _KIND_OF_PLACE.sub("", each.name) == bare}
    return named.pop() if len(named) == 1 else None
