"""Log-in, passwords, users and their grants."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from catalog_app.accounts import audit
from catalog_app.accounts.audit import Actor
from catalog_app.accounts.errors import (
    LoginRefused,
    LoginThrottled,
    PasswordTooWeak,
    UsernameTaken,
)
from catalog_app.accounts.models import Grant, LoginAttempt, Role, User
from catalog_app.database import session, transaction
from catalog_app.errors import NotFound

PASSWORD_MIN = 10
COMMON_PASSWORDS = frozenset({"1234567890", "0123456789", "password12", "qwertyuiop", "1111111111"})
THROTTLE_WINDOW = timedelta(minutes=15)
ATTEMPTS_BY_NAME = 8
ATTEMPTS_BY_ADDRESS = 40

GrantRow = tuple[Role, int, str | None]


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _decoy_hash() -> str:
    """Verified when the name is unknown, so that both refusals take the same time."""
    return _hasher().hash("no such user")


def authenticate(username: str, password: str, *, address: str, at: datetime) -> User:
    """The user of this name and password. Raises LoginRefused, or LoginThrottled after
    8 failures for the name or 40 from the address within 15 minutes."""
    keys = {f"name:{username.strip().lower()}": ATTEMPTS_BY_NAME, f"ip:{address}": ATTEMPTS_BY_ADDRESS}
    with transaction() as current:
        _refuse_throttled(current, keys, at)
    user = session().scalar(select(User).where(User.username == username.strip()))
    right = _verify(user.password_hash if user else _decoy_hash(), password)
    with transaction() as current:
        if user is None or not right or not user.active:
            current.add_all(LoginAttempt(key=key, at=at) for key in keys)
            current.commit()
            raise LoginRefused()
        current.execute(delete(LoginAttempt).where(LoginAttempt.key.in_(keys)))
        user.last_login_at = at
        audit.record(current, "user.logged_in", user, by=audit.actor(user), at=at, summary="登录")
    return user


def _refuse_throttled(current: Session, keys: dict[str, int], at: datetime) -> None:
    current.execute(delete(LoginAttempt).where(LoginAttempt.at < at - THROTTLE_WINDOW))
    for key, limit in keys.items():
        count = current.scalar(
            select(func.count()).select_from(LoginAttempt).where(LoginAttempt.key == key)
        )
        if (count or 0) >= limit:
            raise LoginThrottled(minutes=int(THROTTLE_WINDOW.total_seconds() // 60))


def _verify(password_hash: str, password: str) -> bool:
    try:
        return _hasher().verify(password_hash, password)
    except (VerifyMismatchError, InvalidHashError):
        return False


def user_of_session(session_id: str) -> User | None:
    """The user of a session cookie, or None when the session has been ended."""
    user_id, _, epoch = session_id.partition(":")
    user = session().get(User, int(user_id)) if user_id.isdigit() else None
    return user if user and user.active and str(user.session_epoch) == epoch else None


def user_by_id(user_id: int) -> User:
    user = session().get(User, user_id)
    if user is None:
        raise NotFound(what="用户")
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

    Raises UsernameTaken, PasswordTooWeak."""
    _refuse_weak(password, username)
    with transaction() as current:
        if current.scalar(select(User.id).where(User.username == username)):
            raise UsernameTaken(username=username)
        user = User(
            username=username,
            display_name=display_name,
            password_hash=_hasher().hash(password),
            created_at=at,
            grants=[_grant(row) for row in grants],
        )
        current.add(user)
        current.flush()
        audit.record(current, "user.created", user, by=by, at=at, summary=f"新增用户 {display_name}")
    return user


def _grant(row: GrantRow) -> Grant:
    role, region_id, domain_code = row
    return Grant(role=role, region_id=region_id, domain_code=domain_code)


def _refuse_weak(password: str, username: str) -> None:
    if len(password) < PASSWORD_MIN or password == username or password in COMMON_PASSWORDS:
        raise PasswordTooWeak(length=PASSWORD_MIN)


def set_password(user_id: int, password: str, *, by: Actor, at: datetime) -> None:
    """Set a new password and end all of the user's sessions. Raises PasswordTooWeak."""
    user = user_by_id(user_id)
    _refuse_weak(password, user.username)
    with transaction() as current:
        user.password_hash = _hasher().hash(password)
        user.session_epoch += 1
        audit.record(current, "user.password_set", user, by=by, at=at, summary="更改密码")


def change_password(user_id: int, old: str, new: str, *, by: Actor, at: datetime) -> None:
    """The user's own change. Raises LoginRefused when `old` is wrong, PasswordTooWeak."""
    if not _verify(user_by_id(user_id).password_hash, old):
        raise LoginRefused()
    set_password(user_id, new, by=by, at=at)
