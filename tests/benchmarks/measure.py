"""Timing and printing, the same for every benchmark."""

from __future__ import annotations

import multiprocessing
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from typing import Any

KILOBYTE = 1024
SPAWN = multiprocessing.get_context("spawn")


def median_seconds(work: Callable[[], object], repeat: int = 3) -> float:
    """The median wall-clock time of `repeat` calls."""
    times = []
    for _ in range(repeat):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def percentile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def peak_megabytes(who: int = resource.RUSAGE_SELF) -> float:
    """The largest resident size of this process so far (or of its children)."""
    size = resource.getrusage(who).ru_maxrss
    return size / KILOBYTE if sys.platform == "linux" else size / KILOBYTE**2


def in_own_process(work: Callable[..., Any], *arguments: Any) -> tuple[Any, float, float]:
    """What the work gives in a process of its own, and the largest megabytes of that process and of
    the largest of its children."""
    ours, theirs = SPAWN.Pipe()
    process = SPAWN.Process(target=_tell, args=(theirs, work, *arguments))
    process.start()
    told: tuple[Any, float, float] = ours.recv()
    process.join()
    return told


def _tell(pipe: Connection, work: Callable[..., Any], *arguments: Any) -> None:
    found = work(*arguments)
    pipe.send((found, peak_megabytes(), peak_megabytes(resource.RUSAGE_CHILDREN)))


def show(what: str, figure: str, baseline: str = "", ratio: str = "", target: str = "") -> None:
    """One line of the table."""
    sys.stdout.write(f"{what:<58}{figure:>14}{baseline:>22}{ratio:>9}  {target}\n")
    sys.stdout.flush()
