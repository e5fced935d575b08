"""100,000 entries read from files and imported, on SQLite and on PostgreSQL.

No catalogue is as large: they are the files of 214 regions (a province has 60 counties and a thousand
towns), each with its 469 entries in a sheet for each of the 26 pilot domains, as counties send them.
Each is uploaded (read in the limited child, searched for persons' numbers, compared, kept as a batch)
and applied in a transaction of its own. PostgreSQL is the tests' own server, which does not wait for
the disk.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import select

from catalog_app import create_app
from catalog_app.accounts.audit import SYSTEM
from catalog_app.clock import utc_now
from catalog_app.database import db, session
from catalog_app.exchange import services
from catalog_app.exchange.services import Decisions
from catalog_app.operations.services import initialise
from catalog_app.regions.models import Region
from tests.benchmarks.big_workbook import write_county
from tests.benchmarks.measure import in_own_process, show
from tests.servers import postgres_url

FILES = int(os.environ.get("BENCH_IMPORT_FILES", "214"))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        urls = {"SQLite": f"sqlite:///{folder}/catalog.sqlite3", "PostgreSQL": postgres_url()}
        for name, url in urls.items():
            if url is None:
                show(f"import on {name}", "not measured", "no server can be started")
                continue
            (rows, reading, applying), peak, _ = in_own_process(
                _import_all, url, Path(folder) / name
            )
            total = rows / (reading + applying)
            show(f"upload and apply {rows:,} entries in {FILES} files, {name}", f"{total:,.0f}/s")
            show("  upload: read, compare, keep", f"{rows / reading:,.0f}/s", f"{reading:.0f} s")
            show("  apply", f"{rows / applying:,.0f}/s", f"{applying:.0f} s")
            show("  largest memory of the process", f"{peak:.0f} MB")


def _import_all(url: str, folder: Path) -> tuple[int, float, float]:
    """Entries imported, and the seconds of uploading and of applying."""
    app = create_app({"INSTANCE": folder, "DATABASE_URL": url, "TESTING": True})
    rows, reading, applying = 0, 0.0, 0.0
    with app.app_context():
        initialise()
        for region_id, data in _files(folder):
            start = time.perf_counter()
            batch = services.read_upload(region_id, "目录.xlsx", data, by=SYSTEM, at=utc_now())
            read = time.perf_counter()
            decided = Decisions(place_confirmed=True)
            done = services.apply(batch.id, decided, by=SYSTEM, at=utc_now())
            reading, applying = reading + read - start, applying + time.perf_counter() - read
            rows += done.outcome["added"]
            db.session.remove()
    return rows, reading, applying


def _files(folder: Path) -> Iterator[tuple[int, bytes]]:
    """A region and its workbook, one after another: the counties first, then towns."""
    places = select(Region.id, Region.name).where(Region.level.in_(("county", "township")))
    regions = session().execute(places.order_by(Region.level, Region.code).limit(FILES)).all()
    path = folder / "county.xlsx"
    for county, (region_id, name) in enumerate(regions):
        write_county(path, county, name)
        yield region_id, path.read_bytes()


if __name__ == "__main__":
    main()
