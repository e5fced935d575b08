"""`catalog check`, `catalog page` and `catalog worker` as separate processes, as offices run them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from catalog_app.accounts.audit import SYSTEM
from catalog_app.catalogs.models import Entry
from catalog_app.checks import services
from catalog_app.checks.models import CheckRun, Finding, PageCheck, RunPage
from catalog_app.clock import utc_now
from catalog_app.database import db
from catalog_app.demo.site import RunningSite, article_path, most_at_once
from domains.standard import domain
from tests.commands import Told, catalog
from tests.conftest import make_app
from tests.factories.catalogs import a_catalog, an_entry

PAGES = 25
WAIT_SECONDS = 60
PACE = {
    "CATALOG_ALLOWED_NETWORKS": "127.0.0.0/8",
    "CATALOG_HOST_CONNECTIONS": "1",
    "CATALOG_FETCH_SECONDS": "2",
}
pytestmark = pytest.mark.slow


class Office:
    """An instance of its own on the disk, and the commands run there."""

    def __init__(self, folder: Path, delay: str) -> None:
        self.folder = folder
        self.app: Flask = make_app(f"sqlite:///{folder}/catalog.sqlite3", folder)
        self.env = {**os.environ, **PACE, "CATALOG_INSTANCE": str(folder)}
        self.env["CATALOG_HOST_DELAY"] = delay
        self.running: list[subprocess.Popen[str]] = []

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "catalog_app", *arguments],
            env=self.env,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.running.append(process)
        return process

    def run(self, *arguments: str) -> Told:
        """The same in this process."""
        settings = {name: value for name, value in self.env.items() if name.startswith("CATALOG_")}
        del settings["CATALOG_INSTANCE"]
        return catalog(*arguments, instance=self.folder, **settings)

    def count(self, model: type, *conditions: object) -> int:
        """Rows as they are now: other processes have written since this one last looked."""
        db.session.rollback()
        query = select(func.count()).select_from(model).where(*conditions)  # type: ignore[arg-type]
        return db.session.scalar(query) or 0


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path, "0.05")
    with made.app.app_context():
        yield made
    for process in made.running:
        process.kill()
        process.wait()


def link_articles(site: RunningSite, pages: int = PAGES) -> list[Entry]:
    """Entries of 敦化市's 养老服务 that link to as many good pages, the first also to a dead one."""
    catalog = a_catalog()
    count = len(domain("health").items)
    paths = [article_path("health", n % count + 1) + f"?copy={n}" for n in range(pages - 1)]
    links = [[site.url(path)] for path in paths]
    links[0].append(site.url("/faults/dead.html"))
    return [an_entry(f"事项{n}", catalog=catalog, urls=urls) for n, urls in enumerate(links)]


def visits(site: RunningSite) -> Counter[str]:
    """How often each page was asked for, the home page and the probe of missing pages aside."""
    paths = [seen.path for seen in site.requests]
    return Counter(path for path in paths if path.startswith(("/zwgk/", "/faults/")))


def wait_until(condition: object, seconds: float = WAIT_SECONDS) -> None:
    end = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.02)


def test_a_killed_check_goes_on_with_nothing_lost_and_nothing_twice(
    office: Office, watched_county: RunningSite
) -> None:
    office.env["CATALOG_HOST_DELAY"] = "0.4"  # turns of a few pages, stored one after the other
    link_articles(watched_county, 60)
    killed = office.start("check", "--region", "222403")
    wait_until(lambda: office.count(PageCheck) > 0)
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    stored = office.count(PageCheck)
    assert 0 < stored < 60
    office.env["CATALOG_HOST_DELAY"] = "0.02"
    again = office.run("check", "--region", "222403", "--json")
    told = json.loads(again.stdout)
    assert len(told["pages"]) == office.count(PageCheck) == 60
    assert office.count(RunPage, RunPage.done.is_(True)) == 60
    assert office.count(CheckRun) == 1
    assert office.count(Finding, Finding.rule_id == "L03") == 1
    asked = visits(watched_county)
    files = Counter({path: n for path, n in asked.items() if path.startswith("/files/")})
    assert len(asked - files) == 60
    assert max(asked.values()) <= 2
    assert sum(asked.values()) <= 60 + 25  # what the killed process had in hand: one turn


