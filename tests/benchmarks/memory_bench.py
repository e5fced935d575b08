"""The largest memory of a process that checks 20,000 pages on 40 hosts, beside one that checks 2,000:
what is kept of a page must not stay in memory.

It grows by what has a bound: SQLite's cache of 64 MB a connection (`catalog_app.database`), and a turn's
200 pages a host, which a host of the small run does not have.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import tempfile
from multiprocessing.connection import Connection
from pathlib import Path

from catalog_app import create_app
from catalog_app.accounts.audit import SYSTEM
from catalog_app.checks import services
from catalog_app.clock import utc_now
from catalog_app.operations.services import initialise
from catalog_app.regions.services import region_by_code
from tests.benchmarks.check_bench import eager_patrol
from tests.benchmarks.measure import peak_megabytes, show
from tests.benchmarks.pages import PREFECTURE, Plan, addresses, fill, sites

FEW, MANY = 2_000, 20_000
HOSTS = 40
CONNECTIONS = 2
LIMIT = 400
SPAWN = multiprocessing.get_context("spawn")


def main() -> None:
    with sites(Plan(HOSTS, MANY)) as ports:
        few, many = (_peak(addresses(ports, pages)) for pages in (FEW, MANY))
    show(
        f"peak memory of a run of {MANY:,} pages",
        f"{many:.0f} MB",
        f"{few:.0f} MB of {FEW:,}",
        f"{many / few:.2f}",
        f"≤ {LIMIT} MB",
    )


def _peak(urls: list[str]) -> float:
    """Megabytes of a process of its own that carries out a run over these pages."""
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = SPAWN.Pipe()
        app = create_app({"INSTANCE": Path(folder), "TESTING": True})
        with app.app_context():
            initialise()
            fill(urls)
        process = SPAWN.Process(target=_run, args=(folder, theirs))
        process.start()
        peak: float = ours.recv()
        process.join()
    return peak


def _run(folder: str, pipe: Connection) -> None:
    app = create_app({"INSTANCE": Path(folder), "TESTING": True})
    with app.app_context():
        prefecture = region_by_code(PREFECTURE)
        run = services.request_run(region_id=prefecture.id, by=SYSTEM, at=utc_now())
        patrol = eager_patrol(Path(folder), CONNECTIONS)
        asyncio.run(services.carry_out(run.id, patrol))
        assert services.progress_of(services.run_by_id(run.id)).done == run.page_count
    pipe.send(peak_megabytes())


if __name__ == "__main__":
    main()
