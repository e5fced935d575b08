"""A table pasted into the screen instead of a file."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from catalog_app.exchange.models import ImportBatch
from tests.exchange.screens import HOME, newest
from tests.factories.accounts import DUNHUA, a_user, log_in

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

ROWS = (
    "敦化市养老服务领域基层政务公开标准目录\t\t\t\r\n"
    "序号\t二级事项\t公开内容（要素）\t公开主体\r\n"
    '1\t高龄津贴\t"1.发放条件\r\n2.发放标准"\t敦化市民政局\r\n'
)


def paste(client: FlaskClient, table: str, region: str = DUNHUA) -> TestResponse:
    return client.post(f"{HOME}paste", data={"region": region, "table": table})


def test_a_pasted_table_becomes_a_batch_to_be_checked(
    client: FlaskClient, session: Session
) -> None:
    log_in(client, a_user())
    answer = paste(client, ROWS)
    assert answer.status_code == 302
    shown = client.get(answer.location).text
    assert "粘贴的表格" in shown
    assert "高龄津贴" in shown
    assert newest(session).file_name == "粘贴的表格"


@pytest.mark.parametrize(
    ("table", "region", "said"),
    [
        (ROWS.splitlines(keepends=True)[2] * 3, DUNHUA, "连同表头"),
        ("", DUNHUA, "没有粘贴内容"),
        (ROWS, "不知道的县", "请改写名称"),
    ],
)
def test_what_is_refused_stays_on_the_screen_to_be_mended(
    client: FlaskClient, session: Session, table: str, region: str, said: str
) -> None:
    log_in(client, a_user())
    answer = paste(client, table, region)
    assert answer.status_code == 422
    assert said in answer.text
    assert not table or "高龄津贴" in answer.text
    assert session.scalar(select(func.count()).select_from(ImportBatch)) == 0


def test_who_may_not_import_there_may_not_paste_there(
    client: FlaskClient, session: Session
) -> None:
    log_in(client, a_user())
    assert paste(client, ROWS, "220122").status_code in {403, 422}
    assert session.scalar(select(func.count()).select_from(ImportBatch)) == 0
