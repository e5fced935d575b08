"""Timing and printing, the same for every benchmark."""

from __future__ import annotations

import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence

KILOBYTE = 1024


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


def show(what: str, figure: str, baseline: str = "", ratio: str = "", target: str = "") -> None:
    """One line of the table."""
    sys.stdout.write(f"{what:<58}{figure:>14}{baseline:>22}{ratio:>9}  {target}\n")
    sys.stdout.flush()
