"""LinkChecker (PyPI) and linkinator (npm) over the same 2,000 pages, side by side with ours.

They ask each link for its head and see whether it answers; ours fetches the page, reads it, judges it
and keeps the evidence. Both are installed for the bench into a folder of its own, and left out with a word where
that cannot be done. Memory is the largest of the process and its children.
"""

from __future__ import annotations

import multiprocessing
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

from tests.benchmarks.measure import peak_megabytes, show
from tests.benchmarks.memory_bench import _run as check_all
from tests.benchmarks.pages import Plan, addresses, fill, sites

PAGES = 2000
HOSTS = 1
CONNECTIONS = 10
SPAWN = multiprocessing.get_context("spawn")
INSTALL_SECONDS, RUN_SECONDS = 240, 180


def main() -> None:
    with sites(Plan(HOSTS, PAGES)) as ports, tempfile.TemporaryDirectory() as folder:
        start = f"http://127.0.0.1:{ports[0]}/index.html"
        ours = _ours(addresses(ports, PAGES), Path(folder) / "ours")
        _show("ours: fetch, read, judge, store", ours, ours)
        _linkchecker(Path(folder) / "linkchecker", start, ours)
        _linkinator(Path(folder) / "linkinator", start, ours)


Figures = tuple[float, float]  # seconds, megabytes


def _show(what: str, figures: Figures, ours: Figures) -> None:
    seconds, megabytes = figures
    show(
        f"{PAGES:,} pages, {what}",
        f"{PAGES / seconds:,.0f}/s",
        f"{megabytes:.0f} MB",
        f"{seconds / ours[0]:.2f}",
        "seconds beside ours",
    )


def _ours(urls: Sequence[str], folder: Path) -> Figures:
    from catalog_app import create_app  # noqa: PLC0415 - the figures of others need none of it
    from catalog_app.operations.services import initialise  # noqa: PLC0415

    app = create_app({"INSTANCE": folder, "TESTING": True})
    with app.app_context():
        initialise()
        fill(urls)
    mine, theirs = SPAWN.Pipe()
    process = SPAWN.Process(target=_timed_run, args=(str(folder), theirs))
    process.start()
    seconds, peak = mine.recv(), mine.recv()
    process.join()
    return seconds, peak


def _timed_run(folder: str, pipe: Connection) -> None:
    inner, outer = SPAWN.Pipe()
    start = time.perf_counter()
    check_all(folder, outer)
    pipe.send(time.perf_counter() - start)
    pipe.send(inner.recv())


def _linkchecker(folder: Path, start: str, ours: Figures) -> None:
    python = folder / "bin" / "python"
    made = _installed([sys.executable, "-m", "venv", str(folder)]) and _installed(
        [str(python), "-m", "pip", "install", "--quiet", "LinkChecker"]
    )
    if not made:
        show("LinkChecker", "not installed", "no package registry here")
        return
    command = [
        str(folder / "bin" / "linkchecker"),
        "--no-robots",
        "--no-status",
        f"--threads={CONNECTIONS}",
        "--recursion-level=1",
        "--output=none",
        start,
    ]
    settings = folder / "rc"
    settings.write_text(
        "[checking]\nmaxrequestspersecond=100000\nrobotstxt=0\n[output]\nlog=none\n"
    )
    _show("LinkChecker", _measured([*command[:1], f"--config={settings}", *command[1:]]), ours)


def _linkinator(folder: Path, start: str, ours: Figures) -> None:
    npm, node = shutil.which("npm"), shutil.which("node")
    folder.mkdir()
    install = ["install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder)]
    if npm is None or node is None or not _installed([npm, *install, "linkinator"]):
        show("linkinator", "not installed", "no node or registry here")
        return
    script = folder / "node_modules" / ".bin" / "linkinator"
    command = [str(script), start, "--concurrency", str(CONNECTIONS), "--verbosity", "error"]
    _show("linkinator", _measured(command), ours)


def _installed(command: list[str]) -> bool:
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    try:
        done = subprocess.run(command, check=False, timeout=INSTALL_SECONDS, **quiet)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _measured(command: list[str]) -> Figures:
    """Seconds and megabytes of a command, by a process that has no other children."""
    mine, theirs = SPAWN.Pipe()
    process = SPAWN.Process(target=_command, args=(command, theirs))
    process.start()
    figures: Figures = mine.recv()
    process.join()
    return figures


def _command(command: list[str], pipe: Connection) -> None:
    start = time.perf_counter()
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with suppress(subprocess.TimeoutExpired):
        subprocess.run(command, check=False, timeout=RUN_SECONDS, **quiet)
    pipe.send((time.perf_counter() - start, peak_megabytes(resource.RUSAGE_CHILDREN)))


if __name__ == "__main__":
    main()
