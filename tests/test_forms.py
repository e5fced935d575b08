"""What forms refuse of themselves is told in Chinese."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.factories.accounts import a_user, log_in

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.mark.parametrize(
    ("address", "sent"),
    [
        ("/staff/users/new", {"username": "li", "display_name": "李", "role": "no_role"}),
        ("/staff/checks/runs/start", {"region": "999999", "domain": "elderly_care"}),
    ],
)
def test_a_choice_that_is_not_offered_is_refused_in_chinese(
    client: FlaskClient, address: str, sent: dict[str, str]
) -> None:
    answer = log_in(client, a_user()).post(address, data=sent)
    assert answer.status_code == 422
    assert "不是有效的选择" in answer.text
    assert "Not a valid" not in answer.text
