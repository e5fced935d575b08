"""Managing users within one's own reach."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.accounts import services
from catalog_app.accounts.audit import SYSTEM, actor
from catalog_app.accounts.errors import (
    GrantExists,
    OwnAccount,
    RegionAmbiguous,
    RoleMisplaced,
    UsernameMalformed,
    UsernameTaken,
    UserOutOfReach,
)
from catalog_app.accounts.models import AuditEvent, Role, User
from catalog_app.errors import NotFound
from catalog_app.regions.errors import UnknownRegion
from catalog_app.regions.services import region_by_code
from tests.conftest import NOON
from tests.factories.accounts import a_user

WORD = "correct-horse-7"
DUNHUA, JIANGNAN, NONGAN = "222403", "222403110", "220122"


def place(code: str) -> int:
    return region_by_code(code).id


def names(manager: User, text: str = "") -> set[str]:
    return {user.display_name for user in services.users_page(manager, text).rows}


@pytest.fixture
def office(session: Session) -> User:
    return a_user(Role.COUNTY_OFFICE, DUNHUA, display_name="敦化市政务公开办")


def test_a_county_office_makes_users_of_its_own_county(office: User) -> None:
    row = (Role.TOWNSHIP_EDITOR, place(JIANGNAN), None)
    made = services.create_user("jiangnan", "江南镇", WORD, [row], by=actor(office), at=NOON)
    assert services.described_grants([made])[made.id][0][1] == (
        "敦化市江南镇 · 乡镇（街道）编辑 · 全部领域"
    )


@pytest.mark.parametrize(
    ("role", "code"),
    [
        (Role.COUNTY_EDITOR, NONGAN),
        (Role.PREFECTURE_REVIEWER, "222400"),
        (Role.PROVINCIAL_DEPARTMENT, "220000"),
        (Role.PROVINCIAL_OFFICE, "220000"),
    ],
)
def test_a_county_office_gives_nothing_beyond_its_reach(
    session: Session, office: User, role: Role, code: str
) -> None:
    with pytest.raises(UserOutOfReach):
        services.create_user(
            "anders", "别处", WORD, [(role, place(code), None)], by=actor(office), at=NOON
        )
    assert session.scalar(select(User).where(User.username == "anders")) is None


def test_nobody_holds_a_role_at_the_wrong_level(session: Session) -> None:
    with pytest.raises(RoleMisplaced, match=r"“省级部门”只能授权到省，不能授权到.*敦化市"):
        services.create_user(
            "x1", "x", WORD, [(Role.PROVINCIAL_DEPARTMENT, place(DUNHUA), None)], by=SYSTEM, at=NOON
        )


def test_a_user_who_also_works_elsewhere_is_out_of_reach(office: User) -> None:
    """Else the county could take over the account by resetting its password."""
    both = a_user(Role.COUNTY_EDITOR, DUNHUA)
    services.add_grant(
        both.id, (Role.PROVINCIAL_DEPARTMENT, place("220000"), None), by=SYSTEM, at=NOON
    )
    with pytest.raises(UserOutOfReach):
        services.reset_password(both.id, by=actor(office), at=NOON)
    with pytest.raises(UserOutOfReach):
        services.deactivate(both.id, by=actor(office), at=NOON)


@pytest.mark.parametrize("role", [Role.PROVINCIAL_OFFICE, Role.PROVINCIAL_DEPARTMENT])
def test_a_county_office_does_not_reset_the_provinces_passwords(office: User, role: Role) -> None:
    high = a_user(role, "220000")
    with pytest.raises(UserOutOfReach):
        services.reset_password(high.id, by=actor(office), at=NOON)


def test_an_office_of_one_domain_gives_only_that_domain(session: Session) -> None:
    office = a_user(Role.COUNTY_OFFICE, DUNHUA, "elderly_care")
    row = (Role.COUNTY_EDITOR, place(DUNHUA), "elderly_care")
    services.create_user("yl", "养老", WORD, [row], by=actor(office), at=NOON)
    for wider in (None, "social_assistance"):
        with pytest.raises(UserOutOfReach):
            services.create_user("sh", "救助", WORD, [(*row[:2], wider)], by=actor(office), at=NOON)


def test_editors_manage_nobody(session: Session) -> None:
    editor, other = a_user(Role.COUNTY_EDITOR, DUNHUA), a_user(Role.COUNTY_EDITOR, DUNHUA)
    with pytest.raises(UserOutOfReach):
        services.reset_password(other.id, by=actor(editor), at=NOON)


def test_nobody_manages_the_own_account(office: User) -> None:
    me = actor(office)
    with pytest.raises(OwnAccount):
        services.add_grant(office.id, (Role.COUNTY_EDITOR, place(DUNHUA), None), by=me, at=NOON)
    with pytest.raises(OwnAccount):
        services.revoke_grant(office.id, office.grants[0].id, by=me, at=NOON)
    with pytest.raises(OwnAccount):
        services.deactivate(office.id, by=me, at=NOON)
    with pytest.raises(OwnAccount):
        services.reset_password(office.id, by=me, at=NOON)


def test_the_same_grant_is_not_given_twice(office: User) -> None:
    """The database lets two grants without a domain stand, so the service must not."""
    editor = a_user(Role.COUNTY_EDITOR, DUNHUA)
    with pytest.raises(GrantExists):
        services.add_grant(
            editor.id, (Role.COUNTY_EDITOR, place(DUNHUA), None), by=actor(office), at=NOON
        )


def test_a_grant_is_taken_away(office: User) -> None:
    editor = a_user(Role.COUNTY_EDITOR, DUNHUA)
    services.revoke_grant(editor.id, editor.grants[0].id, by=actor(office), at=NOON)
    assert editor.grants == []
    with pytest.raises(UserOutOfReach):
        services.add_grant(
            editor.id, (Role.COUNTY_EDITOR, place(DUNHUA), None), by=actor(office), at=NOON
        )


def test_a_grant_of_another_user_is_not_found(office: User) -> None:
    one, other = a_user(Role.COUNTY_EDITOR, DUNHUA), a_user(Role.COUNTY_EDITOR, NONGAN)
    with pytest.raises(NotFound):
        services.revoke_grant(one.id, other.grants[0].id, by=actor(office), at=NOON)
    assert len(other.grants) == 1


def test_user_names_are_unique_whatever_the_capitals(session: Session) -> None:
    services.create_user("wang", "王", WORD, [], by=SYSTEM, at=NOON)
    with pytest.raises(UsernameTaken):
        services.create_user(" Wang ", "王", WORD, [], by=SYSTEM, at=NOON)


@pytest.mark.parametrize("name", ["", "a", "two words", "x" * 41, "<b>", "a/b"])
def test_odd_user_names_are_refused(session: Session, name: str) -> None:
    with pytest.raises(UsernameMalformed):
        services.create_user(name, "某人", WORD, [], by=SYSTEM, at=NOON)


def test_an_unknown_domain_is_refused(session: Session) -> None:
    row = (Role.COUNTY_EDITOR, place(DUNHUA), "astrology")
    with pytest.raises(NotFound, match="领域"):
        services.create_user("stern", "星", WORD, [row], by=SYSTEM, at=NOON)


def test_an_office_sees_the_users_of_its_regions_only(session: Session, office: User) -> None:
    a_user(Role.TOWNSHIP_EDITOR, JIANGNAN, display_name="江南镇")
    a_user(Role.COUNTY_EDITOR, NONGAN, display_name="农安县")
    services.create_user("frei", "没有授权的人", WORD, [], by=SYSTEM, at=NOON)
    assert names(office) == {"敦化市政务公开办", "江南镇"}
    province = a_user(Role.PROVINCIAL_OFFICE, "220000", display_name="省办")
    assert names(province) == {"敦化市政务公开办", "江南镇", "农安县", "没有授权的人", "省办"}


def test_users_are_found_by_name_user_name_and_region(session: Session, office: User) -> None:
    a_user(Role.TOWNSHIP_EDITOR, JIANGNAN, display_name="李某", username="limou")
    assert names(office, "李") == {"李某"}
    assert names(office, "LIMOU") == {"李某"}
    assert names(office, "江南") == {"李某"}
    assert names(office, "100%") == set()


def test_a_region_is_named_by_code_or_name(session: Session, office: User) -> None:
    assert services.region_named("222403").name == "敦化市"
    assert services.region_named(" 222403110000 ").name == "江南镇"
    assert services.region_named("敦化市").name == "敦化市"


def test_a_name_that_repeats_in_the_province_is_told_apart_by_the_county(
    session: Session, office: User
) -> None:
    assert services.region_named("民主街道", within=office).code == "222403003000"
    with pytest.raises(RegionAmbiguous, match=r"对应 5 个行政区划.*222403003000"):
        services.region_named("民主街道")


@pytest.mark.parametrize("text", ["不存在的镇", "999999", "12", "-"])
def test_a_region_that_is_not_there_is_said_so(session: Session, text: str) -> None:
    with pytest.raises(UnknownRegion):
        services.region_named(text)


def test_what_is_done_to_users_is_on_record_under_their_region(
    session: Session, office: User
) -> None:
    editor = a_user(Role.COUNTY_EDITOR, DUNHUA, display_name="民政局")
    services.deactivate(editor.id, by=actor(office), at=NOON)
    event = session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
    assert event is not None
    assert (event.summary, event.actor_name) == ("停用用户 民政局", "敦化市政务公开办")
    assert event.region_id == place(DUNHUA)
