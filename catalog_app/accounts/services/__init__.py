"""Log-in, passwords, users and their grants, and reading the audit trail."""

from catalog_app.accounts.services.hashing import PASSWORD_MIN, random_password
from catalog_app.accounts.services.listing import described_grants, everybody, users_page
from catalog_app.accounts.services.login import authenticate, end_sessions, user_of_session
from catalog_app.accounts.services.passwords import change_password, reset_password, set_password
from catalog_app.accounts.services.places import region_named
from catalog_app.accounts.services.trail import TrailFilter, audit_page, audit_rows
from catalog_app.accounts.services.users import (
    GrantRow,
    activate,
    add_grant,
    create_user,
    deactivate,
    managed_user,
    revoke_grant,
    user_by_id,
    user_by_name,
)

__all__ = [
    "PASSWORD_MIN",
    "GrantRow",
    "TrailFilter",
    "activate",
    "add_grant",
    "audit_page",
    "audit_rows",
    "authenticate",
    "change_password",
    "create_user",
    "deactivate",
    "described_grants",
    "end_sessions",
    "everybody",
    "managed_user",
    "random_password",
    "region_named",
    "reset_password",
    "revoke_grant",
    "set_password",
    "user_by_id",
    "user_by_name",
    "user_of_session",
    "users_page",
]
