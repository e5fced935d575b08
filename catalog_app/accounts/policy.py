"""Who may do what to which catalogue: one table, asked by views, API and commands alike.

A grant is role × region subtree × optional domain. A role's permission reaches either the grant's
own region or its whole subtree, and only catalogues of certain region levels.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_, true

from catalog_app.accounts.models import Grant, Role, User
from catalog_app.errors import PermissionRefused
from catalog_app.regions.models import Region, RegionLevel


class Permission(StrEnum):
    VIEW = "view"
    EDIT = "edit"
    IMPORT = "import"
    SUBMIT = "submit"
    ACCEPT = "accept"
    CHECK = "check"
    CONTEST = "contest"
    WAIVE = "waive"
    SET_RULES = "set_rules"
    KEEP_SITES = "keep_sites"
    MANAGE_USERS = "manage_users"
    VIEW_AUDIT = "view_audit"
    KEEP_BASES = "keep_bases"


PERMISSION_NAMES = {
    Permission.VIEW: "查看目录",
    Permission.EDIT: "编辑目录",
    Permission.IMPORT: "导入目录",
    Permission.SUBMIT: "报送目录",
    Permission.ACCEPT: "验收目录",
    Permission.CHECK: "核查链接",
    Permission.CONTEST: "对问题提出异议",
    Permission.WAIVE: "裁定问题",
    Permission.SET_RULES: "设置核查规则",
    Permission.KEEP_SITES: "登记本地网站",
    Permission.MANAGE_USERS: "管理用户",
    Permission.VIEW_AUDIT: "查看操作日志",
    Permission.KEEP_BASES: "维护公开依据库",
}

COUNTY = frozenset({RegionLevel.COUNTY, RegionLevel.PREFECTURE})
LOCAL = frozenset({RegionLevel.TOWNSHIP, RegionLevel.VILLAGE})
VILLAGE = frozenset({RegionLevel.VILLAGE})
ANY = frozenset(RegionLevel)


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a permission goes from the grant's region: these levels, the subtree or itself only."""

    levels: frozenset[RegionLevel]
    subtree: bool = True


P, R = Permission, Reach
KEEP = (P.EDIT, P.IMPORT, P.CHECK, P.CONTEST)
RULES: Mapping[Role, Mapping[Permission, Reach]] = {
    Role.COUNTY_EDITOR: {P.VIEW: R(ANY), **dict.fromkeys(KEEP, R(COUNTY, subtree=False))},
    Role.COUNTY_OFFICE: {
        P.VIEW: R(ANY),
        **dict.fromkeys(KEEP, R(ANY)),
        P.SUBMIT: R(ANY),
        P.ACCEPT: R(LOCAL),
        P.WAIVE: R(LOCAL),
        P.KEEP_SITES: R(ANY),
        P.MANAGE_USERS: R(ANY),
        P.VIEW_AUDIT: R(ANY),
    },
    Role.TOWNSHIP_EDITOR: {P.VIEW: R(ANY), **dict.fromkeys((*KEEP, P.SUBMIT), R(LOCAL))},
    Role.VILLAGE_CLERK: {P.VIEW: R(ANY), **dict.fromkeys((*KEEP, P.SUBMIT), R(VILLAGE))},
    Role.PREFECTURE_REVIEWER: {
        P.VIEW: R(ANY),
        P.CHECK: R(ANY),
        P.WAIVE: R(ANY),
        P.VIEW_AUDIT: R(ANY),
    },
    Role.PROVINCIAL_DEPARTMENT: {
        P.VIEW: R(ANY),
        P.CHECK: R(ANY),
        P.ACCEPT: R(COUNTY),
        P.WAIVE: R(COUNTY),
        P.KEEP_BASES: R(ANY),
    },
    Role.PROVINCIAL_OFFICE: {
        P.KEEP_BASES: R(ANY),
        **dict.fromkeys((P.VIEW, P.CHECK, P.WAIVE, P.MANAGE_USERS, P.VIEW_AUDIT), R(ANY)),
        P.SET_RULES: R(ANY),
        P.KEEP_SITES: R(ANY),
    },
}

GIVES: Mapping[Role, frozenset[Role]] = {
    Role.COUNTY_OFFICE: frozenset(
        {Role.COUNTY_OFFICE, Role.COUNTY_EDITOR, Role.TOWNSHIP_EDITOR, Role.VILLAGE_CLERK}
    ),
    Role.PROVINCIAL_OFFICE: frozenset(Role),
}
"""Roles that a manager of users may give, so that no county makes its own provincial department."""

