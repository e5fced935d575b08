"""`catalog` as an administrator or another program types it, carried out in this process.

A Python and an application of its own for every refusal would be a second and a half of computing.
What processes do to each other is tested with real ones (see `tests.checks.processes`).
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from click.testing import CliRunner

from catalog_app.cli import main


@dataclass(frozen=True)
class Told:
    """How the command ended, and what it said where."""

    returncode: int
    stdout: str
    stderr: str


def catalog(*words: str | Path, instance: Path, **settings: str) -> Told:
    """The command on an instance, with no settings but these. A fault is raised, not printed."""
    others = {name: None for name in os.environ if name.startswith("CATALOG_")}
    env = others | {"CATALOG_INSTANCE": str(instance)} | settings
    typed = patch.object(sys, "argv", ["catalog", *map(str, words)])
    with typed, CliRunner().isolation(env=env) as (out, err, _):
        try:
            main()
            code = 0
        except SystemExit as ended:
            code = int(ended.code or 0)
        return Told(code, out.getvalue().decode(), err.getvalue().decode())
