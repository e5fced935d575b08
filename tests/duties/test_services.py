"""Duties in the database: reckoned anew, followed, scoped; trigger days and the table of days."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import SYSTEM, actor
from catalog_app.accounts.models import AuditEvent, Role
from catalog_app.catalogs import services as catalogs
from catalog_app.catalogs.models import Entry
from catalog_app.checks.services import kinds_above
from catalog_app.checks.services.histories import (
    dates_of,
    histories_of,
    trigger_facts,
    workday_calendar,
)
from catalog_app.demo.site import RunningSite, article_path, column_path
from catalog_app.duties import services
from catalog_app.duties.errors import DayOutOfRange, TriggerDayTwice, TriggerUnknown
from catalog_app.duties.models import Duty
from catalog_app.duties.services import DutyFilter
from catalog_app.errors import NotFound
from tests.checks.patrols import a_patrol, check, finding_of
from tests.conftest import NOON
from tests.factories.accounts import a_user
from tests.factories.catalogs import a_catalog, a_content, an_entry
from tests.factories.duties import reckoned, seen_on
from tests.queries import count_queries

TODAY = date(2026, 11, 20)
URL = "http://www.dunhua.gov.cn/ylfw/"
DECIDED = "作出行政决定之日起7个工作日内"
QUARTERLY = "每季度公开一次"


def duties_of(entry: Entry) -> list[tuple[str, str | None, str | None]]:
    rows = services.of_entries([entry.id]).get(entry.id, [])
    return [(str(d.due) if d.due else d.gap or "", str(d.done_on or ""), d.done_url) for d in rows]


def enter(entry: Entry, day: date, trigger: str = "decided") -> int:
    return services.add_trigger_day(
        entry.id, trigger, day, "作出第12号处罚决定", by=SYSTEM, at=NOON
    ).id


# following


def test_a_new_entry_has_its_duties_at_once(session: Session) -> None:
    assert duties_of(an_entry(time_limit=QUARTERLY)) == [("2026-12-31", "", None)]
    assert duties_of(an_entry("别的", catalog=a_catalog("222402"), time_limit=DECIDED)) == [
        ("needs_trigger", "", None)
    ]


def test_a_new_limit_leads_to_new_duties(session: Session) -> None:
    entry = an_entry(time_limit=QUARTERLY)
    content = a_content(time_limit="长期公开")
    catalogs.revise_entry(entry.id, content, base_version=1, by=SYSTEM, at=NOON)
    assert duties_of(entry) == [("continuous", "", None)]


def test_an_entry_withdrawn_owes_nothing(session: Session) -> None:
    entry = an_entry(time_limit=QUARTERLY)
    catalogs.withdraw_entry(entry.id, "已取消", base_version=1, by=SYSTEM, at=NOON)
    assert duties_of(entry) == []


def test_many_entries_written_at_once_are_reckoned_together(session: Session) -> None:
    def written(entries: int, region: str) -> int:
        with count_queries() as queries:
            a_catalog(region, entries=entries)
        return queries.total

    assert written(2, "222401") == written(40, "222402")


def test_a_run_s_end_reckons_what_was_seen(
    session: Session, county_in_november: RunningSite, tmp_path: Path
) -> None:
    url = county_in_november.url(column_path("elderly_care"))
    entry = an_entry(time_limit=QUARTERLY, urls=[url])
    check(tmp_path, entry_id=entry.id)
    done, coming = sorted(duties_of(entry))
    assert done == ("2026-12-31", "2026-11-11", url)
    assert coming == ("2027-03-31", "", None)


def test_a_run_judges_by_the_day_a_clerk_entered_and_the_office_s_own_days(
    session: Session, county_in_november: RunningSite, tmp_path: Path
) -> None:
    url = county_in_november.url(article_path("elderly_care", 2))  # published on 6 November
    entry = an_entry(time_limit=DECIDED, urls=[url])
    enter(entry, date(2026, 10, 27))
    check(tmp_path, entry_id=entry.id)
    found = finding_of(entry, "T02")
    assert found is not None
    assert found.message == "2026-10-27 起算，应在 2026-11-05 前公开，2026-11-06 才发布。"
    assert found.advisory
    rest = date(2026, 11, 4)
    services.set_days(rest, rest, is_workday=False, name="防汛调休", by=SYSTEM, at=NOON)
    check(tmp_path, at=NOON + timedelta(days=1), entry_id=entry.id)
    assert finding_of(entry, "T02").state == "fixed"  # type: ignore[union-attr]


def test_a_page_taken_down_is_known_by_its_past(
    session: Session, county_in_november: RunningSite, tmp_path: Path
) -> None:
    url = county_in_november.url("/faults/dead.html")
    entry = an_entry(time_limit="公示7个工作日；长期公开", urls=[url])
    seen_on(url, date(2026, 11, 18), title="公示", published="2026-11-16")
    check(tmp_path, entry_id=entry.id)
    assert finding_of(entry, "T04").message == (  # type: ignore[union-attr]
        "应公示到 2026-11-25，2026-11-18 还在，2026-11-20 已经撤下。"
    )
    assert finding_of(entry, "T05") is not None


# reckoning


def test_reckoning_again_changes_nothing(session: Session) -> None:
    entry = an_entry(time_limit=f"{QUARTERLY}；{DECIDED}", urls=[URL])
    seen_on(URL, TODAY, newest_item_date="2026-10-12")
    enter(entry, date(2026, 11, 18))
    reckoned(entry)
    before = session.execute(select(*Duty.__table__.columns)).all()
    reckoned(entry)
    assert session.execute(select(*Duty.__table__.columns)).all() == before
    with count_queries() as queries:
        reckoned(entry)
    assert [each for each in queries if each.startswith(("INSERT", "UPDATE", "DELETE"))] == []


def test_what_was_seen_done_stays_done_on_its_day(session: Session) -> None:
    entry = an_entry(time_limit=DECIDED, urls=[URL])
    enter(entry, date(2026, 11, 2))
    seen_on(URL, date(2026, 11, 9), newest_item_date="2026-11-09")
    reckoned(entry)
    seen_on(URL, date(2026, 11, 19), newest_item_date="2026-11-19")
    reckoned(entry)
    assert duties_of(entry) == [("2026-11-11", "2026-11-09", URL)]
    catalogs.remove_link(entry.id, entry.publications[0].id, by=SYSTEM, at=NOON)
    reckoned(entry, NOON + timedelta(days=300))
    assert duties_of(entry) == [("2026-11-11", "2026-11-09", URL)]


def test_reckoning_takes_as_many_statements_for_many_entries(session: Session) -> None:
    def reckon(entries: int, region: str) -> int:
        catalog = a_catalog(
            region, entries=[a_content(f"事项{n}", time_limit=QUARTERLY) for n in range(entries)]
        )
        with count_queries() as queries:
            services.reckon_catalogs(session, [catalog.id], NOON + timedelta(days=90))
        return queries.total

    assert reckon(2, "222401") == reckon(30, "222402")


def test_all_catalogues_are_reckoned_by_region(session: Session) -> None:
    here, there = an_entry(time_limit=QUARTERLY), an_entry(catalog=a_catalog("220821"))
    session.query(Duty).delete()
    session.commit()
    assert services.reckon_all(at=NOON, region_path=here.catalog.region.path) == 1
    assert duties_of(here)
    assert not duties_of(there)


# trigger days


def test_a_trigger_day_sets_a_day_at_once_and_is_on_record(session: Session) -> None:
    entry, clerk = an_entry(time_limit=DECIDED), a_user()
    services.add_trigger_day(
        entry.id,
        "decided",
        date(2026, 11, 18),
        "对张某作出处罚，电话13900000001",
        by=actor(clerk),
        at=NOON,
    )
    assert duties_of(entry) == [("2026-11-27", "", None)]
    (kept,) = services.trigger_days(entry.id)
    assert kept.author_name == clerk.display_name
    assert "13900000001" not in kept.happened
    event = session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
    assert event is not None
    assert (event.action, event.actor_id) == ("trigger_day.added", clerk.id)


def test_a_trigger_day_taken_away_takes_its_duty(session: Session) -> None:
    entry = an_entry(time_limit=DECIDED)
    trigger_day = enter(entry, date(2026, 11, 18))
    with pytest.raises(NotFound):
        services.remove_trigger_day(entry.id + 1, trigger_day, by=SYSTEM, at=NOON)
    services.remove_trigger_day(entry.id, trigger_day, by=SYSTEM, at=NOON)
    assert duties_of(entry) == [("needs_trigger", "", None)]


def test_a_trigger_day_must_belong_to_the_limit_and_the_present(session: Session) -> None:
    entry = an_entry(time_limit=DECIDED)
    with pytest.raises(TriggerUnknown):
        enter(entry, date(2026, 11, 18), "approved")
    with pytest.raises(DayOutOfRange):
        enter(entry, date(1999, 11, 18))
    enter(entry, date(2026, 11, 18))
    with pytest.raises(TriggerDayTwice):
        enter(entry, date(2026, 11, 18))


# the table of days


def test_the_office_s_own_day_wins(session: Session) -> None:
    entry = an_entry(time_limit=DECIDED)
    enter(entry, date(2026, 11, 18))
    rest = date(2026, 11, 19)
    services.set_days(rest, rest, is_workday=False, name="防汛调休", by=SYSTEM, at=NOON)
    assert not workday_calendar(session).is_workday(date(2026, 11, 19))
    reckoned(entry)
    assert duties_of(entry) == [("2026-11-30", "", None)]
    services.remove_day(date(2026, 11, 19), by=SYSTEM, at=NOON)
    reckoned(entry)
    assert duties_of(entry) == [("2026-11-27", "", None)]


def the_worker_does_what_is_due(tmp_path: Path) -> list[int]:
    (kind,) = (each for each in kinds_above() if each.name == "recalculate_duties")
    due = [number for number, _ in kind.due()]
    for number in due:
        asyncio.run(kind.carry_out(number, a_patrol(tmp_path)))
    return due


def test_a_change_of_the_table_is_followed_by_all_duties_once(
    session: Session, tmp_path: Path
) -> None:
    entry = an_entry(time_limit=DECIDED)
    enter(entry, date(2026, 11, 18))
    before = duties_of(entry)
    assert the_worker_does_what_is_due(tmp_path) == []
    rest = date(2026, 11, 19)
    services.set_days(rest, rest, is_workday=False, name="防汛调休", by=SYSTEM, at=NOON)
    assert duties_of(entry) == before
    assert services.change_to_follow() is not None
    assert len(the_worker_does_what_is_due(tmp_path)) == 1
    assert duties_of(entry) == [("2026-11-30", "", None)]
    assert the_worker_does_what_is_due(tmp_path) == []
    services.remove_day(rest, by=SYSTEM, at=NOON)
    the_worker_does_what_is_due(tmp_path)
    assert duties_of(entry) == before
    services.settle_year(2027, settled=True, by=SYSTEM, at=NOON)
    assert len(the_worker_does_what_is_due(tmp_path)) == 1


def test_a_day_set_again_is_changed_and_on_record(session: Session) -> None:
    for is_workday in (False, True):
        day = date(2027, 2, 6)
        services.set_days(day, day, is_workday=is_workday, name="春节", by=SYSTEM, at=NOON)
    (kept,) = services.special_days()
    assert kept.is_workday
    events = session.scalars(select(AuditEvent).where(AuditEvent.action == "special_day.set")).all()
    assert [each.before is None for each in events] == [True, False]
    for first, last in ((1999, 1999), (2026, 2027), (2027, 2026)):
        with pytest.raises(DayOutOfRange):
            services.set_days(
                date(first, 1, 1), date(last, 1, 1), is_workday=True, name="错", by=SYSTEM, at=NOON
            )
    with pytest.raises(NotFound):
        services.remove_day(date(2027, 2, 7), by=SYSTEM, at=NOON)


def test_a_year_entered_as_a_whole_is_provisional_no_longer(session: Session) -> None:
    first, last = date(2027, 2, 5), date(2027, 2, 11)
    days = services.set_days(first, last, is_workday=False, name="春节", by=SYSTEM, at=NOON)
    assert len(days) == 7
    assert workday_calendar(session).provisional(date(2027, 3, 1))
    services.settle_year(2027, settled=True, by=SYSTEM, at=NOON)
    services.settle_year(2027, settled=True, by=SYSTEM, at=NOON)
    assert not workday_calendar(session).provisional(date(2027, 3, 1))
    entry = an_entry(time_limit=QUARTERLY, urls=[URL])
    seen_on(URL, TODAY, newest_item_date="2026-10-12")
    reckoned(entry)
    assert [duty.provisional for duty in services.of_entries([entry.id])[entry.id]] == [
        False,
        False,
    ]
    services.settle_year(2027, settled=False, by=SYSTEM, at=NOON)
    assert services.settled_years() == {}
    actions = session.scalars(select(AuditEvent.action).order_by(AuditEvent.id)).all()
    assert [each for each in actions if each.startswith("settled")] == [
        "settled_year.set",
        "settled_year.removed",
    ]


# lists


def test_duties_are_counted_by_what_they_are_today(session: Session) -> None:
    catalog = a_catalog()
    for number, day in enumerate((date(2026, 11, 2), date(2026, 11, 18), date(2026, 11, 20))):
        enter(an_entry(f"事项{number}", catalog=catalog, time_limit=DECIDED), day)
    an_entry("长期的", catalog=catalog, time_limit="长期公开")
    user = a_user()
    now, _ = services.present(TODAY)
    counts = services.counts(user, DutyFilter(), now)
    assert counts == {"late": 1, "soon": 1, "coming": 1, "gap": 1}
    late = services.duties_page(user, DutyFilter(state="late"), now).rows
    assert [each.entry.version.name for each in late] == ["事项0"]
    assert services.counts(a_user(region="220821"), DutyFilter(), now) == {"gap": 0}
    month_later, _ = services.present(TODAY + timedelta(days=30))
    assert services.counts(user, DutyFilter(), month_later) == {"late": 3, "gap": 1}


def test_owners_and_regions_stand_side_by_side(session: Session) -> None:
    catalog = a_catalog()
    an_entry("甲", catalog=catalog, time_limit=QUARTERLY, owner="敦化市民政局")
    an_entry("乙", catalog=catalog, time_limit=QUARTERLY, owner="敦化市财政局")
    user, (now, _) = a_user(Role.PROVINCIAL_OFFICE, "220000"), services.present(TODAY)
    shares = services.compared(user, DutyFilter(), now, owners=True)
    assert {(share.name, share.total) for share in shares} == {
        ("敦化市民政局", 1),
        ("敦化市财政局", 1),
    }
    (region,) = services.compared(user, DutyFilter(), now, owners=False)
    assert (region.name, region.counts) == ("敦化市", {"coming": 2})
    assert services.owners_of(user, DutyFilter(), now) == ["敦化市民政局", "敦化市财政局"]


def test_the_database_refuses_a_duty_with_neither_day_nor_reason(session: Session) -> None:
    entry = an_entry()
    session.add(
        Duty(
            entry_id=entry.id, catalog_id=entry.catalog_id, region_id=entry.catalog.region_id,
            key="x", limit_words="", what="", why="",
        )
    )  # fmt: skip
    with pytest.raises(IntegrityError):
        session.flush()
    session.rollback()


# histories


def test_a_page_s_history_tells_when_it_was_good_and_what_it_said(session: Session) -> None:
    url = "http://www.dunhua.gov.cn/1.html"
    first = seen_on(url, date(2026, 11, 1), title="公示", published="2026-11-01")
    seen_on(url, date(2026, 11, 2), title="公示", published="2026-11-01")
    seen_on(url, date(2026, 11, 5), title="公示", published="2026-11-04")
    history = histories_of(session, [first.web_page_id])[first.web_page_id]
    assert (history.first_good, history.last_good) == (date(2026, 11, 1), date(2026, 11, 5))
    assert history.titles == ("公示",)
    assert history.published == (date(2026, 11, 1), date(2026, 11, 4))


def test_the_past_of_many_pages_takes_as_many_statements_as_of_one(session: Session) -> None:
    catalog = a_catalog()
    entries = [an_entry(f"事项{n}", catalog=catalog, urls=[f"{URL}{n}.html"]) for n in range(12)]
    pages = [
        seen_on(f"{URL}{n}.html", TODAY, published="2026-11-01").web_page_id for n in range(12)
    ]
    ids = [entry.id for entry in entries]

    def asked(number: int) -> int:
        with count_queries() as queries:
            histories_of(session, pages[:number])
            dates_of(session, ids[:number])
            trigger_facts(session, ids[:number])
            workday_calendar(session)
        return queries.total

    assert asked(1) == asked(12) == 9
