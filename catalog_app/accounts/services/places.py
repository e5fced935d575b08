"""The region a manager of users means, by code or by name."""

from __future__ import annotations

from catalog_app.accounts import policy
from catalog_app.accounts.errors import RegionAmbiguous
from catalog_app.accounts.models import User
from catalog_app.accounts.policy import Permission
from catalog_app.regions import services as regions
from catalog_app.regions.errors import UnknownRegion
from catalog_app.regions.models import Region

SHOWN = 6


def region_named(text: str, *, within: User | None = None) -> Region:
    """The region of a code (6, 9 or 12 digits) or a name; a name counts only where `within` may
    manage users, so that a county need not tell its 民主街道 from the others of the province.

    Raises UnknownRegion, RegionAmbiguous."""
    wanted = text.strip()
    if wanted.isdecimal():
        return regions.region_by_code(wanted)
    found = [each for each in regions.search(wanted, limit=200) if _reached(each, within)]
    exact = [each for each in found if each.name == wanted] or found
    if not exact:
        raise UnknownRegion(code=wanted)
    if len(exact) > 1:
        raise RegionAmbiguous(name=wanted, count=len(exact), candidates=_listed(exact))
    return exact[0]


def _reached(region: Region, manager: User | None) -> bool:
    return manager is None or policy.may(manager, Permission.MANAGE_USERS, region)


def _listed(found: list[Region]) -> str:
    shown = [f"{regions.full_name(each)}（{each.code}）" for each in found[:SHOWN]]
    return "、".join(shown) + ("等" if len(found) > SHOWN else "")
