"""Tickets of the job queue: which host of which run may be visited now, by whatever worker is free.

What is to be done stands in the run itself; a ticket only says whose turn it is. A run becomes
"running" in the transaction that writes its tickets, so that neither is ever there without the
other, and a ticket that got lost is written anew (`mend`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from procrastinate.jobs import Job
from procrastinate.manager import JobManager
from procrastinate.sync_psycopg_connector import SyncPsycopgConnector
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from catalog_app.checks import services
from catalog_app.checks.models import CheckRun
from catalog_app.checks.services import run_life, runs
from catalog_app.database import session, transaction

SOON, PATROL, SURVEYS = "soon", "patrol", "surveys"
"""The queues: every worker keeps room for small runs, however many patrols are under way."""
SMALL = 20
"""Runs of up to so many pages count as small."""
CHECK_HOST, CLOSE_RUN, SURVEY = "check_host", "close_run", "survey"
LEAST_PRIORITY = -(2**31)

_tickets = JobManager(SyncPsycopgConnector())  # never opened: each call brings its connection


def hand_out(*, at: datetime) -> None:
    """Start every queued run; its hosts' tickets are written with it."""
    for run_id in _runs("queued"):
        with transaction() as current:
            if run_life.begin(current, run_id, at=at):
                _defer(current, _missing(current, current.get_one(CheckRun, run_id)))


def mend() -> None:
    """Write anew whatever ticket of a running run is missing: of a host let go in the moment of a
    pause, of a run begun in another mode."""
    for run_id in _runs("running"):
        with transaction() as current:
            run = current.get_one(CheckRun, run_id, with_for_update=True)
            _defer(current, _missing(current, run))


def ask_for_surveys() -> None:
    """A ticket for each survey of a region's sites that is not finished."""
    wanted = [_of_survey(survey_id) for survey_id in services.unfinished_surveys()]
    session().rollback()
    if wanted:
        with transaction() as current:
            _defer(current, _unheld(current, wanted))


def ask_for_work_above() -> None:
    """A ticket for whatever the areas above want done and nobody has in hand."""
    wanted = [
        _of_work(kind.name, number) for kind in services.kinds_above() for number, _ in kind.due()
    ]
    session().rollback()
    if wanted:
        with transaction() as current:
            _defer(current, _unheld(current, wanted))


def somebody_waits(host: str, priority: int) -> bool:
    """Does a smaller run wait for this host?"""
    waiting = text(
        "SELECT EXISTS (SELECT 1 FROM procrastinate_jobs WHERE lock = :host AND status = 'todo'"
        " AND priority > :priority AND (scheduled_at IS NULL OR scheduled_at <= now()))"
    )
    found = bool(session().scalar(waiting, {"host": host, "priority": priority}))
    session().rollback()
    return found


def _runs(state: str) -> list[int]:
    """Ids of the runs in this state, the smallest first."""
    query = select(CheckRun.id).where(CheckRun.state == state)
    ids = list(session().scalars(query.order_by(CheckRun.page_count, CheckRun.id)))
    session().rollback()
    return ids


def _missing(current: Session, run: CheckRun) -> list[Job]:
    """Tickets the running run should have and has not."""
    if run.state != "running":
        return []
    hosts = runs.pending_hosts(run.id)
    return _unheld(current, [*_of_hosts(run, hosts)] or [_closing(run)])


def _of_hosts(run: CheckRun, hosts: Iterable[str]) -> Iterator[Job]:
    for host in hosts:
        yield Job(
            queue=_queue(run),
            task_name=CHECK_HOST,
            task_kwargs={"run_id": run.id, "host": host},
            lock=host,
            queueing_lock=f"run/{run.id}/{host}",
            priority=_priority(run),
        )


def _closing(run: CheckRun) -> Job:
    return Job(
        queue=_queue(run),
        task_name=CLOSE_RUN,
        task_kwargs={"run_id": run.id},
        lock=f"run/{run.id}",
        queueing_lock=f"run/{run.id}",
        priority=_priority(run),
    )


def _of_survey(survey_id: int) -> Job:
    key = f"survey/{survey_id}"
    return Job(
        queue=SURVEYS,
        task_name=SURVEY,
        task_kwargs={"survey_id": survey_id},
        lock=key,
        queueing_lock=key,
    )


def _of_work(name: str, number: int) -> Job:
    key = f"{name}/{number}"
    return Job(
        queue=SOON,
        task_name=name,
        task_kwargs={"number": number},
        lock=key,
        queueing_lock=key,
    )


def _queue(run: CheckRun) -> str:
    return SOON if run.page_count <= SMALL else PATROL


def _priority(run: CheckRun) -> int:
    """The fewer pages, the sooner."""
    return max(LEAST_PRIORITY, -run.page_count)


def _unheld(current: Session, wanted: list[Job]) -> list[Job]:
    """Those whose like is neither waiting nor in some worker's hand."""
    held = text(
        "SELECT queueing_lock FROM procrastinate_jobs"
        " WHERE status IN ('todo', 'doing') AND queueing_lock = ANY(:keys)"
    )
    keys = set(current.scalars(held, {"keys": [job.queueing_lock for job in wanted]}))
    return [job for job in wanted if job.queueing_lock not in keys]


def _defer(current: Session, jobs: list[Job]) -> None:
    """Within the running transaction; the database sees to it that none is written twice."""
    if jobs:
        connection = current.connection().connection.driver_connection
        _tickets.batch_defer_jobs(jobs, connection=connection)
