"""Passwords as they are kept: argon2 hashes, never the words themselves."""

from __future__ import annotations

import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from catalog_app.accounts.errors import PasswordTooWeak

PASSWORD_MIN = 10
COMMON_PASSWORDS = frozenset({"1234567890", "0123456789", "password12", "qwertyuiop", "1111111111"})
CLEAR_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters and digits that nobody confuses when a password is read out on the telephone."""


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def decoy_hash() -> str:
    """Verified when the name is unknown, so that both refusals take the same time."""
    return _hasher().hash("no such user")


def verify(password_hash: str, password: str) -> bool:
    """Is this the password of the hash? False for a hash that cannot be read."""
    try:
        return _hasher().verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


def hashed(password: str, username: str) -> str:
    """The hash to keep. Raises PasswordTooWeak."""
    weak = len(set(password)) < 4 or password.lower() in COMMON_PASSWORDS | {username.lower()}
    if len(password) < PASSWORD_MIN or weak:
        raise PasswordTooWeak(length=PASSWORD_MIN)
    return _hasher().hash(password)


def random_password() -> str:
    """Four groups of four clear signs (79 bits): easy to read out, hopeless to guess."""
    return "-".join("".join(secrets.choice(CLEAR_SIGNS) for _ in range(4)) for _ in range(4))
