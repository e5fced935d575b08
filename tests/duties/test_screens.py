"""The calendar on the screen."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import SYSTEM
from catalog_app.accounts.models import Role
from catalog_app.catalogs.models import Entry
from catalog_app.clock import china_date, utc_now
from catalog_app.duties import services
from catalog_app.duties.month import Month, grid, written_month
from catalog_app.regions.services import region_by_code
from domains.workdays import WorkdayCalendar
from tests.factories.accounts import a_user, log_in
from tests.factories.catalogs import a_catalog, a_content, an_entry
from tests.queries import count_queries

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
DECIDED = "作出行政决定之日起7个工作日内"


def today() -> date:
    return china_date(utc_now())


def late_entry(name: str = "行政处罚信息") -> Entry:
    entry = an_entry(name, time_limit=DECIDED)
    day = today() - timedelta(days=40)
    services.add_trigger_day(entry.id, "decided", day, "作出处罚决定", by=SYSTEM, at=utc_now())
    return entry


def test_a_month_shows_each_day_s_duties_and_leads_to_them(
    client: FlaskClient, session: Session
) -> None:
    entry = late_entry()
    due = _due_of(entry)
    log_in(client, a_user())
    page = HTMLParser(client.get(f"/staff/calendar/?month={due:%Y-%m}").text)
    (link,) = page.css("table.month td a")
    assert link.text() == "已过期 1"
    address = link.attributes["href"] or ""
    rows = HTMLParser(client.get(address).text).css("table.cards tbody tr")
    assert [row.css_first("a").text() for row in rows] == ["行政处罚信息"]
    assert rows[0].css_first("a").attributes["href"] == f"/staff/catalogs/entries/{entry.id}"


@pytest.mark.parametrize("asked", ["month=2026-13", "month=x&day=y", "state=z&page=-1", "page=99"])
def test_odd_addresses_show_the_present_month(
    client: FlaskClient, session: Session, asked: str
) -> None:
    late_entry()
    log_in(client, a_user())
    for address in ("/staff/calendar/", "/staff/calendar/list", "/staff/calendar/compare"):
        assert client.get(f"{address}?{asked}").status_code == 200


@pytest.mark.parametrize("address", ["", "list", "compare", "list?state=gap", "list.csv"])
def test_the_calendar_takes_as_many_statements_for_many_duties(
    client: FlaskClient, session: Session, address: str
) -> None:
    log_in(client, a_user())
    held = region_by_code("222403")  # so that the session does not forget it between two questions

    def asked(entries: int, domain: str) -> int:
        drafts = [a_content(f"事项{n}", time_limit="每月公开一次") for n in range(entries)]
        drafts += [a_content(f"长期{n}", time_limit="长期公开") for n in range(entries)]
        a_catalog(domain=domain, entries=drafts)
        assert held.name == "敦化市"
        with count_queries() as queries:
            assert client.get(f"/staff/calendar/{address}").status_code == 200
        return queries.total

    asked(1, "employment")  # who is logged in is read once
    assert asked(1, "elderly_care") == asked(25, "health")


def test_entries_without_a_day_tell_why_and_how_to_mend_it(
    client: FlaskClient, session: Session
) -> None:
    entry = an_entry(time_limit=DECIDED)
    log_in(client, a_user())
    page = client.get("/staff/calendar/list?state=gap").text
    assert "不知道从哪一天起算" in page
    assert f"/staff/calendar/entries/{entry.id}#add" in page


def test_a_clerk_enters_a_day_and_takes_it_away(client: FlaskClient, session: Session) -> None:
    entry = an_entry(time_limit=DECIDED)
    log_in(client, a_user())
    address = f"/staff/calendar/entries/{entry.id}"
    given = {"trigger": "decided", "day": str(today()), "happened": "作出第12号处罚决定"}
    wrong = client.post(f"{address}/days", data=given | {"happened": ""})
    assert wrong.status_code == 422
    assert "请写明这一天发生了什么" in wrong.text
    shown = client.post(f"{address}/days", data=given, follow_redirects=True).text
    assert "作出第12号处罚决定" in shown
    assert "下一次公开" in client.get(f"/staff/catalogs/entries/{entry.id}").text
    (day,) = services.trigger_days(entry.id)
    client.post(f"{address}/days/{day.id}/remove")
    assert services.trigger_days(entry.id) == []


def test_who_may_only_look_enters_nothing(client: FlaskClient, session: Session) -> None:
    entry = an_entry(time_limit=DECIDED)
    log_in(client, a_user(Role.PREFECTURE_REVIEWER, "222400"))
    assert "登记起算日期</h2>" not in client.get(f"/staff/calendar/entries/{entry.id}").text
    given = {"trigger": "decided", "day": str(today()), "happened": "作出处罚决定"}
    answer = client.post(f"/staff/calendar/entries/{entry.id}/days", data=given)
    assert answer.status_code == 403


A_DAY = {"day": "2027-02-06", "kind": "rest", "name": "春节"}


def test_a_county_only_looks_at_the_table_of_days(client: FlaskClient, session: Session) -> None:
    log_in(client, a_user())
    assert client.post("/staff/calendar/days", data=A_DAY).status_code == 403
    assert "登记上班或休息的日子" not in client.get("/staff/calendar/days").text


def test_days_of_all_domains_are_not_one_domains_to_set(
    client: FlaskClient, session: Session
) -> None:
    log_in(client, a_user(Role.PROVINCIAL_OFFICE, "220000", "elderly_care"))
    assert client.post("/staff/calendar/days", data=A_DAY).status_code == 403
    shown = client.get("/staff/calendar/days").text
    assert "登记上班或休息的日子" not in shown
    assert "由省政务公开办公室登记" in shown


def test_the_provincial_office_keeps_the_table_of_days(
    client: FlaskClient, session: Session
) -> None:
    log_in(client, a_user(Role.PROVINCIAL_OFFICE, "220000"))
    assert client.post("/staff/calendar/days", data=A_DAY | {"name": ""}).status_code == 422
    kept = client.post("/staff/calendar/days", data=A_DAY, follow_redirects=True)
    assert "正在后台重新计算全部到期日" in kept.text
    assert "2027年2月6日" in kept.text
    client.post("/staff/calendar/days/remove", data={"day": "2027-02-06"})
    client.post("/staff/calendar/days", data=A_DAY | {"until": "2027-02-09"})
    assert len(services.special_days()) == 4
    year = china_date(utc_now()).year + 2
    shown = client.post(
        f"/staff/calendar/days/years/{year}", data={"settled": "1"}, follow_redirects=True
    )
    assert f"{year}年：已登记完" in shown.text
    for day in ("", "x", "2027-02-10"):
        assert client.post("/staff/calendar/days/remove", data={"day": day}).status_code == 404


@pytest.mark.parametrize("year", ["0", "1", "99999"])
def test_a_year_without_days_is_refused(client: FlaskClient, session: Session, year: str) -> None:
    log_in(client, a_user(Role.PROVINCIAL_OFFICE, "220000"))
    answer = client.post(f"/staff/calendar/days/years/{year}", data={"settled": "1"})
    assert answer.status_code == 422


def test_days_from_the_end_of_all_time_are_refused(client: FlaskClient, session: Session) -> None:
    log_in(client, a_user(Role.PROVINCIAL_OFFICE, "220000"))
    days = A_DAY | {"day": "9999-12-31", "until": "2026-12-31"}
    assert client.post("/staff/calendar/days", data=days).status_code == 422


def test_the_list_as_a_file_holds_no_live_formula(client: FlaskClient, session: Session) -> None:
    late_entry("=1+1")
    log_in(client, a_user())
    text = client.get("/staff/calendar/list.csv?state=late").text
    assert text.startswith("\ufeff地区,")
    assert "\r\n" in text
    assert ",=1+1" not in text
    assert "已过期" in text


def test_the_worklist_tells_what_is_late(client: FlaskClient, session: Session) -> None:
    late_entry()
    log_in(client, a_user())
    tile = next(
        each
        for each in HTMLParser(client.get("/staff/").text).css(".sum a")
        if "公开任务已过期" in each.text()
    )
    assert tile.css_first("b").text() == "1"


def test_the_worklist_calls_a_soft_limit_s_lateness_a_reminder(
    client: FlaskClient, session: Session
) -> None:
    entry = an_entry(time_limit="及时公开")
    day = today() - timedelta(days=60)
    services.add_trigger_day(entry.id, "formed", day, "印发办法", by=SYSTEM, at=utc_now())
    log_in(client, a_user())
    assert "公开任务已过期" not in client.get("/staff/").text
    assert "过期提醒 1" in client.get(f"/staff/calendar/?month={_due_of(entry):%Y-%m}").text


def _due_of(entry: Entry) -> date:
    due = services.of_entries([entry.id])[entry.id][0].due
    assert due is not None
    return due


def test_owners_side_by_side_have_a_chart_and_a_table(
    client: FlaskClient, session: Session
) -> None:
    late_entry()
    log_in(client, a_user())
    page = HTMLParser(client.get("/staff/calendar/compare").text)
    assert page.css_first("svg.chart rect.late title").text() == "敦化市民政局：已过期 1"
    assert [cell.text() for cell in page.css("table.counts tbody td")] == [
        "1",
        "0",
        "0",
        "0",
        "0",
        "1",
    ]
    assert "敦化市" in client.get("/staff/calendar/compare?by=region").text


def test_a_month_s_grid_begins_on_monday_and_knows_its_days(database: str) -> None:
    month = written_month("2026-10")
    assert month == Month(2026, 10)
    weeks = grid(month, WorkdayCalendar(), {date(2026, 10, 1): {"late": 2}})
    days = [each for week in weeks for each in week]
    assert days[0].day.weekday() == 0
    first = next(each for each in days if each.inside)
    assert (first.day, first.is_workday, first.counts) == (date(2026, 10, 1), False, {"late": 2})
    assert Month(2026, 12).next == Month(2027, 1)
    assert Month(2026, 1).previous == Month(2025, 12)
    assert written_month("2026-00") is None
