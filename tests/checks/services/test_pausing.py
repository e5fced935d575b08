"""Runs paused, gone on with and stopped; and what happens to a run when we break down ourselves."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import SYSTEM
from catalog_app.accounts.models import AuditEvent
from catalog_app.catalogs.models import Catalog
from catalog_app.checks import services
from catalog_app.checks.errors import HostBroke, RunMovedOn
from catalog_app.checks.fetch import HostPlan
from catalog_app.checks.models import CheckRun, PageCheck, RunHost, RunPage
from catalog_app.checks.services import run_life
from catalog_app.checks.services.targets import first_address
from catalog_app.demo.site import RunningSite, article_path
from catalog_app.errors import NotFound
from tests.checks.patrols import a_patrol
from tests.conftest import NOON
from tests.factories.catalogs import a_catalog, an_entry

SLOW = HostPlan(connections=1, delay=0.02)
DONE = {"by": SYSTEM, "at": NOON}


def a_catalog_on(*sites: RunningSite, pages: int = 12) -> Catalog:
    """A catalogue with so many good pages on each site."""
    catalog = a_catalog()
    for site in sites:
        for number in range(1, pages + 1):
            url = site.url(article_path("elderly_care", number))
            an_entry(f"事项{site.port}-{number}", catalog=catalog, urls=[url])
    return catalog


def a_run_over(catalog: Catalog) -> CheckRun:
    return services.request_run(region_id=catalog.region_id, **DONE)


def test_a_paused_run_ends_its_turn_and_begins_no_other(
    session: Session, watched_county: RunningSite, tmp_path: Path
) -> None:
    run = a_run_over(a_catalog_on(watched_county))
    patrol = a_patrol(
        tmp_path, plan=SLOW, turn_seconds=0.1, tell=lambda _pages: services.pause(run.id, **DONE)
    )
    asyncio.run(services.carry_out(run.id, patrol))
    session.expire_all()
    stored = session.scalars(select(PageCheck.web_page_id)).all()
    assert (run.state, len(stored)) == ("paused", 5)
    assert services.unfinished_runs() == []


def test_a_paused_run_goes_on_where_it_stood(
    session: Session, watched_county: RunningSite, tmp_path: Path
) -> None:
    run = a_run_over(a_catalog_on(watched_county))
    services.pause(run.id, **DONE)
    asyncio.run(services.carry_out(run.id, a_patrol(tmp_path)))
    assert not watched_county.requests
    services.resume(run.id, by=SYSTEM, at=NOON + timedelta(hours=1))
    assert services.unfinished_runs() == [(run.id, 12)]
    asyncio.run(services.carry_out(run.id, a_patrol(tmp_path)))
    assert services.run_by_id(run.id).state == "finished"


def test_asking_again_for_what_is_paused_gives_the_paused_run(session: Session) -> None:
    catalog = a_catalog()
    an_entry(catalog=catalog, urls=["http://www.dunhua.gov.cn/1.html"])
    run = a_run_over(catalog)
    services.pause(run.id, **DONE)
    assert a_run_over(catalog).id == run.id


def test_every_decision_about_a_run_stands_in_the_audit_trail(session: Session) -> None:
    catalog = a_catalog()
    an_entry(catalog=catalog, urls=["http://www.dunhua.gov.cn/1.html"])
    run = a_run_over(catalog)
    for deed in (services.pause, services.pause, services.resume, services.stop):
        deed(run.id, **DONE)
    told = session.execute(
        select(AuditEvent.action, AuditEvent.region_id)
        .where(AuditEvent.subject_type == "check_run")
        .order_by(AuditEvent.id)
    ).all()
    actions = ("run.asked", "run.paused", "run.queued", "run.stopped")
    assert told == [(action, catalog.region_id) for action in actions]


def test_what_is_over_cannot_be_paused_or_gone_on_with(session: Session) -> None:
    catalog = a_catalog()
    an_entry(catalog=catalog, urls=["http://www.dunhua.gov.cn/1.html"])
    run = a_run_over(catalog)
    services.stop(run.id, **DONE)
    with pytest.raises(RunMovedOn, match="已停止"):
        services.pause(run.id, **DONE)
    with pytest.raises(RunMovedOn):
        services.resume(run.id, **DONE)
    with pytest.raises(NotFound):
        services.pause(run.id + 1, **DONE)


def test_a_paused_run_asks_nothing_of_a_host_it_has_not_begun(
    session: Session, watched_county: RunningSite
) -> None:
    run = a_run_over(a_catalog_on(watched_county, pages=2))
    host = f"127.0.0.1:{watched_county.port}"
    run_life.start(run.id, at=NOON)
    assert first_address(run.id, host) is not None
    services.pause(run.id, **DONE)
    assert first_address(run.id, host) is None


def refuse_pages_of(session: Session, site: RunningSite) -> str:
    """The database keeps nothing more of this site: a fault of ours, not the site's."""
    host = f"127.0.0.1:{site.port}"
    session.execute(
        text(
            "CREATE TRIGGER refused BEFORE INSERT ON page_check WHEN NEW.web_page_id IN"
            f" (SELECT id FROM web_page WHERE host = '{host}')"
            " BEGIN SELECT RAISE(ABORT, 'disk full'); END"
        )
    )
    session.commit()
    return host


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_our_own_fault_on_one_host_stops_no_other_and_is_told_with_its_reference(
    session: Session, watched_county: RunningSite, shown_county: RunningSite, tmp_path: Path
) -> None:
    run = a_run_over(a_catalog_on(watched_county, shown_county, pages=3))
    broken = refuse_pages_of(session, watched_county)
    session.get_one(RunHost, (run.id, broken)).told_at = NOON  # on the board while it was visited
    session.commit()
    with pytest.raises(HostBroke, match=broken) as refusal:
        asyncio.run(services.carry_out(run.id, a_patrol(tmp_path)))
    session.expire_all()
    assert session.scalar(select(PageCheck.id).join(PageCheck.web_page).limit(1)) is not None
    (fault,) = services.live_of(run, at=NOON).faults
    assert (fault.host, fault.stand, fault.done) == (broken, "broke", 0)
    assert fault.reason == "数据库没有应答或没有存下结果"
    assert fault.reference == refusal.value.facts["reference"]
    assert run.state == "running"


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_host_that_broke_three_times_is_left_out_and_the_run_ends_without_it(
    session: Session, watched_county: RunningSite, shown_county: RunningSite, tmp_path: Path
) -> None:
    run = a_run_over(a_catalog_on(watched_county, shown_county, pages=3))
    broken = refuse_pages_of(session, watched_county)
    for _ in range(run_life.TRIES):
        with pytest.raises(HostBroke):
            asyncio.run(services.carry_out(run.id, a_patrol(tmp_path)))
    asyncio.run(services.carry_out(run.id, a_patrol(tmp_path)))
    session.expire_all()
    assert services.run_by_id(run.id).state == "finished"
    left = session.scalars(select(RunPage.host).where(RunPage.done.is_(False))).all()
    assert left == [broken] * 3
    (fault,) = services.live_of(run, at=NOON).faults
    assert fault.stand == "left_out"


