"""The screens of runs: watched, paused, gone on with, listed by filter, and what broke told plainly."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import SYSTEM
from catalog_app.accounts.models import Role
from catalog_app.checks import services
from catalog_app.checks.models import CheckRun, RunHost
from catalog_app.checks.services import run_life
from catalog_app.clock import utc_now
from tests.conftest import NOON
from tests.factories.accounts import a_user, log_in
from tests.factories.catalogs import a_catalog, an_entry
from tests.queries import count_queries

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
HOSTS = ("www.dunhua.gov.cn", "zwgk.dunhua.gov.cn", "old.dunhua.gov.cn")


@pytest.fixture
def run(session: Session) -> CheckRun:
    """A run of nine pages on three hosts, asked for and not begun."""
    catalog = a_catalog()
    for number in range(9):
        url = f"http://{HOSTS[number % 3]}/{number}.html"
        an_entry(f"事项{number}", catalog=catalog, urls=[url])
    return services.request_run(region_id=catalog.region_id, by=SYSTEM, at=NOON)


def tell(session: Session, run: CheckRun, host: str, **values: object) -> None:
    """What the worker would have written of this host."""
    run_life.start(run.id, at=NOON)
    session.execute(
        update(RunHost).where(RunHost.run_id == run.id, RunHost.host == host).values(**values)
    )
    session.commit()


def test_a_run_is_paused_and_gone_on_with_by_buttons(client: FlaskClient, run: CheckRun) -> None:
    where = f"/staff/checks/runs/{run.id}"
    log_in(client, a_user())
    assert "暂停</button>" in client.get(where).text
    client.post(f"{where}/pause")
    paused = client.get(where).text
    assert "已暂停" in paused
    assert "继续</button>" in paused
    assert "data-every" not in paused
    client.post(f"{where}/resume")
    assert run.state == "queued"
    assert "暂停</button>" in client.get(where).text


def test_another_county_neither_sees_nor_pauses_it(client: FlaskClient, run: CheckRun) -> None:
    log_in(client, a_user(region="222402"))
    where = f"/staff/checks/runs/{run.id}"
    refused = [client.get(where), client.post(f"{where}/pause"), client.post(f"{where}/resume")]
    assert [answer.status_code for answer in refused] == [403, 403, 403]
    assert where not in client.get("/staff/checks/runs").text
    assert run.state == "queued"


def test_what_each_host_waits_for_is_told_in_plain_words(
    client: FlaskClient, session: Session, run: CheckRun
) -> None:
    now = utc_now()
    tell(session, run, HOSTS[0], told_at=now, waits_for="robots", delay=10.0)
    until = now + timedelta(seconds=30)
    tell(session, run, HOSTS[1], told_at=now, waits_for="rest", until=until, delay=0.5)
    text = log_in(client, a_user()).get(f"/staff/checks/runs/{run.id}").text
    assert "网站要求放慢" in text
    assert "每 10 秒一个" in text
    assert "正在休息" in text
    assert "等待开始" in text
    assert "共 3 个网站，正在访问 2 个" in text


def test_our_own_fault_is_told_with_its_reference(
    client: FlaskClient, session: Session, run: CheckRun
) -> None:
    told = {"failures": run_life.TRIES, "reason": "核查程序内部出错", "reference": "AB12CD34"}
    tell(session, run, HOSTS[2], **told)
    run_life.finish(run.id, at=NOON)
    log_in(client, a_user())
    text = client.get(f"/staff/checks/runs/{run.id}").text
    assert "核查程序内部出错，编号 AB12CD34" in text
    assert "还有 3 个网页没有核查" in text
    assert "有网站没有核查成" in client.get("/staff/checks/runs?state=broke").text


@pytest.mark.parametrize(
    ("filter_", "found"),
    [
        ("", True),
        ("state=queued", True),
        ("state=finished", False),
        ("region=222403000000", True),
        ("kind=scope", True),
        ("kind=entry", False),
        ("mine=1", False),
        ("domain=health", False),
        ("state=nonsense&kind=nonsense", True),
    ],
)
def test_the_list_of_runs_is_filtered(
    client: FlaskClient, run: CheckRun, filter_: str, found: bool
) -> None:
    text = log_in(client, a_user()).get(f"/staff/checks/runs?{filter_}").text
    assert (f'/staff/checks/runs/{run.id}"' in text) == found


def test_a_patrol_of_everything_is_listed_for_the_province(
    client: FlaskClient, session: Session
) -> None:
    an_entry(urls=["http://www.dunhua.gov.cn/1.html"])
    patrol = services.request_patrol(by=SYSTEM, at=NOON)
    log_in(client, a_user(Role.PROVINCIAL_OFFICE, "220000"))
    text = client.get("/staff/checks/runs?kind=patrol").text
    assert f'/staff/checks/runs/{patrol.id}"' in text


def test_both_screens_ask_the_database_the_same_however_much_there_is(
    client: FlaskClient, session: Session, run: CheckRun
) -> None:
    log_in(client, a_user())
    run_id, region_id = run.id, run.region_id
    pages = ("/staff/checks/runs", f"/staff/checks/runs/{run_id}")
    asked(client, session, pages[0])  # the first to be asked also looks up who is there
    before = [asked(client, session, page) for page in pages]
    for number in range(5):
        session.add(RunHost(run_id=run_id, host=f"h{number}.gov.cn", page_count=1))
        session.add(CheckRun(region_id=region_id, created_at=NOON))
    session.commit()
    assert [asked(client, session, page) for page in pages] == before


def asked(client: FlaskClient, session: Session, page: str) -> int:
    """Statements of a page whose session knows nothing yet, as that of a real request."""
    session.expunge_all()
    with count_queries() as queries:
        assert client.get(page).status_code == 200
    return queries.total
