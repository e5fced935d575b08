"""Reads every invented case and says which are read otherwise than meant: `python -m tests.imports.invented`."""

from __future__ import annotations

from tests.imports.invented.all import CASES, FILES

if __name__ == "__main__":
    wrong = 0
    for case in (*CASES, *FILES):
        found = case.differences()
        wrong += bool(found)
        if found:
            print(f"== {case.name}")
            for line in found:
                print("    ", line)
    print(f"{len(CASES) + len(FILES) - wrong} of {len(CASES) + len(FILES)} right")