def test_the_board_tells_how_every_host_stands(
    session: Session, watched_county: RunningSite, shown_county: RunningSite, tmp_path: Path
) -> None:
    run = a_run_over(a_catalog_on(watched_county, pages=2))
    host = f"127.0.0.1:{watched_county.port}"
    row = session.get_one(RunHost, (run.id, host))
    assert services.live_of(run, at=NOON).hosts[0].stand == "waiting"
    run_life.start(run.id, at=NOON)
    row.told_at, row.waits_for, row.until = NOON, "rest", NOON + timedelta(seconds=30)
    session.commit()
    (stand,) = services.live_of(run, at=NOON + timedelta(seconds=5)).under_way
    assert (stand.stand, stand.until) == ("rest", NOON + timedelta(seconds=30))
    assert not services.live_of(run, at=NOON + timedelta(minutes=1)).under_way  # its worker died


def test_the_time_left_is_no_shorter_than_the_slowest_hosts_pace(
    session: Session, watched_county: RunningSite, tmp_path: Path
) -> None:
    run = a_run_over(a_catalog_on(watched_county))
    row = session.get_one(RunHost, (run.id, f"127.0.0.1:{watched_county.port}"))
    row.delay = 60.0
    patrol = a_patrol(
        tmp_path, plan=SLOW, turn_seconds=0.1, tell=lambda _pages: services.pause(run.id, **DONE)
    )
    asyncio.run(services.carry_out(run.id, patrol))
    services.resume(run.id, **DONE)
    run_life.start(run.id, at=NOON)
    session.expire_all()
    live = services.live_of(run, at=NOON + timedelta(seconds=1))
    assert live.seconds_left == 7 * 60
