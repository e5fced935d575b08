"""A province's workers: the queue in its database, several processes, one of them going by the book."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import SYSTEM
from catalog_app.catalogs.models import Entry
from catalog_app.checks import services
from catalog_app.checks.models import CheckRun, PageCheck, RunHost
from catalog_app.checks.queue import tickets
from catalog_app.checks.services import run_life
from catalog_app.clock import in_china, utc_now
from catalog_app.config import SettingsError, load_settings
from catalog_app.database import db
from catalog_app.demo.site import RunningSite, most_at_once
from tests.checks.processes import Office, an_office, link_pages, wait_until
from tests.conftest import NOON
from tests.factories.catalogs import a_catalog, an_entry
from tests.servers import a_database_beside, postgres_url

on_postgresql = pytest.mark.parametrize("database", ["postgresql"], indirect=True)
HOSTS = ("a.gov.cn", "b.gov.cn", "c.gov.cn")


def a_run(entries: int = 30) -> CheckRun:
    """A run of so many pages on three hosts."""
    catalog = a_catalog()
    for n in range(entries):
        an_entry(f"事项{n}", catalog=catalog, urls=[f"http://{HOSTS[n % 3]}/{n}.html"])
    return services.request_run(region_id=catalog.region_id, by=SYSTEM, at=NOON)


def queued(session: Session) -> list[tuple[str, str, str]]:
    """Task, lock and queue of every ticket."""
    query = text("SELECT task_name, lock, queue_name FROM procrastinate_jobs ORDER BY lock")
    return [(task, lock, queue) for task, lock, queue in session.execute(query)]


@on_postgresql
def test_a_run_is_started_together_with_one_ticket_a_host(session: Session) -> None:
    run = a_run()
    tickets.hand_out(at=NOON)
    session.expire_all()
    assert run.state == "running"
    assert queued(session) == [("check_host", host, "patrol") for host in HOSTS]


@on_postgresql
def test_handing_out_and_mending_again_write_no_ticket_twice(session: Session) -> None:
    a_run()
    for _ in range(2):
        tickets.hand_out(at=NOON)
        tickets.mend()
    assert len(queued(session)) == len(HOSTS)


@on_postgresql
def test_a_lost_ticket_is_written_anew(session: Session) -> None:
    a_run()
    tickets.hand_out(at=NOON)
    session.execute(text("DELETE FROM procrastinate_jobs WHERE lock = 'b.gov.cn'"))
    session.commit()
    tickets.mend()
    assert [lock for _, lock, _ in queued(session)] == list(HOSTS)


@on_postgresql
def test_a_run_without_pages_is_only_closed(session: Session) -> None:
    run = services.request_run(region_id=a_catalog(entries=1).region_id, by=SYSTEM, at=NOON)
    tickets.hand_out(at=NOON)
    assert queued(session) == [("close_run", f"run/{run.id}", "soon")]


@on_postgresql
def test_a_paused_run_has_no_new_tickets_and_one_gone_on_with_has(session: Session) -> None:
    run = a_run()
    services.pause(run.id, by=SYSTEM, at=NOON)
    tickets.hand_out(at=NOON)
    tickets.mend()
    assert queued(session) == []
    services.resume(run.id, by=SYSTEM, at=NOON)
    tickets.hand_out(at=NOON)
    assert len(queued(session)) == len(HOSTS)


@on_postgresql
def test_a_host_left_out_gets_no_ticket(session: Session) -> None:
    run = a_run()
    session.get_one(RunHost, (run.id, "b.gov.cn")).failures = run_life.TRIES
    session.commit()
    tickets.hand_out(at=NOON)
    assert [lock for _, lock, _ in queued(session)] == ["a.gov.cn", "c.gov.cn"]


@on_postgresql
def test_a_patrol_hears_of_a_smaller_run_that_waits_for_its_host(session: Session) -> None:
    run = a_run()
    tickets.hand_out(at=NOON)
    session.execute(text("UPDATE procrastinate_jobs SET status = 'doing'"))
    session.commit()
    assert not tickets.somebody_waits("a.gov.cn", -run.page_count)
    first = session.scalars(select(Entry.id).order_by(Entry.id)).first()
    services.request_run(entry_id=first, by=SYSTEM, at=NOON)
    tickets.hand_out(at=NOON)
    assert tickets.somebody_waits("a.gov.cn", -run.page_count)
    assert not tickets.somebody_waits("b.gov.cn", -run.page_count)


@pytest.mark.parametrize(
    ("given", "database", "mode"),
    [
        ("auto", "sqlite:///x", "embedded"),
        ("auto", "postgresql://h/x", "procrastinate"),
        ("embedded", "postgresql://h/x", "embedded"),
        ("procrastinate", "postgresql://h/x", "procrastinate"),
    ],
)
def test_the_database_decides_the_mode_unless_the_office_does(
    given: str, database: str, mode: str, tmp_path: Path
) -> None:
    settings = {"INSTANCE": tmp_path, "QUEUE": given, "DATABASE_URL": database}
    assert load_settings(settings, env={})["QUEUE"] == mode


@pytest.mark.parametrize("given", ["procrastinate", "celery"])
def test_a_queue_that_cannot_be_is_refused(given: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="CATALOG_QUEUE"):
        load_settings({"INSTANCE": tmp_path, "QUEUE": given}, env={})


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Office]:
    url = postgres_url()
    if url is None:
        pytest.skip("no PostgreSQL server can be started here")
    pace = {"HOST_DELAY": "0.1", "TURN_SECONDS": "1", "STALLED_SECONDS": "5"}
    with (
        a_database_beside(url, "province") as database,
        an_office(tmp_path, database, **pace) as office,
    ):
        yield office


def finished(office: Office, run_id: int) -> bool:
    return bool(office.count(CheckRun, CheckRun.id == run_id, CheckRun.state == "finished"))


@pytest.mark.slow
@pytest.mark.postgres
def test_check_now_passes_a_patrol_on_its_own_host_and_a_worker_told_to_end_ends_its_turn(
    province: Office, watched_county: RunningSite
) -> None:
    entries = link_pages([watched_county], 300)
    workers = [province.start("worker") for _ in range(2)]
    patrol = services.request_run(domain_code="elderly_care", by=SYSTEM, at=utc_now()).id
    wait_until(lambda: province.count(PageCheck))
    now = services.request_run(entry_id=entries[250].id, by=SYSTEM, at=utc_now()).id
    wait_until(lambda: finished(province, now), 15)
    assert not finished(province, patrol)
    for worker in workers:
        worker.send_signal(signal.SIGTERM)
    assert [worker.wait(10) for worker in workers] == [0, 0]
    asked = [seen.path for seen in watched_county.requests if "copy=" in seen.path]
    assert len(asked) == province.count(PageCheck)  # whatever was visited was stored
    assert most_at_once(watched_county.requests) == 1
    waiting = db.session.scalars(text("SELECT status::text FROM procrastinate_jobs")).all()
    assert waiting == ["todo"]  # the patrol's host, for the next worker


@pytest.mark.slow
@pytest.mark.postgres
def test_the_daily_patrol_is_asked_for_once_by_however_many_workers(
    province: Office, watched_county: RunningSite
) -> None:
    link_pages([watched_county], 3)
    province.env["CATALOG_PATROL_HOUR"] = str(in_china(utc_now()).hour)
    for _ in range(3):
        province.start("worker")
    wait_until(lambda: province.count(CheckRun, CheckRun.state == "finished"))
    asked = db.session.execute(
        select(CheckRun.region_id, func.count()).group_by(CheckRun.region_id)
    )
    assert asked.all() == [(None, 1)]


@pytest.mark.slow
@pytest.mark.postgres
def test_a_worker_outlives_the_loss_of_all_its_connections(
    province: Office, watched_county: RunningSite
) -> None:
    link_pages([watched_county], 80)
    worker = province.start("worker")
    run = services.request_run(domain_code="elderly_care", by=SYSTEM, at=utc_now()).id
    wait_until(lambda: province.count(PageCheck))
    db.session.execute(
        text(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    )
    db.session.rollback()
    wait_until(lambda: finished(province, run), 120)
    assert worker.poll() is None
    assert province.count(PageCheck) == 80
