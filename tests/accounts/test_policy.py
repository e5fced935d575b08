"""Who may do what: one explicit table, and the list condition that must agree with it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.accounts import policy
from catalog_app.accounts.models import Grant, Role, User
from catalog_app.accounts.policy import Permission
from catalog_app.catalogs.models import Catalog
from catalog_app.errors import PermissionRefused
from catalog_app.regions.models import Region
from catalog_app.regions.seed import add_regions
from catalog_app.regions.services import region_by_code
from tests.conftest import NOON
from tests.factories.accounts import a_user
from tests.factories.catalogs import a_catalog
from tests.queries import count_queries

HOMES = {
    Role.COUNTY_EDITOR: "222403",
    Role.COUNTY_OFFICE: "222403",
    Role.TOWNSHIP_EDITOR: "222403110",
    Role.VILLAGE_CLERK: "222403110998",
    Role.PREFECTURE_REVIEWER: "222400",
    Role.PROVINCIAL_DEPARTMENT: "220000",
    Role.PROVINCIAL_OFFICE: "220000",
}
PLACES = {
    "province": "220000",
    "prefecture": "222400",
    "county": "222403",
    "township": "222403110",
    "village": "222403110998",
    "sister": "222402",  # another county of the prefecture
    "far": "220122",  # a county of another prefecture
}
KEEP = "edit import check contest"
DUNHUA = "county township village"
YANBIAN = f"prefecture {DUNHUA} sister"
ALL = f"province {YANBIAN} far"
TABLE = {
    Role.COUNTY_EDITOR: {"view": DUNHUA, KEEP: "county"},
    Role.COUNTY_OFFICE: {
        f"view {KEEP} submit keep_sites manage_users view_audit": DUNHUA,
        "accept waive": "township village",
    },
    Role.TOWNSHIP_EDITOR: {f"view {KEEP} submit": "township village"},
    Role.VILLAGE_CLERK: {f"view {KEEP} submit": "village"},
    Role.PREFECTURE_REVIEWER: {"view check waive view_audit": YANBIAN},
    Role.PROVINCIAL_DEPARTMENT: {
        "view check keep_bases": ALL,
        "accept waive": "prefecture county sister far",
    },
    Role.PROVINCIAL_OFFICE: {
        "view check waive set_rules keep_sites keep_bases manage_users view_audit": ALL
    },
}
"""Role → permissions → where they hold. Whatever is not written here is refused."""


def expected(role: Role, permission: Permission) -> set[str]:
    rows = TABLE[role].items()
    return {
        place for verbs, places in rows if permission in verbs.split() for place in places.split()
    }


@pytest.fixture
def village(session: Session) -> None:
    row = {"code": "222403110998", "name": "试验村", "level": "village", "kind": "village"}
    add_regions(session, [row | {"parent_code": "222403110000"}])
    session.commit()


@pytest.mark.parametrize("permission", list(Permission))
@pytest.mark.parametrize("role", list(Role))
def test_each_role_may_do_exactly_what_the_table_says(
    session: Session, village: None, role: Role, permission: Permission
) -> None:
    user = a_user(role, HOMES[role])
    allowed = {
        place
        for place, code in PLACES.items()
        if policy.may(user, permission, region_by_code(code), "elderly_care")
    }
    assert allowed == expected(role, permission)
    assert policy.may_anywhere(user, permission) == bool(allowed)


@pytest.mark.parametrize("permission", list(Permission))
@pytest.mark.parametrize("role", list(Role))
def test_a_grant_for_one_domain_reaches_no_other(
    session: Session, village: None, role: Role, permission: Permission
) -> None:
    user = a_user(role, HOMES[role], "elderly_care")
    for place, code in PLACES.items():
        region = region_by_code(code)
        own = place in expected(role, permission)
        assert policy.may(user, permission, region, "elderly_care") == own
        assert not policy.may(user, permission, region, "social_assistance")
        assert not policy.may(user, permission, region), (
            "the region as a whole is more than a domain"
        )


def grants() -> Iterator[tuple[Role, str, str | None]]:
    for role in Role:
        yield role, HOMES[role], None
        yield role, HOMES[role], "elderly_care"


@pytest.mark.parametrize("permission", list(Permission))
@pytest.mark.parametrize("grant", list(grants()))
def test_lists_show_exactly_what_may_be_done(
    session: Session, village: None, grant: tuple[Role, str, str | None], permission: Permission
) -> None:
    for code in PLACES.values():
        for each in ("elderly_care", "social_assistance"):
            a_catalog(code, each)
    user = a_user(*grant)
    query = select(Catalog).join(Region, Region.id == Catalog.region_id)
    listed = session.scalars(
        query.where(policy.condition(user, permission, Catalog.domain_code))
    ).all()
    every = session.scalars(select(Catalog)).all()
    allowed = [c for c in every if policy.may(user, permission, c.region, c.domain_code)]
    assert {c.id for c in listed} == {c.id for c in allowed}


@pytest.mark.parametrize("permission", [Permission.VIEW, Permission.ACCEPT, Permission.EDIT])
@pytest.mark.parametrize("role", list(Role))
def test_the_condition_agrees_over_every_region_of_the_province(
    session: Session, role: Role, permission: Permission
) -> None:
    home = HOMES[role] if role is not Role.VILLAGE_CLERK else "222403110"
    user = a_user(role, home)
    regions = session.scalars(select(Region)).all()
    listed = session.scalars(select(Region).where(policy.condition(user, permission))).all()
    assert {r.id for r in listed} == {r.id for r in regions if policy.may(user, permission, r)}


def test_grants_add_up(session: Session) -> None:
    user = a_user(Role.COUNTY_EDITOR, "222403", "elderly_care")
    user.grants.append(Grant(role=Role.COUNTY_EDITOR, region_id=region_by_code("220122").id))
    session.commit()
    assert policy.may(user, Permission.EDIT, region_by_code("220122"), "social_assistance")
    assert not policy.may(user, Permission.EDIT, region_by_code("222403"), "social_assistance")


def test_a_user_comes_with_the_places_of_the_grants(session: Session) -> None:
    user = a_user(Role.COUNTY_EDITOR, "222403", "elderly_care")
    user.grants.append(Grant(role=Role.COUNTY_EDITOR, region_id=region_by_code("220122").id))
    session.commit()
    user_id = user.id
    session.expunge_all()
    user = session.get_one(User, user_id)
    with count_queries() as queries:
        for permission in Permission:
            policy.condition(user, permission)
        assert policy.home_region(user) is not None
    assert queries == []


def test_a_deactivated_user_may_do_nothing(session: Session) -> None:
    user = a_user(Role.PROVINCIAL_OFFICE, "220000")
    user.active = False
    session.commit()
    assert not any(policy.may_anywhere(user, permission) for permission in Permission)
    assert not any(policy.may(user, p, region_by_code("222403")) for p in Permission)


def test_a_user_without_grants_may_do_nothing(session: Session) -> None:
    user = User(username="neu", display_name="新人", password_hash="-", created_at=NOON)
    session.add(user)
    session.commit()
    assert not any(policy.may_anywhere(user, permission) for permission in Permission)
    assert policy.home_region(user) is None


def test_nobody_is_nobody(session: Session) -> None:
    region = region_by_code("222403")
    assert not policy.may(None, Permission.VIEW, region)
    with pytest.raises(PermissionRefused, match="您的账号没有“查看目录”的权限"):
        policy.require(None, Permission.VIEW, region)


def test_a_region_whose_path_merely_begins_alike_is_not_inside(session: Session) -> None:
    """Paths end with a slash: region 1/22 does not reach 1/220."""
    for region in session.scalars(select(Region)):
        assert region.path.endswith(f"/{region.id}/")


def test_townships_of_a_development_zone_are_reached_by_the_zone(session: Session) -> None:
    """白城经济开发区 answers for townships that belong to 洮北区 (reporting parent)."""
    zone = region_by_code("220871")
    under = session.scalars(
        select(Region).where(Region.reporting_parent_id == zone.id, Region.parent_id != zone.id)
    ).all()
    office = a_user(Role.COUNTY_OFFICE, "220871")
    neighbour = a_user(Role.COUNTY_OFFICE, "220802")
    for township in under:
        assert policy.may(office, Permission.ACCEPT, township)
        assert not policy.may(neighbour, Permission.VIEW, township)


@pytest.mark.parametrize(
    ("giver", "may_give"),
    [
        (
            Role.COUNTY_OFFICE,
            {"county_office", "county_editor", "township_editor", "village_clerk"},
        ),
        (Role.PROVINCIAL_OFFICE, {role.value for role in Role}),
        (Role.PROVINCIAL_DEPARTMENT, set()),
        (Role.PREFECTURE_REVIEWER, set()),
        (Role.COUNTY_EDITOR, set()),
        (Role.TOWNSHIP_EDITOR, set()),
    ],
)
def test_roles_that_may_be_given(session: Session, giver: Role, may_give: set[str]) -> None:
    user = a_user(giver, HOMES[giver])
    assert {role.value for role in policy.roles_to_give(user)} == may_give
    county = region_by_code("222403")
    assert {role.value for role in Role if policy.may_give(user, role, county, None)} == may_give
    far = region_by_code("220122")
    everywhere = giver is Role.PROVINCIAL_OFFICE
    assert any(policy.may_give(user, role, far, None) for role in Role) == everywhere
