"""Users and their grants, each changed only by whom the policy lets manage them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.accounts import audit, policy
from catalog_app.accounts.audit import Actor
from catalog_app.accounts.errors import (
    GrantExists,
    OwnAccount,
    RoleMisplaced,
    UsernameMalformed,
    UsernameTaken,
    UserOutOfReach,
)
from catalog_app.accounts.models import ROLE_NAMES, Grant, Role, User
from catalog_app.accounts.policy import HELD_AT
from catalog_app.accounts.services.hashing import hashed
from catalog_app.accounts.services.listing import described_grant
from catalog_app.database import session, transaction
from catalog_app.errors import NotFound
from catalog_app.guides.services import domain
from catalog_app.regions.models import RegionLevel
from catalog_app.regions.services import full_name, region

GrantRow = tuple[Role, int, str | None]
USERNAME = re.compile(r"[\w.-]{2,40}")
LEVEL_NAMES = {
    RegionLevel.PROVINCE: "省",
    RegionLevel.PREFECTURE: "市（州）",
    RegionLevel.COUNTY: "县（市、区）",
    RegionLevel.TOWNSHIP: "乡镇（街道）",
    RegionLevel.VILLAGE: "村（社区）",
}


def normal_username(username: str) -> str:
    """User names do not tell capitals from small letters."""
    return username.strip().lower()


def user_by_id(user_id: int) -> User:
    """Raises NotFound."""
    user = session().get(User, user_id)
    if user is None:
        raise NotFound(what="用户")
    return user


def user_by_name(username: str) -> User:
    """Raises NotFound."""
    user = session().scalar(select(User).where(User.username == normal_username(username)))
    if user is None:
        raise NotFound(what="用户")
    return user


def managed_user(user_id: int, *, by: Actor) -> User:
    """The user, when `by` may manage it. Raises NotFound, UserOutOfReach."""
    user = user_by_id(user_id)
    if by.id is not None and not policy.may_manage(user_by_id(by.id), user):
        raise UserOutOfReach(name=user.display_name)
    return user


def create_user(
    username: str,
    display_name: str,
    password: str,
    grants: Sequence[GrantRow],
    *,
    by: Actor,
    at: datetime,
) -> User:
    """A new user with grants (role, region id, domain code or None).

    Raises UsernameMalformed, UsernameTaken, PasswordTooWeak, RoleMisplaced, UserOutOfReach."""
    name = normal_username(username)
    if not USERNAME.fullmatch(name):
        raise UsernameMalformed(username=username)
    password_hash = hashed(password, name)
    with transaction() as current:
        if current.scalar(select(User.id).where(User.username == name)):
            raise UsernameTaken(username=name)
        user = User(
            username=name,
            display_name=display_name.strip() or name,
            password_hash=password_hash,
            created_at=at,
            grants=[_grant(row, by) for row in grants],
        )
        current.add(user)
        current.flush()
        summary = f"新增用户 {user.display_name}"
        record(current, "user.created", user, by=by, at=at, summary=summary)
    return user


def add_grant(user_id: int, row: GrantRow, *, by: Actor, at: datetime) -> None:
    """Raises UserOutOfReach, OwnAccount, RoleMisplaced, GrantExists."""
    with transaction() as current:
        user = _other_user(user_id, by)
        if row in {(Role(each.role), each.region_id, each.domain_code) for each in user.grants}:
            raise GrantExists(name=user.display_name)
        grant = _grant(row, by)
        user.grants.append(grant)
        current.flush()
        summary = f"给 {user.display_name} 增加授权：{described_grant(grant)}"
        record(current, "user.granted", user, by=by, at=at, summary=summary)


def revoke_grant(user_id: int, grant_id: int, *, by: Actor, at: datetime) -> None:
    """Raises UserOutOfReach, OwnAccount, NotFound."""
    with transaction() as current:
        user = _other_user(user_id, by)
        grant = next((each for each in user.grants if each.id == grant_id), None)
        if grant is None:
            raise NotFound(what="授权")
        summary = f"取消 {user.display_name} 的授权：{described_grant(grant)}"
        record(current, "user.revoked", user, by=by, at=at, summary=summary)
        user.grants.remove(grant)


def deactivate(user_id: int, *, by: Actor, at: datetime) -> None:
    """End the user's sessions and refuse further log-ins. Raises UserOutOfReach, OwnAccount."""
    with transaction() as current:
        user = _other_user(user_id, by)
        user.active = False
        user.session_epoch += 1
        summary = f"停用用户 {user.display_name}"
        record(current, "user.deactivated", user, by=by, at=at, summary=summary)


def activate(user_id: int, *, by: Actor, at: datetime) -> None:
    """Let the user log in again. Raises UserOutOfReach, OwnAccount."""
    with transaction() as current:
        user = _other_user(user_id, by)
        user.active = True
        summary = f"恢复用户 {user.display_name}"
        record(current, "user.activated", user, by=by, at=at, summary=summary)


def record(
    current: Session, action: str, user: User, *, by: Actor, at: datetime, summary: str
) -> None:
    """The audit event of a use case about a user, kept under the user's highest region."""
    home = policy.home_region(user)
    place = home.id if home else None
    audit.record(current, action, user, by=by, at=at, region_id=place, summary=summary)


def _other_user(user_id: int, by: Actor) -> User:
    if user_id == by.id:
        raise OwnAccount()
    return managed_user(user_id, by=by)


def _grant(row: GrantRow, by: Actor) -> Grant:
    role, region_id, domain_code = row
    place = region(region_id)
    if place.level not in HELD_AT[role]:
        levels = "或".join(LEVEL_NAMES[level] for level in RegionLevel if level in HELD_AT[role])
        raise RoleMisplaced(
            role=ROLE_NAMES[role], levels=levels, region=full_name(place) or place.name
        )
    if by.id is not None and not policy.may_give(user_by_id(by.id), role, place, domain_code):
        raise UserOutOfReach(name=f"{place.name}{ROLE_NAMES[role]}")
    if domain_code is not None:
        domain(domain_code)
    return Grant(role=role, region_id=region_id, domain_code=domain_code)
