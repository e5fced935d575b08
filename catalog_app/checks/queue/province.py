"""The province's worker: takes tickets from the queue and visits their hosts, many at once."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

import psycopg
import structlog
from procrastinate import App, BaseRetryStrategy, PsycopgConnector, RetryDecision
from procrastinate.exceptions import AlreadyEnqueued, ProcrastinateException
from procrastinate.job_context import JobContext
from procrastinate.jobs import Job
from sqlalchemy.exc import SQLAlchemyError

from catalog_app.checks import services
from catalog_app.checks.errors import HostBroke
from catalog_app.checks.queue import tickets
from catalog_app.checks.services import Kind, Patrol, runs
from catalog_app.checks.services.visiting import (
    HOSTS_AT_ONCE,
    Means,
    check_host,
    close_run,
    means_of,
)
from catalog_app.database import session

POLL_SECONDS = 1.0
RESTART_SECONDS = 5.0
ROOM = {tickets.SOON: 20, tickets.PATROL: HOSTS_AT_ONCE, tickets.SURVEYS: 4}
"""How many jobs one worker does at once, by queue."""
CONNECTIONS = 2 * len(ROOM)
"""To the queue's database: one to listen on and one to ask with, for each queue."""
EVERY_MINUTE, EVERY_NIGHT = "* * * * *", "30 20 * * *"
KEPT_HOURS = 72

log = structlog.get_logger("catalog.worker")


@dataclass(frozen=True, slots=True)
class Queue:
    """Where the queue is, and after how many seconds without a sign of life a worker counts as dead."""

    conninfo: str
    stalled_seconds: float


class GivesWay(Exception):
    """The host is let go between two turns: a smaller run waits for it, or the worker is to end."""


class Again(BaseRetryStrategy):
    """Who gave way queues up again at once; what broke is tried again after so many seconds."""

    def __init__(self, seconds: float) -> None:
        self.seconds = round(seconds)

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision:
        at_once = isinstance(exception, (GivesWay, asyncio.CancelledError))
        return RetryDecision(retry_in={"seconds": 0 if at_once else self.seconds})


