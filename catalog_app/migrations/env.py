"""Alembic's entry: runs the migrations on the application's database."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from alembic import context
from flask import current_app
from sqlalchemy import Connection

from catalog_app.database import Base, db
from catalog_app.migrations.ignored import ours


@contextmanager
def whole(connection: Connection) -> Iterator[None]:
    """SQLite changes a table by making it anew; while the old one goes, what refers to it must stay."""
    if connection.dialect.name != "sqlite":
        yield
        return
    driver: Any = connection.connection.driver_connection  # outside any transaction, as it must be
    driver.execute("PRAGMA foreign_keys=OFF")
    yield
    orphans = driver.execute("PRAGMA foreign_key_check").fetchall()
    driver.execute("PRAGMA foreign_keys=ON")
    if orphans:
        raise RuntimeError(f"rows refer to rows that are gone: {orphans[:5]}")


def run() -> None:
    engine = current_app.extensions["migrate"].db.engine
    with engine.connect() as connection, whole(connection):
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=True,
            include_object=ours,
            compare_type=False,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()
    db.session.remove()


run()
