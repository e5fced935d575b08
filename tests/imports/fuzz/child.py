"""Reads damaged files one after another under the limits of a reading child, and says how each went."""

from __future__ import annotations

import json
import resource
import sys
import time

from imports.limited import MAX_MEMORY
from imports.readers import read_tables
from imports.refusal import Refused
from tests.imports.fuzz.damage import damaged
from tests.imports.fuzz.real import FILES, said


def main(first: int, last: int, step: int) -> None:
    """For each seed a line before it is read, and a line after: outcome, level, seconds, memory."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    for seed in range(first, last, step):
        _say({"seed": seed})
        made = damaged(seed, FILES)
        start = time.process_time()
        try:
            found = said(made.name, read_tables(made.data))
        except Refused as refused:
            found = refused.code
        except MemoryError:
            found = "too-large"
        except Exception as crash:  # any crash is what is looked for
            found = f"crash {crash!r}"
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        _say(
            {
                "level": made.level,
                "found": found,
                "seconds": time.process_time() - start,
                "memory": memory,
            }
        )


def _say(line: dict[str, object]) -> None:
    print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]))
