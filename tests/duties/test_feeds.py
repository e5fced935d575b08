"""Subscriptions: what a calendar program reads, and that nobody else reads it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from icalendar import Calendar
from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import SYSTEM, actor
from catalog_app.accounts.models import AuditEvent, User
from catalog_app.clock import china_date, utc_now
from catalog_app.database import transaction
from catalog_app.duties import services
from catalog_app.duties.errors import TooManyFeeds
from catalog_app.duties.models import DutyFeed
from catalog_app.errors import NotFound, PermissionRefused
from tests.conftest import NOON, make_app
from tests.factories.accounts import a_user, log_in
from tests.factories.catalogs import a_catalog, an_entry
from tests.factories.duties import reckoned

on_sqlite = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
TODAY = date(2026, 11, 20)
DECIDED = "作出行政决定之日起7个工作日内"


def a_feed(user: User, owner: str = "") -> str:
    region = a_catalog("222403", "health").region_id
    return services.make_feed(user, region, owner, by=actor(user), at=NOON)


def read(client: FlaskClient, token: str) -> Calendar:
    answer = client.get(f"/calendar/{token}.ics")
    assert answer.status_code == 200
    assert answer.mimetype == "text/calendar"
    calendar = Calendar.from_ical(answer.data)
    assert isinstance(calendar, Calendar)
    return calendar


def decided_today() -> int:
    """An entry with a duty seven working days from now, whatever day the test runs on."""
    entry = an_entry("行政处罚信息", time_limit=DECIDED, owner="敦化市民政局")
    at = utc_now()
    services.add_trigger_day(
        entry.id, "decided", china_date(at), "对李某作出处罚决定", by=SYSTEM, at=at
    )
    return entry.id


@on_sqlite
def test_a_subscription_reads_back_as_a_calendar_of_whole_days(
    client: FlaskClient, session: Session
) -> None:
    entry_id = decided_today()
    calendar = read(client, a_feed(a_user()))
    assert "敦化市" in str(calendar["X-WR-CALNAME"])
    (event,) = calendar.walk("VEVENT")
    due = services.of_entries([entry_id])[entry_id][0].due
    assert due is not None
    assert event.decoded("dtstart") == due
    assert event.decoded("dtend") == due + timedelta(days=1)
    assert "行政处罚信息" in str(event["summary"])
    assert str(event["url"]).endswith(f"/staff/catalogs/entries/{entry_id}")
    (alarm,) = event.walk("VALARM")
    warned = due + alarm.decoded("trigger")
    calendar_days = services.present(due)[1]
    assert warned == calendar_days.add_workdays(due, -3) or warned < due


@on_sqlite
def test_an_event_keeps_its_name_when_duties_are_reckoned_again(
    client: FlaskClient, session: Session
) -> None:
    entry_id = decided_today()
    token = a_feed(a_user())
    before = [str(each["uid"]) for each in read(client, token).walk("VEVENT")]
    session.query(services.of_entries([entry_id])[entry_id][0].__class__).delete()
    session.commit()
    services.reckon_all(at=utc_now())
    assert [str(each["uid"]) for each in read(client, token).walk("VEVENT")] == before


@on_sqlite
def test_no_person_is_named_in_a_subscription(client: FlaskClient, session: Session) -> None:
    decided_today()
    user = a_user()
    text = client.get(f"/calendar/{a_feed(user)}.ics").text
    assert "行政处罚信息" in text
    for word in ("李某", user.display_name, user.username, "系统"):
        assert word not in text


@on_sqlite
def test_a_subscription_to_one_owner_shows_no_other(client: FlaskClient, session: Session) -> None:
    catalog = a_catalog()
    for name, owner in (("甲事项", "敦化市民政局"), ("乙事项", "敦化市财政局")):
        entry = an_entry(name, catalog=catalog, time_limit="每月公开一次", owner=owner)
        reckoned(entry, utc_now())
    text = client.get(f"/calendar/{a_feed(a_user(), '敦化市民政局')}.ics").text
    assert "甲事项" in text
    assert "乙事项" not in text


@on_sqlite
def test_what_the_subscriber_may_not_see_is_not_in_it(
    client: FlaskClient, session: Session
) -> None:
    decided_today()
    user = a_user(domain="health")
    assert read(client, a_feed(user)).walk("VEVENT") == []


@on_sqlite
def test_a_stopped_subscription_is_gone(client: FlaskClient, session: Session) -> None:
    user = a_user()
    token = a_feed(user)
    (feed,) = services.feeds_of(user)
    with pytest.raises(NotFound):
        services.revoke_feed(a_user(), feed.id, by=SYSTEM, at=NOON)
    services.revoke_feed(user, feed.id, by=actor(user), at=NOON)
    assert client.get(f"/calendar/{token}.ics").status_code == 404
    assert services.feeds_of(user) == []
    actions = session.scalars(select(AuditEvent.action).order_by(AuditEvent.id)).all()
    assert actions[-2:] == ["duty_feed.made", "duty_feed.revoked"]


@on_sqlite
def test_a_subscription_ends_with_its_user(client: FlaskClient, session: Session) -> None:
    user = a_user()
    token = a_feed(user)
    with transaction() as current:
        current.get_one(User, user.id).active = False
    assert client.get(f"/calendar/{token}.ics").status_code == 404


@on_sqlite
@pytest.mark.parametrize("token", ["x", "0" * 32, "%00", "…", "a" * 4000])
def test_a_guessed_address_finds_nothing(client: FlaskClient, session: Session, token: str) -> None:
    assert client.get(f"/calendar/{token}.ics").status_code == 404


def test_only_the_hash_of_the_address_is_kept(session: Session) -> None:
    token = a_feed(a_user())
    (feed,) = session.scalars(select(DutyFeed)).all()
    assert token not in feed.token_hash
    assert len(token) >= 32


def test_nobody_subscribes_to_a_region_he_may_not_see(session: Session) -> None:
    region = a_catalog("220821").region_id
    user = a_user()
    with pytest.raises(PermissionRefused):
        services.make_feed(user, region, "", by=actor(user), at=NOON)


def test_a_user_has_so_many_subscriptions_and_no_more(session: Session) -> None:
    region, user = a_catalog().region_id, a_user()
    for _ in range(20):
        services.make_feed(user, region, "", by=actor(user), at=NOON)
    with pytest.raises(TooManyFeeds):
        services.make_feed(user, region, "", by=actor(user), at=NOON)


@on_sqlite
def test_the_address_is_shown_once_on_the_screen(app: Flask, session: Session) -> None:
    a_catalog()
    client = log_in(app.test_client(), a_user())
    made = client.post("/staff/calendar/feeds", data={"region": "222403000000", "owner": ""})
    found = re.search(r"http://localhost(/calendar/[\w-]{32}\.ics)", made.text)
    assert found is not None
    assert app.test_client().get(found[1]).status_code == 200
    assert "/calendar/" not in client.get("/staff/calendar/feeds").text.replace(
        "/staff/calendar/", ""
    )


@pytest.mark.slow
def test_a_subscription_is_not_read_without_end(tmp_path: Path) -> None:
    app = make_app(f"sqlite:///{tmp_path}/catalog.sqlite3", tmp_path, RATELIMIT_ENABLED=True)
    client = app.test_client()
    answers = {client.get("/calendar/guessed.ics").status_code for _ in range(60)}
    assert answers == {404}
    assert client.get("/calendar/guessed.ics").status_code == 429
