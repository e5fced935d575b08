"""Logs tell where a fault was, never what a clerk had written when it happened."""

from __future__ import annotations

import pytest
import structlog
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from catalog_app.database import db
from catalog_app.logs import init_logs

SECRET = "mi-ma-bu-neng-chu-xian"


def _faulty(password: str) -> None:
    raise RuntimeError("the fault")


@pytest.mark.parametrize("as_json", [False, True])
def test_a_fault_in_the_log_does_not_tell_the_values_at_hand(
    capsys: pytest.CaptureFixture[str], as_json: bool
) -> None:
    init_logs(as_json=as_json)
    try:
        _faulty("-".join(["mi", "ma", "bu", "neng", "chu", "xian"]))
    except RuntimeError:
        structlog.get_logger().exception("fault", reference="1A2B")
    told = capsys.readouterr().err
    assert "_faulty" in told
    assert "the fault" in told
    assert SECRET not in told


def test_a_refusing_database_does_not_repeat_what_was_to_be_stored(app: Flask) -> None:
    with app.app_context(), db.engine.connect() as connection:
        with pytest.raises(SQLAlchemyError) as caught:
            connection.execute(text("SELECT * FROM nowhere WHERE x = :x"), {"x": SECRET})
        connection.rollback()
    assert SECRET not in str(caught.value)