HELD_AT: Mapping[Role, frozenset[RegionLevel]] = {
    Role.COUNTY_EDITOR: COUNTY,
    Role.COUNTY_OFFICE: COUNTY,
    Role.TOWNSHIP_EDITOR: frozenset({RegionLevel.TOWNSHIP}),
    Role.VILLAGE_CLERK: LOCAL,
    Role.PREFECTURE_REVIEWER: frozenset({RegionLevel.PREFECTURE}),
    Role.PROVINCIAL_DEPARTMENT: frozenset({RegionLevel.PROVINCE}),
    Role.PROVINCIAL_OFFICE: frozenset({RegionLevel.PROVINCE}),
}
"""Levels of the region a role is granted over; a clerk may look after all villages of a township."""


def may(user: Any, permission: Permission, region: Region, domain_code: str | None = None) -> bool:
    """May `user` do this to the catalogue of `region` and domain (None: to the region as a whole)?"""
    return any(
        _covers(grant, reach, region, domain_code) for grant, reach in _reaches(user, permission)
    )


def may_anywhere(user: Any, permission: Permission) -> bool:
    """Does any grant of `user` hold this permission somewhere? Decides what menus show."""
    return any(True for _ in _reaches(user, permission))


def require(
    user: Any, permission: Permission, region: Region, domain_code: str | None = None
) -> None:
    """Raises PermissionRefused unless `may`."""
    if not may(user, permission, region, domain_code):
        raise PermissionRefused(action=PERMISSION_NAMES[permission])


def condition(user: Any, permission: Permission, domain: Any = None) -> ColumnElement[bool]:
    """The same rule as a condition on `Region` (and the given domain column) for list queries."""
    parts = [
        and_(_region_condition(grant, reach), _domain_condition(grant, domain))
        for grant, reach in _reaches(user, permission)
    ]
    return or_(false(), *parts)


def may_give(user: Any, role: Role, region: Region, domain_code: str | None) -> bool:
    """May `user` give (or take away) this role over the region, for the domain or for all?"""
    return any(
        role in GIVES[Role(grant.role)] and _covers(grant, reach, region, domain_code)
        for grant, reach in _reaches(user, Permission.MANAGE_USERS)
    )


def roles_to_give(user: Any) -> list[Role]:
    """The roles `user` may give somewhere, in the order of the table."""
    given = {
        role for grant, _ in _reaches(user, P.MANAGE_USERS) for role in GIVES[Role(grant.role)]
    }
    return [role for role in Role if role in given]


def may_manage(user: Any, other: User) -> bool:
    """May `user` change `other`? Only when every grant of `other` is one that `user` may give;
    whoever holds no grant at all is looked after by the province."""
    if not other.grants:
        return any(
            Role(grant.role) is Role.PROVINCIAL_OFFICE and grant.domain_code is None
            for grant, _ in _reaches(user, Permission.MANAGE_USERS)
        )
    return all(
        may_give(user, Role(grant.role), grant.region, grant.domain_code) for grant in other.grants
    )


def home_region(user: Any) -> Region | None:
    """The highest region the user has a grant for: where the staff side opens."""
    regions = [grant.region for grant in getattr(user, "grants", ())]
    return min(regions, key=lambda region: len(region.path)) if regions else None


def _reaches(user: Any, permission: Permission) -> Iterable[tuple[Grant, Reach]]:
    if not isinstance(user, User) or not user.active:
        return
    for grant in user.grants:
        reach = RULES[Role(grant.role)].get(permission)
        if reach is not None:
            yield grant, reach


def _covers(grant: Grant, reach: Reach, region: Region, domain_code: str | None) -> bool:
    top = grant.region
    inside = region.path.startswith(top.path) if reach.subtree else region.id == top.id
    return (
        inside
        and RegionLevel(region.level) in reach.levels
        and grant.domain_code in (None, domain_code)
    )


def _region_condition(grant: Grant, reach: Reach) -> ColumnElement[bool]:
    top = grant.region
    inside = Region.path.startswith(top.path) if reach.subtree else Region.id == top.id
    return and_(inside, Region.level.in_(sorted(reach.levels)))


def _domain_condition(grant: Grant, domain: Any) -> ColumnElement[bool]:
    if grant.domain_code is None:
        return true()
    return false() if domain is None else domain == grant.domain_code
