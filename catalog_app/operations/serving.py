"""The web server with its worker beside it, as one command."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from granian import Granian
from granian.constants import Interfaces

from catalog_app.errors import DomainError

WEB_WORKERS = 2
THREADS_A_WORKER = 8
STOP_SECONDS = 5


class AddressInUse(DomainError):
    """Another program listens there, most often an earlier start of this one."""

    code = "address-in-use"
    title = "端口已被占用"
    detail = "{host}:{port} 已有程序在用。请先停止它，或设置 CATALOG_PORT 换一个端口，例如 CATALOG_PORT=8001。"


def refuse_taken(host: str, port: int) -> None:
    """Raises AddressInUse before anything is started."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise AddressInUse(host=host, port=port) from error


@contextmanager
def beside(*commands: Sequence[str]) -> Iterator[None]:
    """Run Python modules (`-m` arguments) as processes of their own for as long as the block lasts."""
    running = [subprocess.Popen([sys.executable, "-m", *command]) for command in commands]  # noqa: S603
    try:
        yield
    finally:
        for process in running:
            process.terminate()
        for process in running:
            with suppress(subprocess.TimeoutExpired):
                process.wait(STOP_SECONDS)
            process.kill()


def serve(host: str, port: int) -> None:
    """Serve until stopped: two processes of eight threads, and the worker that runs the checks."""
    with beside(["catalog_app", "worker"]):
        Granian(
            "catalog_app.wsgi:app",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=WEB_WORKERS,
            blocking_threads=THREADS_A_WORKER,
            log_enabled=True,
            log_level="error",  # type: ignore[arg-type]
        ).serve()
