"""Two processes checking side by side into one database, beside two that only fetch.

Each process has a run of its own over hosts of its own, as two workers of a province have. Counted
from the moment both are ready: until the last page is stored, and until both have closed their runs,
which is when the catalogues' own rules are judged, duties reckoned and links proposed. SQLite has one
writer; a second process gains nothing there.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import func, select, text

from catalog_app import create_app
from catalog_app.accounts.audit import SYSTEM
from catalog_app.checks import services
from catalog_app.checks.collecting import collect_rarely
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
        start, end = together([(_fetch, part) for part in parts])
        bare = end - start
        stored, closed = crew(url, parts, CONNECTIONS)
    pages = PAGES * CREW
    what = f"two processes, {pages:,} pages, one PostgreSQL: fetch, read, judge, store"
    baseline = f"{pages / bare:,.0f} bare GET/s"
    show(what, f"{pages / stored:,.0f}/s", baseline, f"{stored / bare:.1f}", f"≥ {TARGET:,}/s")
    show(
        "  the same with the runs closed",
        f"{pages / closed:,.0f}/s",
        baseline,
        f"{closed / bare:.1f}",
    )


def crew(
    database: str, parts: Sequence[Sequence[str]], connections: int, links: int = 1
) -> tuple[float, float]:
    """Seconds that a process for each part needs until all its pages are stored, and until its run
    is closed, with so many connections a host; the catalogues' entries have so many links each."""
    stored_at = SPAWN.Queue()
    with tempfile.TemporaryDirectory() as folder:
        app = create_app({"INSTANCE": Path(folder), "DATABASE_URL": database, "TESTING": True})
        with app.app_context():
            emptied()
            runs = [_planned(part, urls, links) for part, urls in enumerate(parts)]
            _settled()
            work = [(_check, (database, folder, run, connections, stored_at)) for run in runs]
            start, end = together(work)
            stored = db.session.scalar(select(func.count(PageCheck.id)))
            assert stored == sum(map(len, parts))
            db.session.remove()
            db.engine.dispose()
    return max(stored_at.get() for _ in parts) - start, end - start


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


def _settled() -> None:
    """Let the server learn how large its tables have become, as it does by itself within a minute."""
    db.session.execute(text("ANALYZE"))
    db.session.commit()
    db.session.remove()


def together(work: Sequence[tuple[Any, Any]]) -> tuple[float, float]:
    """When each (function, argument), in a process of its own, was let go, and all were done."""
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
    return start, time.perf_counter()


def _fetch(urls: Sequence[str], ready: Any, go: Any) -> None:
    ready.wait()
    go.wait()
    asyncio.run(get_all(urls, CONNECTIONS * HOSTS))


def _check(given: tuple[str, str, int, int, Any], ready: Any, go: Any) -> None:
    database, folder, run_id, connections, stored_at = given
    stored = [0.0]

    def tell(_pages: int) -> None:
        stored[0] = time.perf_counter()

    app = create_app({"INSTANCE": Path(folder), "DATABASE_URL": database, "TESTING": True})
    with app.app_context():
        db.session.scalar(select(1))
        db.session.rollback()
        collect_rarely()
        ready.wait()
        go.wait()
        patrol = replace(eager_patrol(Path(folder), connections), tell=tell)
        asyncio.run(services.carry_out(run_id, patrol))
        stored_at.put(stored[0])
        db.session.remove()


if __name__ == "__main__":
    main()
