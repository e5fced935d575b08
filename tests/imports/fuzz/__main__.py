"""Reads many damaged files in a few long-lived children, and some in a child each as a server does.

    python -m tests.imports.fuzz --files 20000 --apart 500 --children 2

A crash, a hang or a file that needs more memory than a child has is a finding; its seed reproduces it.
"""

from __future__ import annotations

import argparse
import json
import queue
import subprocess
import sys
import threading
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from tests.imports.fuzz.damage import damaged
from tests.imports.fuzz.real import FILES, MAX_SECONDS, outcome

_SHOWN = 40  # findings listed
MEGABYTE = 1024 * 1024
HANG = 3 * MAX_SECONDS  # seconds by the clock of a machine that has other work too


@dataclass
class Tally:
    """What became of the files."""

    outcomes: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    findings: list[str] = field(default_factory=list)
    slowest: tuple[float, int] = (0.0, 0)
    memory: int = 0  # bytes

    def add(self, seed: int, level: str, found: str, seconds: float, memory: int = 0) -> None:
        self.outcomes[level][found] += 1
        self.slowest = max(self.slowest, (seconds, seed))
        self.memory = max(self.memory, memory)
        if found.startswith("crash") or seconds > MAX_SECONDS:
            self.findings.append(f"seed {seed} ({level}): {found}, {seconds:.1f} s")

    def __str__(self) -> str:
        codes = sorted({code for counts in self.outcomes.values() for code in counts})
        rows = [["level", "files", *codes]]
        for level, counts in sorted(self.outcomes.items()):
            rows.append([level, str(counts.total()), *(str(counts[code]) for code in codes)])
        total = sum(counts.total() for counts in self.outcomes.values())
        lines = ["  ".join(f"{cell:>14}" for cell in row) for row in rows]
        return "\n".join(
            [
                *lines,
                f"files {total}, slowest {self.slowest[0]:.2f} s (seed {self.slowest[1]}), "
                f"highest memory of a child {self.memory / MEGABYTE:.0f} MB, "
                f"findings {len(self.findings)}",
                *self.findings[:_SHOWN],
            ]
        )


def _in_children(tally: Tally, first: int, last: int, children: int) -> None:
    """The files of the seeds, shared out among children that are begun anew where one ends."""
    workers = [
        threading.Thread(target=_with_one_child, args=(tally, first + number, last, children))
        for number in range(children)
    ]
    for each in workers:
        each.start()
    for each in workers:
        each.join()


def _with_one_child(tally: Tally, first: int, last: int, step: int) -> None:
    seed = first
    while seed < last:
        command = [
            sys.executable,
            "-m",
            "tests.imports.fuzz.child",
            str(seed),
            str(last),
            str(step),
        ]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as child:
            begun = _follow(tally, child)
        if begun is None:
            return
        seed = begun + step  # the child ended at this file: a server's child would too
        _apart(tally, begun, damaged(begun, FILES).level)


def _follow(tally: Tally, child: subprocess.Popen[bytes]) -> int | None:
    """Count what a child says; the seed at which it ended or was ended, None after its last one."""
    lines: queue.Queue[bytes] = queue.Queue()
    assert child.stdout is not None
    threading.Thread(target=_pump, args=(child.stdout, lines), daemon=True).start()
    begun = None
    while True:
        try:
            line = lines.get(timeout=HANG)
        except queue.Empty:
            child.kill()
            return begun
        if not line:
            return begun
        said = json.loads(line)
        if "seed" in said:
            begun = said["seed"]
        elif begun is not None:
            tally.add(begun, **said)
            begun = None


def _pump(stream: Any, lines: queue.Queue[bytes]) -> None:
    for line in stream:
        lines.put(line)
    lines.put(b"")


def _apart(tally: Tally, seed: int, level: str = "as a server") -> None:
    made = damaged(seed, FILES)
    start = time.monotonic()
    try:
        found = outcome(made.name, made.data)
    except Exception as crash:  # any crash is what is looked for
        found = f"crash {crash!r}"
    tally.add(seed, level, found, time.monotonic() - start)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=1_000, help="read in long-lived children")
    parser.add_argument("--apart", type=int, default=50, help="read as a server reads them")
    parser.add_argument("--children", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    tally = Tally()
    _in_children(tally, asked.seed, asked.seed + asked.files, asked.children)
    for seed in range(asked.seed, asked.seed + asked.apart):
        _apart(tally, seed)
    print(tally)
    return 1 if tally.findings else 0


if __name__ == "__main__":
    raise SystemExit(main())
