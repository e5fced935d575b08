"""Databases with the schema, the province and the standard: made once a process, then copied.

Migrating and filling one takes a second of computing; a copy takes next to nothing.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from sqlalchemy.engine import make_url

from catalog_app import create_app
from catalog_app.database import db
from catalog_app.operations.services import initialise


def lay_down(database_url: str) -> None:
    """Put a prepared database where a SQLite address names a file that is not there yet."""
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").exists():
        shutil.copy(_prepared_file(), url.database or "")


@cache
def _prepared_file() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="catalog-prepared-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    prepare(f"sqlite:///{folder}/catalog.sqlite3", folder)
    return folder / "catalog.sqlite3"


def prepare(database_url: str, instance: Path) -> None:
    """Make the schema and the first data in an empty database, and leave no connection to it."""
    app = create_app({"INSTANCE": instance, "DATABASE_URL": database_url})
    with app.app_context():
        initialise()
        db.session.remove()
        db.engine.dispose()  # the last connection to a SQLite file folds the log into it
