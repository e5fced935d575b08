"""What every page does: refusals as pages, faults with a reference number, safe headers."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from catalog_app import web
from catalog_app.database import UTCDateTime

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def test_an_unknown_page_says_so_and_leads_home(client: FlaskClient) -> None:
    answer = client.get("/gibt-es-nicht")
    assert answer.status_code == 404
    assert "没有找到这个页面" in answer.text
    assert 'href="/"' in answer.text


def test_the_api_answers_an_unknown_address_as_a_problem(client: FlaskClient) -> None:
    answer = client.get("/api/v1/nothing")
    assert answer.status_code == 404
    assert answer.content_type == "application/problem+json"
    assert answer.get_json()["title"] == "没有找到"


def test_a_fault_of_ours_shows_a_number_and_no_innards(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    monkeypatch.setitem(app.config, "TESTING", False)
    monkeypatch.setitem(app.view_functions, "operations.healthz", lambda: 1 / 0)
    answer = client.get("/healthz")
    assert answer.status_code == 500
    assert "编号" in answer.text
    assert "ZeroDivisionError" not in answer.text


def test_an_expired_form_changes_nothing_and_says_what_to_do(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    answer = client.post("/login", data={"username": "a", "password": "b", "csrf_token": "old"})
    assert answer.status_code == 400
    assert "页面已过期" in answer.text
    assert "刷新后重新提交" in answer.text


def test_every_page_forbids_foreign_scripts_and_frames(client: FlaskClient) -> None:
    headers = client.get("/").headers
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("/staff/catalogs?page=2", "/staff/catalogs?page=2"),
        ("https://elsewhere.example/", "/staff/"),
        ("//elsewhere.example/", "/staff/"),
        ("/\\elsewhere.example", "/staff/"),
        ("javascript:alert(1)", "/staff/"),
        (None, "/staff/"),
    ],
)
def test_after_log_in_one_stays_on_this_site(database: str, asked: str | None, given: str) -> None:
    assert web.safe_next(asked, "/staff/") == given


def test_times_are_shown_in_china(database: str) -> None:
    evening = datetime(2026, 11, 20, 16, 30, tzinfo=UTC)
    assert web.china_time(evening) == "2026年11月21日 00:30"
    assert web.china_day(date(2026, 3, 2)) == "2026年3月2日"
    assert web.china_day(None) == "—"


def test_a_time_without_its_zone_is_never_stored(database: str) -> None:
    with pytest.raises(ValueError, match="UTC"):
        UTCDateTime().process_bind_param(datetime(2026, 11, 20), None)  # type: ignore[arg-type]  # noqa: DTZ001
