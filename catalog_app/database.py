"""The database: our typed `Base`, UTC times, and the one transaction of a use case."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from flask import current_app
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, ColumnElement, DateTime, MetaData, String, cast, event, or_
from sqlalchemy.engine import Dialect, Engine
from sqlalchemy.orm import DeclarativeBase, Session, registry
from sqlalchemy.types import TypeDecorator

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
BUSY_TIMEOUT_MS = 10_000
Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


class UTCDateTime(TypeDecorator[datetime]):
    """A moment in UTC; refuses a naive time so that China time is never stored by mistake."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("times are stored in UTC and must carry a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    registry = registry(
        metadata=MetaData(naming_convention=NAMING),
        type_annotation_map={
            datetime: UTCDateTime,
            list[str]: JSON,
            dict[str, Any]: JSON,
            list[dict[str, Any]]: JSON,
        },
    )


db = SQLAlchemy(model_class=Base)


def session() -> Session:
    """The session of this request, command or job."""
    return db.session()


def holds_in_json(column: Any, text: str) -> ColumnElement[bool]:
    """Whether the text stands in a column of JSON. Its Chinese is kept as it is; rows written by
    earlier versions hold it escaped."""
    kept = (json.dumps(text, ensure_ascii=escaped)[1:-1] for escaped in (False, True))
    return or_(*(cast(column, String).contains(each, autoescape=True) for each in kept))


@contextmanager
def transaction() -> Iterator[Session]:
    """One use case: everything inside is kept, or nothing is.

    On SQLite the write lock is taken at the start (see `_begin_immediate`), so two writers queue
    instead of failing half-way.
    """
    current = session()
    if current.in_transaction():
        # What was only read until now must not pin an old snapshot under the write lock.
        current.commit()
    current.info["writes"] = True
    try:
        yield current
        current.commit()
    except BaseException:
        current.rollback()
        raise
    finally:
        current.info.pop("writes", None)


def with_own_session(work: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """`work` for another thread: it has a session of its own, which ends with it."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]

    @wraps(work)
    def apart(*arguments: Parameters.args, **named: Parameters.kwargs) -> Result:
        with app.app_context():
            return work(*arguments, **named)

    return apart


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: Any, _record: Any) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "foreign_keys=ON",
        "synchronous=NORMAL",
        "cache_size=-65536",
        "temp_store=MEMORY",
        f"busy_timeout={BUSY_TIMEOUT_MS}",
    ):
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Session, "after_begin")
def _begin_immediate(current: Session, _transaction: Any, connection: Any) -> None:
    if connection.dialect.name == "sqlite" and not connection.connection.in_transaction:
        writes = current.info.get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