class ProvinceWorker:
    """One of any number; what it has in hand when it dies, another takes up."""

    def __init__(self, patrol: Patrol, queue: Queue, patrol_hour: int = -1) -> None:
        self.patrol = patrol
        self.queue = queue
        self.patrol_hour = patrol_hour

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop` is set, then end the turns under way. Outlives the database's restarts."""
        while not stop.is_set():
            try:
                async with means_of(self.patrol) as means:
                    await _Shift(self, means).last(stop)
            except (OSError, SQLAlchemyError, psycopg.Error, ProcrastinateException) as error:
                log.error("worker interrupted", exc_info=error)
                session().rollback()
                with suppress(TimeoutError):
                    await asyncio.wait_for(stop.wait(), RESTART_SECONDS)


class _Shift:
    """The worker's work for as long as the database stays."""

    def __init__(self, worker: ProvinceWorker, means: Means) -> None:
        self.worker = worker
        self.means = means
        self.ends = False
        self.app = App(
            connector=PsycopgConnector(conninfo=worker.queue.conninfo, max_size=CONNECTIONS)
        )
        self._define_tasks()

    def _define_tasks(self) -> None:
        task, again = self.app.task, Again(self.worker.queue.stalled_seconds)
        task(name=tickets.CHECK_HOST, retry=again, pass_context=True)(self.check_host)
        task(name=tickets.CLOSE_RUN, retry=again)(self.close_run)
        task(name=tickets.SURVEY, retry=again)(self.survey)
        for kind in services.kinds_above():
            task(name=kind.name, retry=again)(partial(self.work_above, kind))
        patrol = task(name="patrol", queue=tickets.SOON, lock="patrol", queueing_lock="patrol")
        self.app.periodic(cron=EVERY_MINUTE)(patrol(self.ask_for_patrol))
        tidy = task(name="tidy", queue=tickets.SOON, queueing_lock="tidy")
        self.app.periodic(cron=EVERY_NIGHT)(tidy(self.tidy))

    async def last(self, stop: asyncio.Event) -> None:
        """Until `stop` is set, or something broke that only a new shift can mend: raises that."""
        chores = (self._hand_out(), self._mend(), stop.wait())
        async with self.app.open_async():
            work = [self._begin(self._take(queue, room)) for queue, room in ROOM.items()]
            work += [self._begin(chore) for chore in chores]
            done, _ = await asyncio.wait(work, return_when=asyncio.FIRST_COMPLETED)
            self.ends = True
            for each in work:
                each.cancel()  # a taker of tickets waits for the turns under way
            await asyncio.gather(*work, return_exceptions=True)
        for each in done:
            each.result()

    @staticmethod
    def _begin(work: Coroutine[Any, Any, object]) -> asyncio.Task[object]:
        return asyncio.create_task(work)

    async def _take(self, queue: str, room: int) -> None:
        stalled = self.worker.queue.stalled_seconds
        await self.app.run_worker_async(
            queues=[queue],
            concurrency=room,
            delete_jobs="successful",
            install_signal_handlers=False,
            update_heartbeat_interval=stalled / 3,
            stalled_worker_timeout=stalled,
            shutdown_graceful_timeout=stalled,
        )

    async def _hand_out(self) -> None:
        while True:
            with suppress(AlreadyEnqueued):  # another worker was faster
                tickets.hand_out(at=self.means.patrol.now())
                tickets.ask_for_surveys()
                tickets.ask_for_work_above()
            await asyncio.sleep(POLL_SECONDS)

    async def _mend(self) -> None:
        """Take up what dead workers had in hand. One worker at a time, lest a ticket that was just
        taken up is taken away again."""
        while True:
            await asyncio.sleep(self.worker.queue.stalled_seconds / 2)
            if self.means.locks.take("mend/"):
                try:
                    await self._take_up_stalled()
                    with suppress(AlreadyEnqueued):
                        tickets.mend()
                finally:
                    self.means.locks.release("mend/")

    async def _take_up_stalled(self) -> None:
        seconds = self.worker.queue.stalled_seconds
        manager = self.app.job_manager
        for job in await manager.get_stalled_jobs(seconds_since_heartbeat=seconds):
            log.warning("job taken up again", job=job.call_string)
            await manager.retry_job(job)

    async def check_host(self, context: JobContext, run_id: int, host: str) -> None:
        """The job: one host in one run, and the run's end when it was the last."""
        priority = context.job.priority

        def go_on() -> bool:
            return not self.ends and not tickets.somebody_waits(host, priority)

        try:
            if not await check_host(run_id, host, self.means, go_on=go_on):
                raise GivesWay()
        except HostBroke:
            if host in runs.pending_hosts(run_id):  # once it is given up, the run ends without it
                raise
        await self.close_run(run_id)

    async def close_run(self, run_id: int) -> None:
        """The job: judge and close a run that has nothing left to visit."""
        await close_run(run_id, self.means)

    async def survey(self, survey_id: int) -> None:
        """The job: one survey of a region's sites."""
        await services.carry_out_survey(survey_id, self.means.patrol)

    async def work_above(self, kind: Kind, number: int) -> None:
        """The job: one piece of an area above's work."""
        await kind.carry_out(number, self.means.patrol)

    async def ask_for_patrol(self, timestamp: int) -> None:
        """The job of every minute: the daily patrol, when it is due."""
        services.ask_for_patrol(self.worker.patrol_hour, at=self.means.patrol.now())
        session().rollback()

    async def tidy(self, timestamp: int) -> None:
        """The job of every night: jobs long over are forgotten."""
        await self.app.job_manager.delete_old_jobs(
            KEPT_HOURS, include_failed=True, include_cancelled=True, include_aborted=True
        )
