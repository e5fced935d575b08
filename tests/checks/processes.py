"""Offices of several processes: an instance of its own, commands started there, and killed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import func, select

from catalog_app.catalogs.models import Entry
from catalog_app.database import db
from catalog_app.demo.site import RunningSite, article_path
from domains.standard import domain
from tests.conftest import make_app
from tests.factories.catalogs import a_catalog, an_entry

WAIT_SECONDS = 60
PACE = {
    "CATALOG_ALLOWED_NETWORKS": "127.0.0.0/8",
    "CATALOG_HOST_CONNECTIONS": "1",
    "CATALOG_FETCH_SECONDS": "2",
    "CATALOG_PATROL_HOUR": "-1",
}
ARTICLES = len(domain("health").items)


class Office:
    """An instance, its database, and the processes started there; all gone at its end."""

    def __init__(self, folder: Path, database: str, **settings: str) -> None:
        self.app: Flask = make_app(database, folder)
        self.env = {
            **os.environ,
            **PACE,
            "CATALOG_INSTANCE": str(folder),
            "CATALOG_DATABASE_URL": database,
            **{f"CATALOG_{name}": value for name, value in settings.items()},
        }
        self.log = folder / "log"
        self.running: list[subprocess.Popen[str]] = []

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        with self.log.open("a") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "catalog_app", *arguments],
                env=self.env,
                stdout=subprocess.DEVNULL,
                stderr=log,
                text=True,
            )
        self.running.append(process)
        return process

    def kill(self, process: subprocess.Popen[str]) -> None:
        """As a power cut would: nothing is said, nothing is tidied up."""
        process.kill()
        process.wait()
        self.running.remove(process)

    def count(self, model: type, *conditions: Any) -> int:
        """Rows as they are now: other processes have written since this one last looked."""
        db.session.rollback()
        counted = db.session.scalar(select(func.count()).select_from(model).where(*conditions)) or 0
        db.session.rollback()
        return counted


@contextmanager
def an_office(folder: Path, database: str, **settings: str) -> Iterator[Office]:
    office = Office(folder, database, **settings)
    try:
        with office.app.app_context():
            yield office
            db.session.remove()
            db.engine.dispose()
    finally:
        for process in office.running:
            process.kill()
            process.wait()


def link_pages(sites: list[RunningSite], pages: int) -> list[Entry]:
    """Entries of 敦化市's 养老服务 linked to as many good pages, spread over the sites in turn."""
    catalog = a_catalog()
    addresses = (
        sites[n % len(sites)].url(article_path("health", n % ARTICLES + 1) + f"?copy={n}")
        for n in range(pages)
    )
    return [an_entry(f"事项{n}", catalog=catalog, urls=[url]) for n, url in enumerate(addresses)]


def wait_until(condition: Callable[[], object], seconds: float = WAIT_SECONDS) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.05)
