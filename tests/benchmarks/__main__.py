"""Run every benchmark of this folder, or those named: `python -m tests.benchmarks reading search`."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

from tests.benchmarks.measure import show


def main(names: list[str]) -> None:
    found = sorted(path.stem for path in Path(__file__).parent.glob("*_bench.py"))
    show("what", "figure", "baseline", "ratio", "target")
    for name in found:
        if not names or name.removesuffix("_bench") in names:
            import_module(f"tests.benchmarks.{name}").main()


main(sys.argv[1:])
