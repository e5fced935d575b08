"""A PostgreSQL server for the tests, started from the system's binaries and stopped at the end.

Its databases are copies of one that is prepared once (see `tests.prepared`).
"""

from __future__ import annotations

import atexit
import getpass
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from tests.prepared import prepare

PREPARED = "_prepared"


@cache
def postgres_url() -> str | None:
    """The address of this process's own prepared database, or None where there is no PostgreSQL.

    `CATALOG_TEST_POSTGRES_URL` names a server to use instead of starting one.
    """
    given = os.environ.get("CATALOG_TEST_POSTGRES_URL")
    base = given or _start_server()
    if base is None:
        return None
    name = f"catalog_{os.getpid()}"
    with tempfile.TemporaryDirectory() as folder:
        prepare(_create(base, name + PREPARED), Path(folder))
    return _create(base, name, template=name + PREPARED)


@contextmanager
def a_database_beside(url: str, name: str) -> Iterator[str]:
    """The address of another prepared database on the same server, dropped at the end."""
    own = make_url(url).database or ""
    made = _create(url, f"{own}_{name}", template=own + PREPARED)
    try:
        yield made
    finally:
        _tell(url, f"DROP DATABASE {own}_{name} WITH (FORCE)")


def _binaries() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


def _start_server() -> str | None:
    binaries = _binaries()
    if binaries is None:
        return None
    folder = Path(tempfile.mkdtemp(prefix="catalog-pg-"))
    as_owner: list[str] = []
    owner = getpass.getuser()
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        shutil.chown(folder, "postgres")
        as_owner, owner = ["runuser", "-u", "postgres", "--"], "postgres"
    data, port = folder / "data", _free_port()
    settings = (
        f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off"
    )
    _run(
        [
            *as_owner,
            binaries / "initdb",
            "-D",
            data,
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync",
        ]
    )
    _run(
        [
            *as_owner,
            binaries / "pg_ctl",
            "-D",
            data,
            "-o",
            settings,
            "-w",
            "-l",
            folder / "log",
            "start",
        ]
    )
    atexit.register(
        _stop, [*as_owner, binaries / "pg_ctl", "-D", data, "-m", "immediate", "stop"], folder
    )
    return f"postgresql://{owner}@127.0.0.1:{port}/postgres"


def _run(command: list[str | Path]) -> None:
    subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL, cwd="/")


def _stop(command: list[str | Path], folder: Path) -> None:
    subprocess.run([str(part) for part in command], check=False, stdout=subprocess.DEVNULL, cwd="/")
    shutil.rmtree(folder, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _create(url: str, name: str, *, template: str = "template1") -> str:
    """The address of a new database on the server of `url`, a copy of the template."""
    _tell(
        url,
        f"DROP DATABASE IF EXISTS {name} WITH (FORCE)",
        f"CREATE DATABASE {name} TEMPLATE {template}",
    )
    return make_url(url).set(database=name).render_as_string(hide_password=False)


def _tell(url: str, *commands: str) -> None:
    server = make_url(url).set(drivername="postgresql+psycopg")
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for command in commands:
            connection.execute(text(command))
    engine.dispose()
