"""Two processes checking side by side into one database, beside two that only fetch.

Each process has a run of its own over hosts of its own, as two workers of a province have; what is
counted is from the moment both are ready until both have closed their runs. The catalogues' own rules
and the reckoning of duties are part of it.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from catalog_app import create_app
from catalog_app.accounts.audit import SYSTEM
from catalog_app.checks import services
from catalog_app.checks.models import PageCheck
from catalog_app.clock import utc_now
from catalog_app.database import db
from catalog_app.operations.services import initialise
from tests.benchmarks.check_bench import eager_patrol
from tests.benchmarks.measure import show
from tests.benchmarks.pages import Plan, addresses, fill, get_all, sites
from tests.servers import postgres_url

PAGES = 2000
HOSTS = 4
CONNECTIONS = 4
DOMAINS = ("elderly_care", "health")
TARGET = 1000
SPAWN = multiprocessing.get_context("spawn")


def main() -> None:
    with sites(Plan(HOSTS, PAGES), processes=len(DOMAINS)) as ports:
        parts = [addresses(ports[n * HOSTS : (n + 1) * HOSTS], PAGES) for n in range(len(DOMAINS))]
        bare = _together([(_fetch, part) for part in parts])
        with tempfile.TemporaryDirectory() as folder:
            _show("SQLite", _crew(f"sqlite:///{folder}/catalog.sqlite3", folder, parts), bare)
        url = postgres_url()
        if url is None:
            show("two processes into PostgreSQL", "not here")
            return
        with tempfile.TemporaryDirectory() as folder:
            _show("PostgreSQL", _crew(url, folder, parts), bare)


def _show(database: str, seconds: float, bare: float) -> None:
    pages = PAGES * len(DOMAINS)
    show(
        f"two processes check {pages:,} pages into one {database}",
        f"{pages / seconds:,.0f}/s",
        f"{pages / bare:,.0f} bare GET/s",
        f"{seconds / bare:.1f}",
        f"≥ {TARGET:,}/s",
    )


def _crew(database: str, folder: str, parts: Sequence[Sequence[str]]) -> float:
    app = create_app({"INSTANCE": Path(folder), "DATABASE_URL": database, "TESTING": True})
    with app.app_context():
        initialise()
        runs = [_planned(domain, part) for domain, part in zip(DOMAINS, parts, strict=True)]
        db.session.remove()
        seconds = _together([(_check, (database, folder, run)) for run in runs])
        stored = db.session.scalar(select(func.count(PageCheck.id)))
        assert stored == PAGES * len(DOMAINS)
        db.session.remove()
        db.engine.dispose()
    return seconds


def _planned(domain: str, urls: Sequence[str]) -> int:
    fill(urls, domain)
    return services.request_run(domain_code=domain, by=SYSTEM, at=utc_now()).id


def _together(work: Sequence[tuple[Any, Any]]) -> float:
    """Seconds until each (function, argument), in a process of its own, is done."""
    ready, go = SPAWN.Barrier(len(work) + 1), SPAWN.Event()
    crew = [
        SPAWN.Process(target=task, args=(given, ready, go), daemon=True) for task, given in work
    ]
    for process in crew:
        process.start()
    ready.wait()
    start = time.perf_counter()
    go.set()
    for process in crew:
        process.join()
    assert all(process.exitcode == 0 for process in crew)
    return time.perf_counter() - start


def _fetch(urls: Sequence[str], ready: Any, go: Any) -> None:
    ready.wait()
    go.wait()
    asyncio.run(get_all(urls, CONNECTIONS * HOSTS))


def _check(given: tuple[str, str, int], ready: Any, go: Any) -> None:
    database, folder, run_id = given
    app = create_app({"INSTANCE": Path(folder), "DATABASE_URL": database, "TESTING": True})
    with app.app_context():
        db.session.scalar(select(1))
        db.session.rollback()
        ready.wait()
        go.wait()
        asyncio.run(services.carry_out(run_id, eager_patrol(Path(folder), CONNECTIONS)))
        db.session.remove()


if __name__ == "__main__":
    main()
