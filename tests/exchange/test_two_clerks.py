"""Two clerks press the button at the same moment: on connections of their own, for real."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import func, select

from catalog_app.accounts.audit import SYSTEM
from catalog_app.catalogs.models import Entry
from catalog_app.database import db, session
from catalog_app.errors import DomainError
from catalog_app.exchange import services
from tests.conftest import NOON, make_app
from tests.exchange.office import ELDERLY, upload
from tests.servers import a_database_beside


@pytest.fixture
def own_app(database: str, tmp_path: Path) -> Iterator[Flask]:
    """An application on a database nobody else uses, with real commits."""
    if database.startswith("sqlite"):
        yield make_app(f"sqlite:///{tmp_path}/clerks.sqlite3", tmp_path)
        return
    with a_database_beside(database, "clerks") as url:
        yield make_app(url, tmp_path)


def test_one_of_two_clerks_imports_and_the_other_doubles_nothing(own_app: Flask) -> None:
    with own_app.app_context():
        batches = [upload(ELDERLY).id, upload(ELDERLY).id]
        db.session.remove()
    start = Barrier(2)

    def press(batch_id: int) -> str:
        with own_app.app_context():
            start.wait()
            try:
                services.apply(batch_id, by=SYSTEM, at=NOON)
            except DomainError as error:
                return error.code
            return "done"

    with ThreadPoolExecutor(2) as clerks:
        answers = sorted(clerks.map(press, batches))
    assert answers == ["done", "nothing-to-import"]
    with own_app.app_context():
        assert session().scalar(select(func.count()).select_from(Entry)) == 11


def test_one_batch_pressed_twice_is_imported_once(own_app: Flask) -> None:
    with own_app.app_context():
        batch_id = upload(ELDERLY).id
        db.session.remove()
    start = Barrier(2)

    def press(_: int) -> str:
        with own_app.app_context():
            start.wait()
            try:
                services.apply(batch_id, by=SYSTEM, at=NOON)
            except DomainError as error:
                return error.code
            return "done"

    with ThreadPoolExecutor(2) as clerks:
        answers = sorted(clerks.map(press, range(2)))
    assert answers == ["batch-settled", "done"]
