"""Workers killed at random moments, in both modes: nothing lost, nothing twice, nobody visited by two.

Real processes, a real site on several ports, the database's rows and the site's own log as witnesses.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import func, select

from catalog_app.accounts.audit import SYSTEM
from catalog_app.checks import services
from catalog_app.checks.models import CheckRun, Finding, FindingEvent, PageCheck, RunPage
from catalog_app.clock import utc_now
from catalog_app.database import db
from catalog_app.demo.site import RunningSite, most_at_once
from tests.checks.processes import Office, an_office, link_pages, wait_until
from tests.servers import a_database_beside, postgres_url

pytestmark = pytest.mark.slow

KILLS = 10
PAGES = 210
DELAY = 0.1
STRETCH = 10
MODES = [
    pytest.param("embedded", 1, id="embedded"),
    pytest.param("procrastinate", 2, id="province", marks=pytest.mark.postgres),
]


@pytest.fixture
def sites() -> Iterator[list[RunningSite]]:
    with RunningSite() as one, RunningSite() as two, RunningSite() as three:
        yield [one, two, three]


@pytest.fixture
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Office]:
    """An office of the mode; turns last half a second, the dead are missed after two."""
    settings = {
        "HOST_DELAY": str(DELAY),
        "TURN_SECONDS": "0.5",
        "STALLED_SECONDS": "2",
        "QUEUE": request.param,
    }
    if request.param == "embedded":
        with an_office(tmp_path, f"sqlite:///{tmp_path}/catalog.sqlite3", **settings) as office:
            yield office
        return
    url = postgres_url()
    if url is None:
        pytest.skip("no PostgreSQL server can be started here")
    with (
        a_database_beside(url, "killing") as database,
        an_office(tmp_path, database, **settings) as office,
    ):
        yield office


@pytest.mark.parametrize(("office", "workers"), MODES, indirect=["office"])
def test_ten_kills_lose_no_page_store_none_twice_and_never_send_two_to_one_host(
    office: Office, workers: int, sites: list[RunningSite]
) -> None:
    link_pages(sites, PAGES)
    run = services.request_run(domain_code="elderly_care", by=SYSTEM, at=utc_now())
    run_id, pages = run.id, run.page_count
    kills = _kill_now_and_then(office, run_id, workers)
    assert kills == KILLS
    assert office.count(RunPage, RunPage.run_id == run_id, RunPage.done.is_(True)) == pages
    assert _most_of_a_page(run_id) == 1
    assert office.count(PageCheck, PageCheck.run_id == run_id) == pages
    assert [most_at_once(site.requests) for site in sites] == [1, 1, 1]
    assert all(_quickest(site) > 0.7 * STRETCH * DELAY for site in sites)  # two would halve it
    asked = Counter(seen.path for site in sites for seen in site.requests if "copy=" in seen.path)
    assert len(asked) == pages
    assert office.count(CheckRun, CheckRun.state == "finished") == office.count(CheckRun) == 1
    judged = office.count(FindingEvent)
    assert judged == office.count(Finding) > 0  # each found once, and nothing after that


def _kill_now_and_then(office: Office, run_id: int, workers: int) -> int:
    """Kill one worker after another until the run is over, and start a new one for each."""
    chance = random.Random(workers)
    crew = [office.start("worker") for _ in range(workers)]
    for kills in count():
        if kills < KILLS:
            _let_some_pages_pass(office, run_id, chance)
            victim = crew.pop(0)
            office.kill(victim)
            crew.append(office.start("worker"))
            continue
        wait_until(lambda: office.count(CheckRun, CheckRun.state == "finished"), 60)
        return kills
    raise AssertionError("never ends here")


def _let_some_pages_pass(office: Office, run_id: int, chance: random.Random) -> None:
    """Until the crew is at work again, then to a moment nobody can foresee."""
    stored = office.count(PageCheck, PageCheck.run_id == run_id)
    wait_until(lambda: office.count(PageCheck, PageCheck.run_id == run_id) > stored)
    time.sleep(chance.random() / 2)


def _most_of_a_page(run_id: int) -> int:
    """How often the most often stored page of the run is stored."""
    counted = select(func.count()).where(PageCheck.run_id == run_id).group_by(PageCheck.web_page_id)
    most = max(db.session.scalars(counted))
    db.session.rollback()
    return most


def _quickest(site: RunningSite) -> float:
    """Seconds of the quickest stretch of so many pauses between requests in a row."""
    began = [seen.began for seen in site.requests]
    return min(after - before for before, after in zip(began, began[STRETCH:], strict=False))
