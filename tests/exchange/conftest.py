"""An office at its import screens."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.factories.accounts import a_user, log_in


@pytest.fixture
def office(client: FlaskClient) -> FlaskClient:
    return log_in(client, a_user())
