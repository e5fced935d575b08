"""Figures of the checker for those who watch the servers: what is done, what waits, since when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, or_, select, text

from catalog_app.checks.models import CheckRun, PageCheck, RunHost, RunPage
from catalog_app.checks.services.run_life import IN_HAND, UNFINISHED
from catalog_app.database import session

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
JOBS = "SELECT queue_name, status::text, count(*) FROM procrastinate_jobs GROUP BY 1, 2"
OLDEST_JOB = """
    SELECT extract(epoch FROM now() - min(e.at)) FROM procrastinate_jobs j
    JOIN procrastinate_events e ON e.job_id = j.id AND e.type = 'deferred' WHERE j.status = 'todo'
"""
WORKERS = (
    "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - interval '2 min'"
)


@dataclass(frozen=True, slots=True)
class QueueFigures:
    """The province's queue: jobs by (queue, status), how long the oldest waits, live queue takers
    (a worker has one for each queue)."""

    jobs: Mapping[tuple[str, str], int]
    oldest_seconds: float
    takers: int


@dataclass(frozen=True, slots=True)
class CheckFigures:
    """Of the last hour: pages by outcome. Now: runs by state, pages that wait, how long the oldest
    run waits for its start, seconds since a page was last stored. Of a day: hosts that broke."""

    pages: Mapping[str, int]
    runs: Mapping[str, int]
    pages_waiting: int
    oldest_queued_seconds: float
    since_last_page: float
    hosts_broke: int
    queue: QueueFigures | None = field(default=None)


def figures(*, at: datetime) -> CheckFigures:
    """As the database has them now; a fixed number of statements, none over all checks ever made."""
    now = session()
    waiting = select(CheckRun.state, func.count()).where(CheckRun.state.in_(UNFINISHED))
    runs = dict.fromkeys(UNFINISHED, 0) | dict(now.execute(waiting.group_by(CheckRun.state)).all())
    in_hand = select(CheckRun.id).where(CheckRun.state.in_(IN_HAND))
    pages_waiting = select(func.count()).where(RunPage.run_id.in_(in_hand), ~RunPage.done)
    queued = select(func.min(CheckRun.created_at)).where(CheckRun.state == "queued")
    last = select(PageCheck.at).order_by(PageCheck.id.desc()).limit(1)
    return CheckFigures(
        _pages_of_the_hour(at),
        runs,
        now.scalar(pages_waiting) or 0,
        _seconds(at, now.scalar(queued)),
        _seconds(at, now.scalar(last)),
        _hosts_broke(at),
        _queue(),
    )


def _seconds(at: datetime, since: datetime | None) -> float:
    return 0.0 if since is None else max(0.0, (at - since).total_seconds())


def _pages_of_the_hour(at: datetime) -> dict[str, int]:
    recent = select(CheckRun.id).where(_open_since(at - HOUR))
    counted = select(PageCheck.outcome, func.count()).where(
        PageCheck.run_id.in_(recent), PageCheck.at > at - HOUR
    )
    return dict(session().execute(counted.group_by(PageCheck.outcome)).all())


def _hosts_broke(at: datetime) -> int:
    recent = select(CheckRun.id).where(_open_since(at - DAY))
    counted = select(func.count()).where(RunHost.run_id.in_(recent), RunHost.reference.is_not(None))
    return session().scalar(counted) or 0


def _open_since(moment: datetime) -> ColumnElement[bool]:
    return or_(CheckRun.state.in_(UNFINISHED), CheckRun.finished_at > moment)


def _queue() -> QueueFigures | None:
    now = session()
    if now.get_bind().dialect.name != "postgresql":
        return None
    jobs = {(queue, status): count for queue, status, count in now.execute(text(JOBS))}
    return QueueFigures(
        jobs, float(now.scalar(text(OLDEST_JOB)) or 0), now.scalar(text(WORKERS)) or 0
    )
