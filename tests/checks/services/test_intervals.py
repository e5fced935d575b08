"""A page that stands still is visited less often, and what needs an eye every day."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import SYSTEM
from catalog_app.accounts.models import Role
from catalog_app.catalogs import services as catalogs
from catalog_app.catalogs.models import Publication
from catalog_app.checks import services
from catalog_app.checks.models import CheckRun, WebPage
from catalog_app.checks.services.intervals import DAILY, Look, Pace, due_on, next_pace
from catalog_app.clock import china_date
from tests.checks.own_site import Answer, OwnSite
from tests.checks.patrols import a_patrol, check, entry_linked_to
from tests.conftest import NOON
from tests.factories.accounts import a_user, log_in
from tests.factories.catalogs import ANYWHERE, a_catalog, a_content, an_entry

TODAY = date(2026, 11, 20)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
STILL = Look(changed=False, sound=True, column=False)
PAGE = "/zwgk/1.html"
TEXT = "一、补贴名称、补贴依据、补贴对象、补贴标准。八十周岁以上老年人每月一百元。" * 9
ARTICLE = """<!doctype html><title>老年人补贴</title><meta name="ArticleTitle" content="老年人补贴">
<h1>老年人补贴</h1><p>发布时间：2026-11-10 来源：敦化市民政局</p><div>%s</div>"""


def test_the_interval_grows_to_a_week_and_no_further() -> None:
    intervals = [DAILY]
    for _ in range(5):
        intervals.append(next_pace(Pace(intervals[-1], TODAY - DAY), STILL, today=TODAY))
    assert intervals == [1, 2, 4, 7, 7, 7]


@pytest.mark.parametrize(
    "look",
    [
        Look(changed=True, sound=True, column=False),
        Look(changed=False, sound=False, column=False),
        Look(changed=False, sound=True, column=True),
    ],
)
def test_a_change_a_doubt_and_a_column_ask_for_daily_visits(look: Look) -> None:
    assert next_pace(Pace(7, TODAY - DAY), look, today=TODAY) == DAILY


def test_several_visits_on_one_day_count_as_one() -> None:
    assert next_pace(Pace(2, TODAY), STILL, today=TODAY) == 2


def test_a_page_seen_for_the_first_time_is_seen_again_the_next_day() -> None:
    assert next_pace(Pace(), STILL, today=TODAY) == DAILY
    assert due_on(5, DAILY, DAILY, today=TODAY) == TODAY + DAY


def test_pages_first_seen_on_one_day_are_spread_over_the_days() -> None:
    days = Counter(due_on(number, 4, 7, today=TODAY) for number in range(7000))
    assert days == {TODAY + n * DAY: 1000 for n in range(1, 8)}
    assert {due_on(n, 7, 7, today=TODAY) for n in range(20)} == {TODAY + 7 * DAY}


def article(text: str = TEXT) -> Answer:
    return Answer(ARTICLE % text)


def pace(session: Session) -> tuple[int, date | None]:
    row = session.execute(select(WebPage.interval_days, WebPage.due_on)).one()
    return row.interval_days, row.due_on


def patrol(folder: Path, day: int) -> CheckRun:
    at = NOON + day * DAY
    run = services.request_patrol(by=SYSTEM, at=at)
    asyncio.run(services.carry_out(run.id, a_patrol(folder, at)))
    return services.run_by_id(run.id)


def test_the_patrol_leaves_out_what_is_not_due_and_a_person_has_everything_visited(
    session: Session, tmp_path: Path
) -> None:
    with OwnSite({PAGE: article()}) as site:
        entry = entry_linked_to(site.url(PAGE))
        visited = [patrol(tmp_path, day).not_due == 0 for day in range(14)]
        asked = check(tmp_path, at=NOON + 14 * DAY, entry_id=entry.id)
        everything = check(tmp_path, at=NOON + 14 * DAY)
    assert visited[:2] == [True, True]
    assert 4 <= sum(visited) <= 7
    assert (asked.page_count, asked.not_due) == (1, None)
    assert (everything.page_count, everything.not_due) == (1, None)
    assert pace(session)[0] == 7


def test_a_changed_page_is_visited_daily_again(session: Session, tmp_path: Path) -> None:
    with OwnSite({PAGE: article()}) as site:
        entry = entry_linked_to(site.url(PAGE))
        for day in range(3):
            check(tmp_path, at=NOON + day * DAY, entry_id=entry.id)
        assert pace(session)[0] == 4
        site.pages[PAGE] = article(TEXT + "二、本办法自公布之日起施行。")
        check(tmp_path, at=NOON + 3 * DAY, entry_id=entry.id)
    assert pace(session) == (1, china_date(NOON + 4 * DAY))


def test_a_page_with_a_finding_is_visited_daily(session: Session, tmp_path: Path) -> None:
    undated = Answer((ARTICLE % TEXT).replace("发布时间：2026-11-10 ", ""))
    with OwnSite({PAGE: undated}) as site:
        entry = entry_linked_to(site.url(PAGE))
        for day in range(3):
            check(tmp_path, at=NOON + day * DAY, entry_id=entry.id)
    assert pace(session)[0] == DAILY


def test_what_is_registered_as_a_column_is_visited_daily(session: Session, tmp_path: Path) -> None:
    with OwnSite({PAGE: article()}) as site:
        entry = entry_linked_to(site.url(PAGE))
        session.query(Publication).one().kind = "column"
        session.commit()
        for day in range(3):
            check(tmp_path, at=NOON + day * DAY, entry_id=entry.id)
    assert pace(session)[0] == DAILY


def left_out(day: int) -> int | None:
    """How many pages a patrol of this day leaves out; the patrol is not carried out."""
    run = services.request_patrol(by=SYSTEM, at=NOON + day * DAY)
    services.stop(run.id, by=SYSTEM, at=NOON)
    return run.not_due


def test_a_page_whose_entry_was_edited_or_that_got_another_link_is_due(
    session: Session, tmp_path: Path
) -> None:
    """It has not been judged for the new words or the new link."""
    with OwnSite({PAGE: article()}) as site:
        entry = entry_linked_to(site.url(PAGE))
        for day in range(3):
            check(tmp_path, at=NOON + day * DAY, entry_id=entry.id)
        assert left_out(2) == 1
        new = {"by": SYSTEM, "at": NOON + 2 * DAY + HOUR}
        catalogs.revise_entry(entry.id, a_content("高龄津贴"), base_version=1, **new)
        assert left_out(2) == 0
        check(tmp_path, at=NOON + 2 * DAY + 2 * HOUR, entry_id=entry.id)
        assert left_out(2) == 1
        new["at"] += 2 * HOUR
        catalogs.add_entry(
            entry.catalog_id, a_content("老年饭桌"), urls=[site.url(PAGE)], guard=ANYWHERE, **new
        )
        assert left_out(2) == 0


def test_a_link_moved_to_a_page_known_for_long_makes_it_due(
    session: Session, tmp_path: Path
) -> None:
    with OwnSite({PAGE: article(), "/2.html": Answer(status=404)}) as site:
        entry = entry_linked_to(site.url(PAGE))
        other = entry_linked_to(site.url("/2.html"), entry.catalog)
        for day in range(3):
            check(tmp_path, at=NOON + day * DAY, region_id=entry.catalog.region_id)
        assert left_out(2) == 2
        link = other.publications[0]
        how = {"channel": link.channel, "kind": link.kind, "guard": ANYWHERE}
        catalogs.change_link(other.id, link.id, site.url(PAGE), **how, by=SYSTEM, at=NOON + 2 * DAY)
        assert left_out(2) == 0


def test_a_person_asking_for_everything_does_not_get_the_patrol_under_way(
    session: Session,
) -> None:
    an_entry(urls=["http://www.dunhua.gov.cn/1.html"])
    patrol = services.request_patrol(by=SYSTEM, at=NOON)
    asked = services.request_run(by=SYSTEM, at=NOON)
    assert patrol.id != asked.id
    assert services.request_patrol(by=SYSTEM, at=NOON).id == patrol.id
    assert services.request_run(by=SYSTEM, at=NOON).id == asked.id


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_the_screen_of_a_patrol_says_how_many_pages_were_not_due(
    session: Session, client: FlaskClient
) -> None:
    catalog = a_catalog()
    for number in range(3):
        url = f"http://www.dunhua.gov.cn/{number}.html"
        an_entry(f"事项{number}", catalog=catalog, urls=[url])
        later = china_date(NOON) + DAY if number else None
        session.add(WebPage(url=url, host="www.dunhua.gov.cn", due_on=later))
    session.commit()
    run = services.request_patrol(by=SYSTEM, at=NOON)
    assert (run.page_count, run.not_due) == (1, 2)
    log_in(client, a_user(Role.PROVINCIAL_OFFICE, "220000"))
    page = client.get(f"/staff/checks/runs/{run.id}").get_data(as_text=True)
    assert "另有 2 个网页" in page
