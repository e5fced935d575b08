"""Setting, changing and resetting passwords; each ends all of the user's sessions."""

from __future__ import annotations

from datetime import datetime

from catalog_app.accounts.audit import Actor
from catalog_app.accounts.errors import OldPasswordWrong, OwnAccount
from catalog_app.accounts.services.hashing import hashed, random_password, verify
from catalog_app.accounts.services.users import managed_user, record, user_by_id
from catalog_app.database import transaction


def set_password(user_id: int, password: str, *, by: Actor, at: datetime) -> None:
    """Set a new password and end all of the user's sessions.

    Raises PasswordTooWeak; UserOutOfReach when `by` may not manage the user."""
    _store(user_id, password, by=by, at=at, summary="重置密码")


def reset_password(user_id: int, *, by: Actor, at: datetime) -> str:
    """Give another user a random password, returned to be shown once. The own one is changed by
    whoever knows it, not by whoever finds a screen open. Raises UserOutOfReach, OwnAccount."""
    if user_id == by.id:
        raise OwnAccount()
    password = random_password()
    set_password(user_id, password, by=by, at=at)
    return password


def change_password(user_id: int, old: str, new: str, *, by: Actor, at: datetime) -> None:
    """The user's own change. Raises OldPasswordWrong, PasswordTooWeak."""
    if not verify(user_by_id(user_id).password_hash, old):
        raise OldPasswordWrong()
    _store(user_id, new, by=by, at=at, summary="更改密码")


def _store(user_id: int, password: str, *, by: Actor, at: datetime, summary: str) -> None:
    with transaction() as current:
        user = user_by_id(user_id) if by.id == user_id else managed_user(user_id, by=by)
        user.password_hash = hashed(password, user.username)
        user.session_epoch += 1
        record(current, "user.password_set", user, by=by, at=at, summary=summary)
