"""How much one upload may bring at once."""

from __future__ import annotations

from io import BytesIO

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalog_app.exchange.forms import FILES_MAX
from catalog_app.exchange.models import ImportBatch
from tests.factories.accounts import DUNHUA, a_user, log_in

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
TABLE = "序号,二级事项,公开内容（要素）,公开依据,公开主体\n1,事项,内容,依据,民政局\n".encode()


@pytest.mark.parametrize("count", [FILES_MAX + 1, 1500])
def test_more_files_than_one_request_has_time_for_are_refused_before_any_is_read(
    client: FlaskClient, session: Session, count: int
) -> None:
    log_in(client, a_user())
    files = [(BytesIO(TABLE), f"{number}.csv") for number in range(count)]
    answer = client.post("/staff/exchange/upload", data={"region": DUNHUA, "files": files})
    assert answer.status_code == 413
    assert "分几次上传" in answer.text
    assert session.scalar(select(func.count()).select_from(ImportBatch)) == 0
