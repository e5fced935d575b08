"""The life of a run: queued → running ⇄ paused → finished or stopped.

What people decide stands in the audit trail; what broke on the way stands with its host.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from catalog_app.accounts import audit
from catalog_app.accounts.audit import Actor
from catalog_app.checks.errors import RunMovedOn
from catalog_app.checks.models import CheckRun, RunHost
from catalog_app.checks.wording import RUN_STATE_NAMES
from catalog_app.database import session, transaction
from catalog_app.errors import NotFound

IN_HAND = ("queued", "running")
"""A worker carries these out."""
UNFINISHED = (*IN_HAND, "paused")
TRIES = 3
"""A host whose visit broke down so often is left out; the run ends without it."""


def start(run_id: int, *, at: datetime) -> bool:
    """Mark a queued run as running; True for the one caller that did."""
    with transaction() as current:
        return begin(current, run_id, at=at)


def begin(current: Session, run_id: int, *, at: datetime) -> bool:
    """The same within a transaction; flushes. A run that was paused keeps its first start."""
    started = update(CheckRun).where(CheckRun.id == run_id, CheckRun.state == "queued")
    values = {"state": "running", "started_at": func.coalesce(CheckRun.started_at, at)}
    return current.scalar(started.values(values).returning(CheckRun.id)) is not None


def pause(run_id: int, *, by: Actor, at: datetime) -> None:
    """Hosts under way end their turn, no other begins. Raises NotFound, RunMovedOn."""
    _move(run_id, IN_HAND, "paused", "暂停核查", by=by, at=at)


def resume(run_id: int, *, by: Actor, at: datetime) -> None:
    """Back into the queue, to go on where it stood; what broke down is tried again.

    Raises NotFound, RunMovedOn."""
    _move(run_id, ("paused",), "queued", "继续核查", by=by, at=at)


def stop(run_id: int, *, by: Actor, at: datetime) -> None:
    """End a run where it stands; what was checked stays. Raises NotFound, RunMovedOn."""
    _move(run_id, UNFINISHED, "stopped", "停止核查", by=by, at=at)


def _move(
    run_id: int, expected: Collection[str], new: str, deed: str, *, by: Actor, at: datetime
) -> None:
    """Doing the same twice is one deed."""
    with transaction() as current:
        run = current.get(CheckRun, run_id, with_for_update=True, populate_existing=True)
        if run is None:
            raise NotFound(what="核查批次")
        if run.state == new:
            return
        if run.state not in expected:
            raise RunMovedOn(state=RUN_STATE_NAMES[run.state])
        run.state = new
        run.finished_at = at if new == "stopped" else None
        if new == "queued":
            current.execute(update(RunHost).where(RunHost.run_id == run_id).values(failures=0))
        note(current, run, f"run.{new}", deed, by=by, at=at)


def note(
    current: Session, run: CheckRun, action: str, deed: str, *, by: Actor, at: datetime
) -> None:
    """Write a deed about a run into the audit trail; flushes with the caller's transaction."""
    region = run.region or (run.entry.catalog.region if run.entry else None)
    where = region.name if region else "全省"
    what = run.entry.version.name if run.entry else run.domain.name if run.domain else "全部领域"
    audit.record(
        current,
        action,
        run,
        by=by,
        at=at,
        region_id=region.id if region else None,
        summary=f"{deed}：{where}，{what}，第 {run.id} 批，共 {run.page_count} 个网页",
    )


def is_running(run_id: int) -> bool:
    """False before its start, when somebody paused or stopped it, and once it is finished."""
    return session().scalar(select(CheckRun.state).where(CheckRun.id == run_id)) == "running"


def finish(run_id: int, *, at: datetime) -> None:
    """Close a run that has nothing left to visit."""
    with transaction() as current:
        current.execute(
            update(CheckRun)
            .where(CheckRun.id == run_id, CheckRun.state == "running")
            .values(state="finished", finished_at=at)
        )


def note_failure(run_id: int, host: str, *, reason: str, reference: str) -> None:
    """A host's visit broke down: why in plain words, and under which reference the log has it. What
    was last told of it is void, for it is no longer under way."""
    found = update(RunHost).where(RunHost.run_id == run_id, RunHost.host == host)
    with transaction() as current:
        current.execute(
            found.values(
                failures=RunHost.failures + 1, reason=reason, reference=reference, told_at=None
            )
        )
