"""An office at its catalogue screens."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from catalog_app.accounts.models import Role, User
from tests.factories.accounts import a_user, log_in


@pytest.fixture
def editor(session: Session) -> User:
    return a_user(Role.COUNTY_OFFICE, display_name="王敏")


@pytest.fixture
def office(client: FlaskClient, editor: User) -> FlaskClient:
    return log_in(client, editor)
