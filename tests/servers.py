"""A PostgreSQL server for the tests, started from the system's binaries and stopped at the end."""

from __future__ import annotations

import atexit
import getpass
import os
import shutil
import socket
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from sqlalchemy import create_engine, text


@cache
def postgres_url() -> str | None:
    """The address of an empty database of this process, or None where there is no PostgreSQL.

    `CATALOG_TEST_POSTGRES_URL` names a server to use instead of starting one.
    """
    given = os.environ.get("CATALOG_TEST_POSTGRES_URL")
    base = given or _start_server()
    return _fresh_database(base) if base else None


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


def _fresh_database(base: str) -> str:
    name = f"catalog_{os.getpid()}"
    engine = create_engine(
        base.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT"
    )
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name}"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return base.rsplit("/", 1)[0] + f"/{name}"
