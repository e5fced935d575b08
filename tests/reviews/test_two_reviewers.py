"""Two reviewers decide at the same moment, each on a connection of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from threading import Barrier, Thread

import pytest
from flask import Flask

from catalog_app.accounts import audit
from catalog_app.accounts.models import Role
from catalog_app.database import db
from catalog_app.reviews import services
from catalog_app.reviews.errors import SubmissionDecided
from tests.conftest import NOON, make_app
from tests.factories.accounts import a_user
from tests.factories.catalogs import a_catalog
from tests.factories.reviews import a_submission
from tests.servers import a_database_beside

ROUNDS = 5


@pytest.fixture
def own_database(database: str, tmp_path: Path) -> Iterator[str]:
    """A database that may keep what the threads commit."""
    if database.startswith("sqlite"):
        yield f"sqlite:///{tmp_path}/race.sqlite3"
        return
    with a_database_beside(database, "race") as url:
        yield url


def decide(app: Flask, start: Barrier, submission_id: int, by: audit.Actor, log: list[str]) -> None:
    with app.app_context():
        start.wait()
        try:
            if by.name == "甲":
                services.accept(submission_id, by=by, at=NOON)
            else:
                services.return_for_correction(submission_id, by=by, at=NOON, note="请核对名称")
            log.append("done")
        except SubmissionDecided:
            log.append("told")


def test_one_decision_stands_and_the_other_reviewer_is_told(
    own_database: str, tmp_path: Path
) -> None:
    app = make_app(own_database, tmp_path / "instance")
    with app.app_context():
        reviewers = [
            audit.actor(a_user(Role.PROVINCIAL_DEPARTMENT, "220000", display_name=name))
            for name in ("甲", "乙")
        ]
        catalogs = [
            a_catalog(code, entries=1)
            for code in ("222403", "222402", "222401", "220122", "220871")
        ]
        submissions = [a_submission(catalog).id for catalog in catalogs]
        db.session.remove()
    for submission_id in submissions[:ROUNDS]:
        start, log = Barrier(2), []
        threads = [
            Thread(target=decide, args=(app, start, submission_id, by, log)) for by in reviewers
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert Counter(log) == {"done": 1, "told": 1}
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
