"""Reads many messy files and scores them: `python -m tests.imports.messy 0 300 [-v]`."""

from __future__ import annotations

import sys

from tests.imports.messy.scoring import score

if __name__ == "__main__":
    first, last = int(sys.argv[1]), int(sys.argv[2])
    result = score(range(first, last))
    for line in result.lines:
        print(line[:400])
    print(result)