def test_two_checks_at_once_never_visit_one_host_together(
    office: Office, watched_county: RunningSite
) -> None:
    office.env["CATALOG_HOST_DELAY"] = "0.1"
    entries = link_articles(watched_county)
    both = [
        office.start("check", "--region", "222403"),
        office.start("check", "--entry", str(entries[3].id)),
    ]
    ends = [process.communicate(timeout=WAIT_SECONDS) for process in both]
    assert all("Traceback" not in complained for _, complained in ends)
    assert most_at_once(watched_county.requests) == 1
    seen = watched_county.requests
    assert seen[-1].began - seen[0].began > 0.08 * (len(seen) - 1)  # each process pauses 0.1 s
    assert office.count(CheckRun, CheckRun.state == "finished") == 2
    assert max(visits(watched_county).values()) <= 2


def test_two_checks_of_the_same_scope_share_one_run(
    office: Office, watched_county: RunningSite
) -> None:
    link_articles(watched_county)
    both = [office.start("check", "--region", "222403") for _ in range(2)]
    for process in both:
        process.communicate(timeout=WAIT_SECONDS)
    assert office.count(PageCheck) == PAGES * office.count(CheckRun)
    if office.count(CheckRun) == 1:
        assert max(visits(watched_county).values()) == 1


def test_the_report_tells_every_page_with_its_verdicts(
    office: Office, watched_county: RunningSite
) -> None:
    link_articles(watched_county, 4)
    report = office.run("check", "--region", "222403", "--json")
    assert report.returncode == 1  # the catalogue lacks items of the guide: confirmed at once
    told = json.loads(report.stdout)
    dead = next(page for page in told["pages"] if page["url"].endswith("dead.html"))
    assert (dead["outcome"], dead["link_state"]) == ("dead", "broken")
    link = dead["links"][0]
    assert link["verdicts"]["L03"] == "not_met"
    assert [(each["rule"], each["state"]) for each in link["findings"]] == [("L03", "suspected")]
    assert told["findings"]["L03"] == {"suspected": 1}
    assert "核查网页" in report.stderr


def test_the_summary_is_plain_chinese(office: Office, watched_county: RunningSite) -> None:
    link_articles(watched_county, 4)
    told = office.run("check", "--region", "222403").stdout
    assert "共核查 4 个网页" in told
    assert "L03 网页是否存在：疑似 1" in told


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--region", "999999"), "999999"),
        (("--domain", "astronomy"), "没有找到这个领域"),
        (("--region", "222403"), "请先建立目录"),
        (("--region", "222403", "--entry", "1"), "请去掉 --region"),
    ],
)
def test_a_scope_that_cannot_be_checked_is_refused(
    office: Office, arguments: tuple[str, ...], message: str
) -> None:
    refused = office.run("check", *arguments)
    assert refused.returncode == 2
    assert message in refused.stderr


def test_check_now_does_not_wait_behind_a_patrol(
    office: Office, watched_county: RunningSite
) -> None:
    office.env |= {"CATALOG_HOST_DELAY": "0.5", "CATALOG_TURN_SECONDS": "2"}
    entries = link_articles(watched_county, 200)  # the patrol takes a hundred seconds at least
    worker = office.start("worker")
    patrol = services.request_run(
        region_id=None, domain_code="elderly_care", by=SYSTEM, at=utc_now()
    )
    wait_until(lambda: visits(watched_county).total() > 3)
    now = services.request_run(entry_id=entries[150].id, by=SYSTEM, at=utc_now())
    wait_until(lambda: office.count(CheckRun, CheckRun.id == now.id, CheckRun.state == "finished"))
    assert office.count(CheckRun, CheckRun.id == patrol.id, CheckRun.state == "running") == 1
    worker.send_signal(signal.SIGTERM)
    worker.communicate(timeout=10)
    assert worker.returncode == 0


def test_a_saved_page_is_read_without_a_database(tmp_path: Path) -> None:
    page = Path(__file__).parent / "page" / "pages" / "leak.html"
    told = catalog("page", page, page, "--json", instance=tmp_path / "none")
    first, second = (json.loads(line) for line in told.stdout.splitlines())
    assert first == second
    assert "id_number" in first["personal_data"]
    assert not (tmp_path / "none").exists()


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    told = catalog("page", tmp_path / "没有.html", instance=tmp_path)
    assert told.returncode == 2
    assert "没有这个文件" in told.stderr
