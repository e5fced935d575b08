"""A worker killed in the middle of a prefecture's files: none lost, none read twice, in both modes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from catalog_app.accounts.audit import SYSTEM
from catalog_app.catalogs.models import Entry
from catalog_app.clock import utc_now
from catalog_app.database import db
from catalog_app.exchange import services
from catalog_app.exchange.models import ImportBatch, Intake, IntakeFile
from catalog_app.exchange.services import Sent
from catalog_app.regions.services import region_by_code
from tests.checks.processes import Office, an_office, wait_until
from tests.exchange.bulk.prefecture import packed, table
from tests.servers import a_database_beside, postgres_url

pytestmark = pytest.mark.slow
DOMAINS = ("养老服务", "社会救助", "就业", "涉农补贴", "义务教育", "户籍管理", "公共文化服务")
COUNTIES = ("敦化市", "图们市", "珲春市", "龙井市")
FILES = len(DOMAINS) * len(COUNTIES)


@pytest.fixture(params=["embedded", pytest.param("procrastinate", marks=pytest.mark.postgres)])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Office]:
    settings = {"STALLED_SECONDS": "2", "QUEUE": request.param}
    if request.param == "embedded":
        with an_office(tmp_path, f"sqlite:///{tmp_path}/catalog.sqlite3", **settings) as office:
            yield office
        return
    url = postgres_url()
    if url is None:
        pytest.skip("no PostgreSQL server can be started here")
    with a_database_beside(url, "bulk") as base, an_office(tmp_path, base, **settings) as office:
        yield office


def a_prefecture_sent_in() -> int:
    files = [
        (f"延边州/{county}/{domain}.csv", table(county, domain, "事项一", "事项二"))
        for county in COUNTIES
        for domain in DOMAINS
    ]
    sent = [Sent("延边州.zip", packed(*files))]
    return services.take_in(region_by_code("222400").id, sent, by=SYSTEM, at=utc_now()).id


def state(intake_id: int) -> str:
    found = db.session.scalar(select(Intake.state).where(Intake.id == intake_id))
    db.session.rollback()
    return found or ""


def kill_twice(office: Office, done: Iterator[int], going: str, intake_id: int) -> None:
    """Let something be done, kill the worker in the middle of what comes next, begin anew."""
    for _ in range(2):
        worker = office.start("worker")
        before = next(done)
        wait_until(lambda before=before: next(done) > before)
        time.sleep(0.1)
        assert state(intake_id) == going, "the worker was too quick for this test"
        office.kill(worker)
    office.start("worker")
    wait_until(lambda: state(intake_id) == "ready")


def test_killed_workers_lose_no_file_and_import_none_twice(office: Office) -> None:
    intake_id = a_prefecture_sent_in()
    read = iter(lambda: office.count(IntakeFile, IntakeFile.state == "read"), None)
    kill_twice(office, read, "reading", intake_id)
    assert office.count(IntakeFile, IntakeFile.state == "read") == FILES
    assert office.count(ImportBatch) == FILES
    tried = db.session.scalar(select(func.sum(IntakeFile.tries)))
    assert FILES <= (tried or 0) <= FILES + 2, "only what was in hand is begun again"
    services.apply_clean(intake_id, by=SYSTEM, at=utc_now())
    wait_until(lambda: state(intake_id) == "ready")
    assert office.count(ImportBatch, ImportBatch.state == "applied") == FILES
    assert office.count(Entry) == 2 * FILES
