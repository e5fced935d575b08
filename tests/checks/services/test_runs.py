"""Runs: planned once, carried out host by host, resumed, and what they make of findings."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import SYSTEM
from catalog_app.catalogs import services as catalogs
from catalog_app.checks import services
from catalog_app.checks.errors import NothingToCheck
from catalog_app.checks.fetch import HostPlan
from catalog_app.checks.models import CheckRun, Finding, PageCheck, RunPage, TextSnapshot
from catalog_app.demo.site import RunningSite, article_path
from catalog_app.regions.services import region_by_code
from catalog_app.search.services import document
from tests.checks.patrols import (
    a_patrol,
    check,
    check_on_days,
    entry_linked_to,
    finding_of,
)
from tests.conftest import NOON
from tests.factories.accounts import DUNHUA
from tests.factories.catalogs import a_catalog, a_content, a_started_catalog, an_entry
from tests.factories.search import publish

DEAD = "/faults/dead.html"
GOOD = article_path("elderly_care", 1)
SLOW = HostPlan(connections=1, delay=0.02)


def count(session: Session, model: type) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def test_a_page_that_many_entries_link_is_fetched_once_and_judged_for_each(
    session: Session, watched_county: RunningSite, tmp_path: Path
) -> None:
    url = watched_county.url(GOOD)
    catalog = a_catalog()
    entries = [an_entry(f"事项{n}", catalog=catalog, urls=[url]) for n in range(5)]
    check(tmp_path, region_id=catalog.region_id)
    assert [seen.path for seen in watched_county.requests].count(GOOD) == 1
    seen = services.last_checks([url])[url]
    links = {str(entry.publications[0].id) for entry in entries}
    assert set(seen.verdicts) == links


def test_a_finding_is_confirmed_on_the_third_day_and_not_before(
    session: Session, shown_county: RunningSite, tmp_path: Path
) -> None:
    entry = entry_linked_to(shown_county.url(DEAD))
    states = []
    for hours in (0, 1, 24, 25, 48):
        check(tmp_path, at=NOON + timedelta(hours=hours), entry_id=entry.id)
        found = finding_of(entry, "L03")
        assert found is not None
        states.append(found.state)
    assert states == ["suspected"] * 4 + ["confirmed"]


def test_the_public_is_told_broken_only_when_that_is_confirmed(
    session: Session, shown_county: RunningSite, tmp_path: Path
) -> None:
    catalog = a_catalog()
    entry = entry_linked_to(shown_county.url(DEAD), catalog)
    publish(catalog)
    told = [document(entry.id).link_state]
    for day in range(3):
        check(tmp_path, at=NOON + timedelta(days=day), entry_id=entry.id)
        told.append(document(entry.id).link_state)
    assert told == ["unchecked", "unsure", "unsure", "broken"]


def test_a_waived_finding_no_longer_makes_the_link_broken(
    session: Session, shown_county: RunningSite, tmp_path: Path
) -> None:
    catalog = a_catalog()
    entry = entry_linked_to(shown_county.url("/faults/soft_404.html"), catalog)
    publish(catalog)
    at = check_on_days(tmp_path, 3, entry_id=entry.id)
    found = finding_of(entry, "L06")
    assert found is not None
    assert document(entry.id).link_state == "broken"
    services.waive(found.id, "人工打开，网页正常", by=SYSTEM, at=at)
    assert document(entry.id).link_state == "ok"


def test_a_waiver_lapses_when_the_page_changes(
    session: Session, shown_county: RunningSite, tmp_path: Path
) -> None:
    entry = entry_linked_to(shown_county.url("/faults/no_date.html"))
    check(tmp_path, entry_id=entry.id)
    found = finding_of(entry, "T01")
    assert found is not None
    services.waive(found.id, "日期在附件中", by=SYSTEM, at=NOON)
    check(tmp_path, at=NOON + timedelta(days=1), entry_id=entry.id)
    assert found.state == "waived"
    found.content_hash = "another text stood here when it was waived"
    session.commit()
    check(tmp_path, at=NOON + timedelta(days=2), entry_id=entry.id)
    session.refresh(found)
    assert (found.state, found.reason, len(found.seen_days)) == ("suspected", None, 1)


def test_upholding_does_not_shorten_the_three_days(
    session: Session, shown_county: RunningSite, tmp_path: Path
) -> None:
    entry = entry_linked_to(shown_county.url(DEAD))
    check(tmp_path, entry_id=entry.id)
    found = finding_of(entry, "L03")
    assert found is not None
    services.contest(found.id, "网站临时故障", by=SYSTEM, at=NOON)
    assert services.uphold(found.id, "请等待复查", by=SYSTEM, at=NOON).state == "suspected"


def test_a_link_corrected_ends_its_finding_and_one_put_back_goes_on_with_its_days(
    session: Session, shown_county: RunningSite, tmp_path: Path
) -> None:
    entry = entry_linked_to(shown_county.url(DEAD))
    check(tmp_path, entry_id=entry.id)
    link = entry.publications[0]
    by = {"by": SYSTEM, "at": NOON}
    catalogs.change_link(
        entry.id,
        link.id,
        shown_county.url(GOOD),
        channel=link.channel,
        kind=link.kind,
        guard=a_patrol(tmp_path).guard,
        **by,
    )
    check(tmp_path, at=NOON + timedelta(days=1), entry_id=entry.id)
    found = finding_of(entry, "L03")
    assert found is not None
    assert (found.state, found.history[-1].note) == (
        "fixed",
        "链接已更换或删除，或事项已不再公开",
    )


def test_a_withdrawn_entry_has_no_open_findings(
    session: Session, shown_county: RunningSite, tmp_path: Path
) -> None:
    catalog = a_catalog()
    entry = entry_linked_to(shown_county.url(DEAD), catalog)
    entry_linked_to(shown_county.url(GOOD), catalog)
    check(tmp_path, region_id=catalog.region_id)
    catalogs.withdraw_entry(
        entry.id, "已并入其他事项", base_version=entry.version.number, by=SYSTEM, at=NOON
    )
    check(tmp_path, at=NOON + timedelta(days=1), region_id=catalog.region_id)
    assert services.open_findings([entry.id]) == {}


def test_a_run_that_broke_off_goes_on_where_it_stood(
    session: Session, watched_county: RunningSite, tmp_path: Path
) -> None:
    catalog = a_catalog()
    urls = [watched_county.url(article_path("elderly_care", n)) for n in range(1, 13)]
    for n, url in enumerate(urls):
        an_entry(f"事项{n}", catalog=catalog, urls=[url])
    run = services.request_run(region_id=catalog.region_id, by=SYSTEM, at=NOON)
    asyncio.run(_until_stored(run.id, tmp_path))
    done = session.scalar(select(func.count()).where(RunPage.done))
    assert 0 < (done or 0) < len(urls)
    watched_county.forget()
    asyncio.run(services.carry_out(run.id, a_patrol(tmp_path)))
    visited = [seen.path for seen in watched_county.requests if "/zwgk/" in seen.path]
    assert len(visited) == len(set(visited)) == len(urls) - (done or 0)
    assert services.run_by_id(run.id).state == "finished"
    assert count(session, PageCheck) == len(urls)


async def _until_stored(run_id: int, folder: Path) -> None:
    """Carry the run out until its first turn is stored, then drop it as a crash would."""
    stored = asyncio.Event()
    plan = a_patrol(folder, plan=SLOW, turn_seconds=0.1, tell=lambda _pages: stored.set())
    task = asyncio.create_task(services.carry_out(run_id, plan))
    await stored.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


def test_a_stopped_run_visits_nothing_more(
    session: Session, watched_county: RunningSite, tmp_path: Path
) -> None:
    entry = entry_linked_to(watched_county.url(GOOD))
    run = services.request_run(entry_id=entry.id, by=SYSTEM, at=NOON)
    services.stop(run.id, by=SYSTEM, at=NOON)
    asyncio.run(services.carry_out(run.id, a_patrol(tmp_path)))
    assert not watched_county.requests
    assert services.run_by_id(run.id).state == "stopped"


def test_small_runs_come_first(session: Session) -> None:
    catalog = a_catalog()
    one = an_entry("一", catalog=catalog, urls=["http://www.dunhua.gov.cn/1.html"])
    an_entry("二", catalog=catalog, urls=["http://www.dunhua.gov.cn/2.html"])
    patrol = services.request_run(region_id=catalog.region_id, by=SYSTEM, at=NOON)
    now = services.request_run(entry_id=one.id, by=SYSTEM, at=NOON)
    assert services.unfinished_runs() == [(now.id, 1), (patrol.id, 2)]


def test_a_region_without_catalogues_has_nothing_to_check(session: Session) -> None:
    with pytest.raises(NothingToCheck):
        services.request_run(region_id=region_by_code(DUNHUA).id, by=SYSTEM, at=NOON)
    assert count(session, CheckRun) == 0


def test_a_catalogue_without_links_is_judged_for_what_it_lacks(
    session: Session, tmp_path: Path
) -> None:
    catalog = a_catalog(entries=[a_content("老年人补贴", owner=None)])
    run = check(tmp_path, region_id=catalog.region_id)
    assert (run.state, run.page_count) == ("finished", 0)
    found = session.scalars(select(Finding).where(Finding.rule_id == "K09")).one()
    assert (found.state, "公开主体" in found.message) == ("confirmed", True)
    assert session.scalars(select(Finding).where(Finding.rule_id == "K01")).first() is not None


def test_a_catalogue_started_from_the_guide_lacks_no_item_of_it(
    session: Session, tmp_path: Path
) -> None:
    catalog = a_started_catalog()
    check(tmp_path, region_id=catalog.region_id)
    assert session.scalars(select(Finding).where(Finding.rule_id == "K01")).all() == []


def test_a_waived_gap_is_asked_again_when_the_entry_is_edited(
    session: Session, tmp_path: Path
) -> None:
    catalog = a_catalog()
    entry = an_entry(catalog=catalog, owner=None)
    check(tmp_path, region_id=catalog.region_id)
    found = finding_of(entry, "K09")
    assert found is not None
    services.waive(found.id, "单位正在组建", by=SYSTEM, at=NOON)
    check(tmp_path, at=NOON + timedelta(days=1), region_id=catalog.region_id)
    assert found.state == "waived"
    catalogs.revise_entry(
        entry.id, a_content(owner=None, note="改了备注"), base_version=1, by=SYSTEM, at=NOON
    )
    check(tmp_path, at=NOON + timedelta(days=2), region_id=catalog.region_id)
    session.refresh(found)
    assert found.state == "confirmed"


def test_what_was_seen_is_stored_while_the_host_answers_further(
    session: Session, shown_county: RunningSite, tmp_path: Path
) -> None:
    """A turn may take minutes; a crash loses what was seen in the last few seconds, not the turn."""
    catalog = a_catalog()
    for number in range(1, 5):
        entry_linked_to(shown_county.url(article_path("elderly_care", number)), catalog)
    run = services.request_run(region_id=catalog.region_id, by=SYSTEM, at=NOON)
    told: list[int] = []
    patrol = a_patrol(tmp_path, portion_seconds=0.0, tell=told.append)
    asyncio.run(services.carry_out(run.id, patrol))
    assert (len(told) > 1, sum(told)) == (True, 4)


def test_the_same_text_is_kept_once(
    session: Session, shown_county: RunningSite, tmp_path: Path
) -> None:
    entry = entry_linked_to(shown_county.url(GOOD))
    check_on_days(tmp_path, 3, entry_id=entry.id)
    assert count(session, PageCheck) == 3
    assert count(session, TextSnapshot) == 1


def test_the_kept_text_holds_no_personal_data(
    session: Session, shown_county: RunningSite, tmp_path: Path
) -> None:
    entry = entry_linked_to(shown_county.url("/faults/leaked_id.html"))
    check(tmp_path, entry_id=entry.id)
    found = finding_of(entry, "V01")
    assert found is not None
    text = services.snapshot(found.content_hash)
    assert text is not None
    assert "演示甲" in text
    assert "19210101" not in text
