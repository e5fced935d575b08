"""The test bench: a real database of each kind, rolled back after every test.

A database is made once a worker: migrated, with the province's regions and domains (see
`tests.prepared`). Each test runs in an outer transaction on one connection; what the code under test
commits is a savepoint in it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher, profiles
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from catalog_app import create_app
from catalog_app.accounts.services import hashing
from catalog_app.database import db
from catalog_app.extensions import limiter
from catalog_app.logs import init_logs
from catalog_app.operations.services import initialise
from tests.prepared import lay_down
from tests.servers import postgres_url

NOON = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)
SHARED = Path(__file__).parents[2] / "shared"

# A command started in a process of its own finds the project compiled: a second less for each.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The slow ones first: what waits for processes and sites leaves the processor to the others."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of saved government pages and policy papers beside the project."""
    if not SHARED.is_dir():
        pytest.skip("the shared folder is not beside the project")
    return SHARED


@pytest.fixture(scope="session", autouse=True)
def cheap_passwords() -> Iterator[None]:
    """Passwords hashed at the least cost there is: what is dear for guessers is dear for tests."""
    cheap = PasswordHasher.from_parameters(profiles.CHEAPEST)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(hashing, "_hasher", lambda: cheap)
        yield


@pytest.fixture(
    scope="session", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
)
def database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a database of each kind; tests that ask for `session` run on both."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path_factory.getbasetemp()}/catalog.sqlite3"
    url = postgres_url()
    if url is None:
        pytest.skip("no PostgreSQL server can be started here")
    return url


@pytest.fixture(scope="session")
def apps() -> dict[str, Flask]:
    """Applications by their database. They stand for the whole session, with the templates and the
    queries they have compiled, however often pytest goes from one kind of database to the other."""
    return {}


@pytest.fixture(scope="session")
def app(database: str, apps: dict[str, Flask], tmp_path_factory: pytest.TempPathFactory) -> Flask:
    if database not in apps:
        apps[database] = make_app(database, tmp_path_factory.mktemp("instance"))
    return apps[database]


def make_app(database_url: str, instance: Path, **settings: Any) -> Flask:
    """An application on a database with the schema and the first data."""
    lay_down(database_url)
    app = create_app(
        {
            "INSTANCE": instance,
            "DATABASE_URL": database_url,
            "TESTING": True,
            "PROPAGATE_EXCEPTIONS": True,
            "WTF_CSRF_ENABLED": False,
            "RATELIMIT_ENABLED": False,
            "SERVER_NAME": None,
            **settings,
        }
    )
    with app.app_context():
        initialise()
        db.session.remove()
    return app


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """The session of the test; everything is rolled back afterwards."""
    _take_over(app)
    with app.app_context():
        engine = db.engine
        with engine.connect() as connection:
            outer = connection.begin()
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            db.engines[None] = connection  # type: ignore[assignment]
            db.session.configure(join_transaction_mode="create_savepoint")
            try:
                yield db.session()
            finally:
                db.session.remove()
                db.engines[None] = engine
                outer.rollback()


def _take_over(app: Flask) -> None:
    """The limiter and the logs are one for all applications of a process: set them for this one."""
    limiter.enabled = app.config["RATELIMIT_ENABLED"]
    init_logs(as_json=app.config["LOG_JSON"])


@pytest.fixture
def client(app: Flask, session: Session) -> FlaskClient:
    """A visitor without log-in, on the test's own transaction."""
    return app.test_client()
