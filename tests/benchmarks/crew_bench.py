"""Two processes checking side by side into one database, beside two that only fetch.

Each process has a run of its own over hosts of its own, as two workers of a province have; what is
counted is from the moment both are ready until both have closed their runs: the catalogues' own rules
and the reckoning of duties are part of it. SQLite has one writer; a second process gains nothing there.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import func, select, text

from catalog_app import create_app
from catalog_app.accounts.audit import SYSTEM
from catalog_app.checks import services
from catalog_app.checks.models import PageCheck
from catalog_app.clock import utc_now
from catalog_app.database import db
from catalog_app.operations.services import initialise
from catalog_app.regions.services import region_by_code
from tests.benchmarks.check_bench import eager_patrol
from tests.benchmarks.measure import show
from tests.benchmarks.pages import PARTS, Plan, addresses, fill, get_all, sites
from tests.servers import postgres_url

PAGES = 2000
HOSTS = 4
CONNECTIONS = 4
CREW = len(PARTS)
TARGET = 1000
SPAWN = multiprocessing.get_context("spawn")


def main() -> None:
    url = postgres_url()
    if url is None:
        show("two processes into one PostgreSQL", "not here")
        return
    with sites(*(Plan(HOSTS, PAGES, part=part) for part in range(CREW))) as ports:
        parts = [addresses(ports[n * HOSTS : (n + 1) * HOSTS], PAGES) for n in range(CREW)]
        bare = together([(_fetch, part) for part in parts])
        seconds = crew(url, parts, CONNECTIONS)
    pages = PAGES * CREW
    show(
        f"two processes check {pages:,} pages into one PostgreSQL",
        f"{pages / seconds:,.0f}/s",
        f"{pages / bare:,.0f} bare GET/s",
        f"{seconds / bare:.1f}",
        f"≥ {TARGET:,}/s",
    )


def crew(database: str, parts: Sequence[Sequence[str]], connections: int, links: int = 1) -> float:
    """Seconds that a process for each part needs to check it, with so many connections a host;
    the catalogues' entries have so many links each."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app({"INSTANCE": Path(folder), "DATABASE_URL": database, "TESTING": True})
        with app.app_context():
            emptied()
            runs = [_planned(part, urls, links) for part, urls in enumerate(parts)]
            db.session.remove()
            seconds = together([(_check, (database, folder, run, connections)) for run in runs])
            stored = db.session.scalar(select(func.count(PageCheck.id)))
            assert stored == sum(map(len, parts))
            db.session.remove()
            db.engine.dispose()
    return seconds


def emptied() -> None:
    """A fresh schema, whatever an earlier benchmark left."""
    if db.engine.dialect.name == "postgresql":
        with db.engine.begin() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
    initialise()


def _planned(part: int, urls: Sequence[str], links: int) -> int:
    fill(urls, part, links)
    prefecture = region_by_code(PARTS[part][0])
    return services.request_run(region_id=prefecture.id, by=SYSTEM, at=utc_now()).id


def together(work: Sequence[tuple[Any, Any]]) -> float:
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


def _check(given: tuple[str, str, int, int], ready: Any, go: Any) -> None:
    database, folder, run_id, connections = given
    app = create_app({"INSTANCE": Path(folder), "DATABASE_URL": database, "TESTING": True})
    with app.app_context():
        db.session.scalar(select(1))
        db.session.rollback()
        ready.wait()
        go.wait()
        asyncio.run(services.carry_out(run_id, eager_patrol(Path(folder), connections)))
        db.session.remove()


if __name__ == "__main__":
    main()
