"""How fast pages are fetched, read, judged and stored, beside bare GETs of the same pages in the same run.

The site serves the demonstration's articles, made beforehand, from a process of its own; what is
measured is the checker's processor time as well as the clock, since the site needs a core too.
`python -m tests.benchmarks.check_bench profile` prints where the time of the first run goes.
"""

from __future__ import annotations

import asyncio
import cProfile
import pstats
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from sqlalchemy import func, select

from catalog_app import create_app
from catalog_app.accounts.audit import SYSTEM
from catalog_app.addresses import AddressGuard
from catalog_app.checks import services
from catalog_app.checks.collecting import collect_rarely
from catalog_app.checks.fetch import FetchLimits, HostPlan
from catalog_app.checks.models import PageCheck
from catalog_app.checks.services import Patrol
from catalog_app.clock import utc_now
from catalog_app.database import db
from catalog_app.operations.services import initialise
from catalog_app.regions.services import region_by_code
from tests.benchmarks.measure import show
from tests.benchmarks.pages import PREFECTURE, Plan, addresses, fill, get_all, sites

PAGES = 2000
HOSTS = 4
CONNECTIONS = 16
TARGET = 800
KNOWN_FROM = 3  # after the bare GET and the run that knows no mark


def main(profiled: str = "") -> None:
    plan = Plan(HOSTS, PAGES, marks_from=KNOWN_FROM)
    with sites(plan) as ports, tempfile.TemporaryDirectory() as folder:
        app = create_app({"INSTANCE": Path(folder), "TESTING": True})
        with app.app_context():
            initialise()
            collect_rarely()
            urls = addresses(ports, PAGES)
            fill(urls)
            bare, _ = timed(lambda: asyncio.run(get_all(urls, CONNECTIONS)))
            first = _checked(Path(folder), profiled == "profile")
            again = _checked(Path(folder), profiled == "again")
            known = _checked(Path(folder), profiled == "known")
            assert db.session.scalar(select(func.count(PageCheck.id))) == 3 * PAGES
            unsent = select(func.count(PageCheck.id)).where(PageCheck.outcome == "not_modified")
            assert (db.session.scalar(unsent) or 0) > PAGES / 2  # the others have a finding
    runs = {"first run": first, "unchanged pages": again, "not sent again": known}
    for what, (wall, cpu, closed) in runs.items():
        label = f"check {PAGES:,} pages: fetch, read, judge, store ({what})"
        baseline = f"{PAGES / bare:,.0f} bare GET/s"
        show(label, f"{PAGES / wall:,.0f}/s", baseline, f"{wall / bare:.1f}", f"≥ {TARGET}/s")
        show("  the same by processor time of one core", f"{PAGES / cpu:,.0f}/s")
        show(
            "  with the run closed: catalogues judged, duties, proposals",
            f"{PAGES / closed:,.0f}/s",
        )


def eager_patrol(folder: Path, connections: int) -> Patrol:
    """A patrol of the loopback as fast as it goes."""
    return Patrol(
        locks=folder / "locks",
        now=utc_now,
        limits=FetchLimits(seconds=5),
        plan=HostPlan(connections=connections, delay=0),
        guard=AddressGuard(("127.0.0.0/8",)),
    )


def _checked(folder: Path, profiled: bool) -> tuple[float, float, float]:
    """Seconds by the clock and of this process's own time until the last page is stored, and by the
    clock until the run is closed."""
    stored = [(0.0, 0.0)]

    def tell(_pages: int) -> None:
        stored[0] = (time.perf_counter(), time.process_time())

    run = services.request_run(region_id=region_by_code(PREFECTURE).id, by=SYSTEM, at=utc_now())
    patrol = replace(eager_patrol(folder, CONNECTIONS // HOSTS), tell=tell)
    profile = cProfile.Profile()
    if profiled:
        profile.enable()
    wall, cpu = time.perf_counter(), time.process_time()
    asyncio.run(services.carry_out(run.id, patrol))
    closed = time.perf_counter() - wall
    if profiled:
        profile.disable()
        pstats.Stats(profile).sort_stats("cumulative").print_stats("catalog_app", 60)
    return stored[0][0] - wall, stored[0][1] - cpu, closed


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock and of this process's own time."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - cpu


if __name__ == "__main__":
    main(*sys.argv[1:])
