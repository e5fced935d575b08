"""Logging in, out, and slowing down guessing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalog_app.accounts import services
from catalog_app.accounts.audit import SYSTEM, actor
from catalog_app.accounts.errors import (
    LoginRefused,
    LoginThrottled,
    OldPasswordWrong,
    PasswordTooWeak,
)
from catalog_app.accounts.models import LoginAttempt, User
from tests.conftest import NOON

WORD = "correct-horse-7"
HERE = "10.1.2.3"


@pytest.fixture
def clerk(session: Session) -> User:
    return services.create_user("Clerk", "办事员", WORD, [], by=SYSTEM, at=NOON)


def fail(times: int, name: str = "clerk", address: str = HERE) -> None:
    for _ in range(times):
        with pytest.raises(LoginRefused):
            services.authenticate(name, "wrong", address=address, at=NOON)


def test_the_right_password_lets_in_whatever_the_capitals_of_the_name(clerk: User) -> None:
    later = NOON + timedelta(hours=1)
    assert services.authenticate(" CLERK ", WORD, address=HERE, at=later) is clerk
    assert clerk.last_login_at == later


def test_a_wrong_password_and_an_unknown_name_are_refused_in_the_same_words(clerk: User) -> None:
    refusals = []
    for name in ("clerk", "nobody"):
        with pytest.raises(LoginRefused) as refused:
            services.authenticate(name, "wrong", address=HERE, at=NOON)
        refusals.append(str(refused.value))
    assert refusals[0] == refusals[1]


def test_the_ninth_guess_at_a_name_waits_even_with_the_right_password(clerk: User) -> None:
    fail(8)
    with pytest.raises(LoginThrottled, match="请在 15 分钟后再试"):
        services.authenticate("clerk", WORD, address="10.9.9.9", at=NOON)


def test_an_unknown_name_is_slowed_down_like_a_known_one(session: Session) -> None:
    fail(8, "nobody")
    with pytest.raises(LoginThrottled):
        services.authenticate("nobody", "wrong", address=HERE, at=NOON)


def test_the_wait_ends_after_a_quarter_of_an_hour(clerk: User) -> None:
    fail(8)
    almost = NOON + timedelta(minutes=14, seconds=30)
    with pytest.raises(LoginThrottled, match="请在 1 分钟后再试"):
        services.authenticate("clerk", WORD, address=HERE, at=almost)
    services.authenticate("clerk", WORD, address=HERE, at=NOON + timedelta(minutes=16))


def test_an_address_that_tries_many_names_is_slowed_down(clerk: User) -> None:
    for number in range(40):
        fail(1, f"name{number}")
    with pytest.raises(LoginThrottled):
        services.authenticate("clerk", WORD, address=HERE, at=NOON)
    services.authenticate("clerk", WORD, address="10.9.9.9", at=NOON)


def test_an_own_account_does_not_buy_an_address_new_guesses(clerk: User, session: Session) -> None:
    fail(5, "victim")
    services.authenticate("clerk", WORD, address=HERE, at=NOON)
    kept = select(func.count()).where(LoginAttempt.key == f"ip:{HERE}")
    assert session.scalar(kept) == 5


def test_a_deactivated_user_is_refused_like_a_stranger(clerk: User) -> None:
    services.deactivate(clerk.id, by=SYSTEM, at=NOON)
    with pytest.raises(LoginRefused):
        services.authenticate("clerk", WORD, address=HERE, at=NOON)


def test_a_session_ends_at_log_out_everywhere(clerk: User) -> None:
    cookie = clerk.get_id()
    assert services.user_of_session(cookie) is clerk
    services.end_sessions(clerk.id, by=actor(clerk), at=NOON)
    assert services.user_of_session(cookie) is None
    assert services.user_of_session(clerk.get_id()) is clerk


def test_deactivating_ends_the_sessions(clerk: User) -> None:
    cookie = clerk.get_id()
    services.deactivate(clerk.id, by=SYSTEM, at=NOON)
    assert services.user_of_session(cookie) is None
    services.activate(clerk.id, by=SYSTEM, at=NOON)
    assert services.user_of_session(cookie) is None, "an old cookie does not come back to life"


@pytest.mark.parametrize("cookie", ["", ":", "x:0", "99999999:0", "１:0", "1", "-1:0", "²:0"])
def test_a_forged_session_is_nobodys(session: Session, cookie: str) -> None:
    assert services.user_of_session(cookie) is None


def test_changing_the_password_ends_other_sessions(clerk: User) -> None:
    cookie = clerk.get_id()
    services.change_password(clerk.id, WORD, "battery-staple-8", by=actor(clerk), at=NOON)
    assert services.user_of_session(cookie) is None
    assert services.authenticate("clerk", "battery-staple-8", address=HERE, at=NOON) is clerk


def test_changing_the_password_needs_the_old_one(clerk: User) -> None:
    with pytest.raises(OldPasswordWrong):
        services.change_password(clerk.id, "wrong", "battery-staple-8", by=actor(clerk), at=NOON)
    assert services.authenticate("clerk", WORD, address=HERE, at=NOON) is clerk


@pytest.mark.parametrize("word", ["", "short-7", "1234567890", "aaaaaaaaaaaa", "PASSWORD12"])
def test_weak_passwords_are_refused(clerk: User, word: str) -> None:
    with pytest.raises(PasswordTooWeak):
        services.set_password(clerk.id, word, by=SYSTEM, at=NOON)


def test_the_user_name_is_no_password(session: Session) -> None:
    with pytest.raises(PasswordTooWeak):
        services.create_user("dunhua_office", "敦化", "Dunhua_Office", [], by=SYSTEM, at=NOON)


def test_random_passwords_are_long_and_all_different() -> None:
    words = {services.random_password() for _ in range(200)}
    assert len(words) == 200
    assert all(len(word) == 19 and not set(word) & set("l1o0iI") for word in words)


def test_the_password_is_kept_only_as_a_hash(clerk: User) -> None:
    assert clerk.password_hash.startswith("$argon2id$")
    assert WORD not in clerk.password_hash
