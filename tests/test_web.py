"""What every page does: refusals as pages, faults with a reference number, safe headers."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask import Flask, request
from flask.testing import FlaskClient

from catalog_app import create_app, web
from catalog_app.database import UTCDateTime
from tests.factories.accounts import a_user, log_in
from tests.factories.catalogs import an_entry

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
        ("/\t\\elsewhere.example", "/staff/"),
        ("/staff/\r\nSet-Cookie: display=large", "/staff/"),
        ("/ \\elsewhere.example", "/staff/"),
        ("javascript:alert(1)", "/staff/"),
        (None, "/staff/"),
    ],
)
def test_after_log_in_one_stays_on_this_site(database: str, asked: str | None, given: str) -> None:
    assert web.safe_next(asked, "/staff/") == given


@pytest.mark.parametrize("number", ["9" * 30, "9223372036854775808", "2147483648"])
def test_a_number_no_table_reaches_is_simply_not_found(client: FlaskClient, number: str) -> None:
    log_in(client, a_user())
    for address in ("/items/{}", "/staff/catalogs/{}", "/staff/users/{}", "/api/v1/entries/{}"):
        assert client.get(address.format(number)).status_code == 404


def test_a_null_character_is_refused_before_any_database_sees_it(client: FlaskClient) -> None:
    log_in(client, a_user())
    asked = client.get("/staff/users", query_string={"q": "敦化\x00"})
    sent = client.post("/staff/users/new", data={"display_name": "敦化\x00"})
    for answer in (asked, sent):
        assert answer.status_code == 400
        assert "不能识别的字符" in answer.text


def test_an_address_that_only_takes_forms_says_so_when_it_is_opened(client: FlaskClient) -> None:
    answer = client.get("/staff/users/1/deactivate")
    assert answer.status_code == 405
    assert "不能直接打开" in answer.text
    assert "POST" in answer.headers["Allow"]


def test_what_a_user_of_an_office_is_shown_stays_in_no_cache(client: FlaskClient) -> None:
    log_in(client, a_user())
    catalog = an_entry().catalog
    for address in (
        "/staff/",
        "/",
        "/staff/audit.csv",
        f"/staff/exchange/catalogs/{catalog.id}/download",
    ):
        with client.get(address) as answer:
            assert answer.status_code == 200
            assert answer.headers["Cache-Control"] == "no-store"


def test_what_caches_may_keep_carries_no_cookie(client: FlaskClient) -> None:
    with client.session_transaction() as cookie:
        cookie.permanent = True
    log_in(client, a_user())
    for address in ("/api/v1/domains", "/static/look.css"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert "Set-Cookie" not in answer.headers
    assert "Set-Cookie" in client.get("/staff/").headers


@pytest.mark.parametrize(("proxies", "seen"), [(0, "10.0.0.1"), (1, "198.51.100.7")])
def test_behind_a_proxy_visitors_are_told_apart_only_where_it_is_said(
    database: str, tmp_path: Path, proxies: int, seen: str
) -> None:
    app = create_app({"INSTANCE": tmp_path, "PROXIES": proxies, "TESTING": True})
    found = []
    app.before_request(lambda: found.append((request.remote_addr, request.is_secure)))
    headers = {"X-Forwarded-For": "203.0.113.9, 198.51.100.7", "X-Forwarded-Proto": "https"}
    app.test_client().get("/healthz", headers=headers, environ_base={"REMOTE_ADDR": "10.0.0.1"})
    assert found == [(seen, proxies > 0)]


def test_times_are_shown_in_china(database: str) -> None:
    evening = datetime(2026, 11, 20, 16, 30, tzinfo=UTC)
    assert web.china_time(evening) == "2026年11月21日 00:30"
    assert web.china_day(date(2026, 3, 2)) == "2026年3月2日"
    assert web.china_day(None) == "—"


def test_a_time_without_its_zone_is_never_stored(database: str) -> None:
    with pytest.raises(ValueError, match="UTC"):
        UTCDateTime().process_bind_param(datetime(2026, 11, 20), None)  # type: ignore[arg-type]  # noqa: DTZ001
