"""Users of every role, at places everybody in the tests knows."""

from __future__ import annotations

from flask.testing import FlaskClient
from flask_login.utils import _create_identifier

from catalog_app.accounts.models import Grant, Role, User
from catalog_app.database import transaction
from catalog_app.regions.services import region_by_code
from tests.conftest import NOON

DUNHUA = "222403"
JIANGNAN = "222403110"
UNUSABLE_HASH = "no password was set"


def a_user(
    role: Role = Role.COUNTY_OFFICE, region: str = DUNHUA, domain: str | None = None, **fields: str
) -> User:
    """A user with one grant: `role` over `region` (and `domain`)."""
    with transaction() as session:
        number = session.query(User).count() + 1
        user = User(
            username=fields.get("username", f"user{number}"),
            display_name=fields.get("display_name", f"测试用户{number}"),
            password_hash=UNUSABLE_HASH,
            created_at=NOON,
            grants=[Grant(role=role, region_id=region_by_code(region).id, domain_code=domain)],
        )
        session.add(user)
    return user


def log_in(client: FlaskClient, user: User) -> FlaskClient:
    """The client as this user's browser, without going through the log-in page."""
    with client.application.test_request_context(environ_base=client.environ_base):
        browser = _create_identifier()  # strong session protection ties a log-in to its browser
    with client.session_transaction() as cookie:
        cookie["_user_id"] = user.get_id()
        cookie["_id"] = browser
        cookie["_fresh"] = True
    return client
