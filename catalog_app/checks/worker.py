"""The embedded worker: carries out whatever runs are asked for, several at once, until told to stop."""

from __future__ import annotations

import asyncio
import signal
from contextlib import suppress

import structlog

from catalog_app.checks import services
from catalog_app.checks.services import Patrol
from catalog_app.database import session

POLL_SECONDS = 1.0
PATROL_POLL_SECONDS = 60.0
RETRY_SECONDS = 60.0
RUNS_AT_ONCE = 4
SMALL = 20
"""Runs of up to so many pages start at once, however many patrols are under way."""

log = structlog.get_logger("catalog.worker")


def work(patrol: Patrol, *, patrol_hour: int) -> None:
    """Carry out runs until SIGTERM or SIGINT; what is under way then is resumed at the next start.

    `patrol_hour` (China time, negative for never) is when the daily patrol of all links begins."""
    asyncio.run(_until_signal(patrol, patrol_hour))


async def _until_signal(patrol: Patrol, patrol_hour: int) -> None:
    stop = asyncio.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(sign, stop.set)
    await Worker(patrol, patrol_hour).run(stop)


class Worker:
    """Polls for unfinished runs, the smallest first."""

    def __init__(self, patrol: Patrol, patrol_hour: int = -1) -> None:
        self.patrol = patrol
        self.patrol_hour = patrol_hour
        self.next_patrol_poll = 0.0
        self.tasks: dict[int, asyncio.Task[None]] = {}
        self.not_before: dict[int, float] = {}

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop` is set, then let go of everything."""
        try:
            while not stop.is_set():
                self._ask_for_patrol()
                self._start_due()
                with suppress(TimeoutError):
                    await asyncio.wait_for(stop.wait(), POLL_SECONDS)
        finally:
            for task in self.tasks.values():
                task.cancel()
            await asyncio.gather(*self.tasks.values(), return_exceptions=True)

    def _ask_for_patrol(self) -> None:
        clock = asyncio.get_running_loop().time()
        if clock >= self.next_patrol_poll:
            self.next_patrol_poll = clock + PATROL_POLL_SECONDS
            services.ask_for_patrol(self.patrol_hour, at=self.patrol.now())
            session().rollback()

    def _start_due(self) -> None:
        self._reap()
        clock = asyncio.get_running_loop().time()
        runs = services.unfinished_runs()
        session().rollback()
        for run_id, pages in runs:
            waits = run_id in self.tasks or clock < self.not_before.get(run_id, 0)
            if not waits and (pages <= SMALL or len(self.tasks) < RUNS_AT_ONCE):
                self.tasks[run_id] = asyncio.create_task(services.carry_out(run_id, self.patrol))

    def _reap(self) -> None:
        """Forget runs that are done; one that failed is taken up again after a minute."""
        for run_id, task in list(self.tasks.items()):
            if not task.done():
                continue
            del self.tasks[run_id]
            error = task.exception()
            if error is not None:
                log.error("run failed", run=run_id, exc_info=error)
                self.not_before[run_id] = asyncio.get_running_loop().time() + RETRY_SECONDS
