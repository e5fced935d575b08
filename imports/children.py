"""The processes that read files. One stands ready before there is a file for it: to start the
interpreter and to import the readers takes as long as most files take to be read."""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from threading import Lock
from typing import IO, NamedTuple

_ROOT = Path(__file__).resolve().parent.parent
# No module `site` (the child is told where the packages lie): an interpreter starts in 8 ms, not 22.
_COMMAND = (sys.executable, "-S", "-s", "-P", "-c", "from imports.apart import serve; serve()")
_AHEAD = 1024**2  # bytes of texts a child may be ahead: a sheet of 2,000 rows


class Child(NamedTuple):
    """A process that waits for one file, and what it complains of."""

    process: subprocess.Popen[bytes]
    errors: IO[bytes]

    def end(self) -> None:
        """End it, whatever it does."""
        self.process.kill()
        with self.process, self.errors:  # closes its pipes, and waits for its end
            pass


@contextmanager
def child() -> Iterator[Child]:
    """A child for one file; it is ended when the file is read."""
    taken = _standby.take()
    try:
        yield taken
    finally:
        taken.end()


def prepare() -> None:
    """Let a child get ready for the next file, if none is."""
    _standby.prepare()


def bare_environment() -> dict[str, str]:
    """What a process that reads strangers' files is given: nothing of the server's secrets, and
    the folders the packages lie in."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    folders = os.pathsep.join([str(_ROOT), *filter(None, sys.path)])
    return kept | {"PYTHONPATH": folders, "PYTHONDONTWRITEBYTECODE": "1"}


def _begun() -> Child:
    errors = TemporaryFile()  # noqa: SIM115  (closed when the child is ended)
    process = subprocess.Popen(  # noqa: S603  (our own interpreter, nothing of the file in it)
        _COMMAND,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=errors,
        env=bare_environment(),
        pipesize=_AHEAD,
    )
    return Child(process, errors)


class Standby:
    """The child that stands ready: at most one, and none that another process began."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._child: Child | None = None
        atexit.register(self.dismiss)
        if sys.platform != "win32":
            os.register_at_fork(after_in_child=self._forget)

    def take(self) -> Child:
        """The one that is ready, or one that must start first."""
        ready = self._given_up()
        return ready if ready and ready.process.poll() is None else _begun()

    def prepare(self) -> None:
        with self._lock:
            self._child = self._child or _begun()

    def dismiss(self) -> None:
        if ready := self._given_up():
            ready.end()

    def _given_up(self) -> Child | None:
        with self._lock:
            ready, self._child = self._child, None
        return ready

    def _forget(self) -> None:
        self._lock, self._child = Lock(), None


_standby = Standby()
