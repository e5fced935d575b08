"""Use cases of checking: runs, findings, evidence."""

from catalog_app.checks.services.findings import (
    FindingFilter,
    contest,
    counts,
    finding,
    finding_target,
    history_of_page,
    last_checks,
    open_counts,
    open_findings,
    snapshot,
    uphold,
    waive,
    worklist,
)
from catalog_app.checks.services.progress import progress_of, recent_runs, visible_run
from catalog_app.checks.services.runs import request_run, run_by_id, stop, unfinished_runs
from catalog_app.checks.services.visiting import Patrol, carry_out

__all__ = [
    "FindingFilter",
    "Patrol",
    "carry_out",
    "contest",
    "counts",
    "finding",
    "finding_target",
    "history_of_page",
    "last_checks",
    "open_counts",
    "open_findings",
    "progress_of",
    "recent_runs",
    "request_run",
    "run_by_id",
    "snapshot",
    "stop",
    "unfinished_runs",
    "uphold",
    "visible_run",
    "waive",
    "worklist",
]
