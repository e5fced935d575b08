"""Logging in and out; guessing is slowed down by name and by address."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from catalog_app.accounts import audit
from catalog_app.accounts.audit import Actor
from catalog_app.accounts.errors import LoginRefused, LoginThrottled
from catalog_app.accounts.models import LoginAttempt, User
from catalog_app.accounts.services.hashing import decoy_hash, verify
from catalog_app.accounts.services.users import normal_username, record, user_by_id
from catalog_app.database import session, transaction

THROTTLE_WINDOW = timedelta(minutes=15)
ATTEMPTS_BY_NAME = 8
ATTEMPTS_BY_ADDRESS = 40


def authenticate(username: str, password: str, *, address: str, at: datetime) -> User:
    """The user of this name and password. Raises LoginRefused, or LoginThrottled after
    8 failures for the name or 40 from the address within 15 minutes."""
    name = normal_username(username)
    limits = {f"name:{name}": ATTEMPTS_BY_NAME, f"ip:{address}": ATTEMPTS_BY_ADDRESS}
    with transaction() as current:
        _refuse_throttled(current, limits, at)
    user = session().scalar(select(User).where(User.username == name))
    right = verify(user.password_hash if user else decoy_hash(), password)
    if user is None or not right or not user.active:
        _count_failure(limits, at)
        raise LoginRefused()
    with transaction() as current:
        # Only the name's failures are forgotten: an own account must not buy an address new guesses.
        current.execute(delete(LoginAttempt).where(LoginAttempt.key == f"name:{name}"))
        user.last_login_at = at
        record(current, "user.logged_in", user, by=audit.actor(user), at=at, summary="登录")
    return user


def _refuse_throttled(current: Session, limits: Mapping[str, int], at: datetime) -> None:
    current.execute(delete(LoginAttempt).where(LoginAttempt.at < at - THROTTLE_WINDOW))
    for key, limit in limits.items():
        attempts = select(func.count(), func.min(LoginAttempt.at)).where(LoginAttempt.key == key)
        count, first = current.execute(attempts).one()
        if count >= limit:
            waits = first + THROTTLE_WINDOW - at
            raise LoginThrottled(minutes=max(1, -(-int(waits.total_seconds()) // 60)))


def _count_failure(keys: Mapping[str, int], at: datetime) -> None:
    with transaction() as current:
        current.add_all(LoginAttempt(key=key, at=at) for key in keys)


def user_of_session(session_id: str) -> User | None:
    """The user of a session cookie, or None when the session has been ended."""
    user_id, _, epoch = session_id.partition(":")
    user = session().get(User, int(user_id)) if user_id.isdecimal() else None
    return user if user and user.active and str(user.session_epoch) == epoch else None


def end_sessions(user_id: int, *, by: Actor, at: datetime) -> None:
    """Log the user out, everywhere: a cookie copied before is worth nothing afterwards."""
    with transaction() as current:
        user = user_by_id(user_id)
        user.session_epoch += 1
        record(current, "user.logged_out", user, by=by, at=at, summary="退出登录")
