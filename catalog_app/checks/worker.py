"""The worker: carries out whatever is asked for, several things at once, until told to stop.

Embedded it polls the database and does everything in one event loop; in a province it is one of
many that share a queue (`queue.province`). Both visit hosts by the same function.
"""

from __future__ import annotations

import asyncio
import signal
from contextlib import suppress
from typing import Protocol

import structlog

from catalog_app.checks import services
from catalog_app.checks.collecting import collect_rarely
from catalog_app.checks.services import Kind, Patrol, kinds_above
from catalog_app.database import session

POLL_SECONDS = 1.0
PATROL_POLL_SECONDS = 60.0
RETRY_SECONDS = 60.0
AT_ONCE = 4
SMALL = 20
"""Work of up to so many pages starts at once, however many patrols are under way."""

log = structlog.get_logger("catalog.worker")


class Works(Protocol):
    """Either worker."""

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop` is set."""


def work(worker: Works) -> None:
    """Work until SIGTERM or SIGINT; what is under way then is gone on with at the next start."""
    collect_rarely()
    asyncio.run(_until_signal(worker))


async def _until_signal(worker: Works) -> None:
    stop = asyncio.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(sign, stop.set)
    await worker.run(stop)


def _surveys() -> list[tuple[int, int]]:
    """None is small: a survey opens hundreds of pages."""
    return [(survey_id, SMALL + 1) for survey_id in services.unfinished_surveys()]


KINDS = (
    Kind("run", services.unfinished_runs, services.carry_out),
    Kind("survey", _surveys, services.carry_out_survey),
)
Key = tuple[str, int]


class Worker:
    """The embedded worker: polls for what is unfinished."""

    def __init__(self, patrol: Patrol, patrol_hour: int = -1) -> None:
        """`patrol_hour` (China time, negative for never) is when the daily patrol begins."""
        self.patrol = patrol
        self.patrol_hour = patrol_hour
        self.next_patrol_poll = 0.0
        self.tasks: dict[Key, asyncio.Task[None]] = {}
        self.not_before: dict[Key, float] = {}

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop` is set, then let go of everything."""
        try:
            while not stop.is_set():
                self._ask_for_patrol()
                self._reap()
                for kind in (*KINDS, *kinds_above()):
                    self._start_due(kind)
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

    def _start_due(self, kind: Kind) -> None:
        clock = asyncio.get_running_loop().time()
        due = kind.due()
        session().rollback()
        for number, pages in due:
            key = (kind.name, number)
            waits = key in self.tasks or clock < self.not_before.get(key, 0)
            if not waits and (pages <= SMALL or len(self.tasks) < AT_ONCE):
                self.tasks[key] = asyncio.create_task(kind.carry_out(number, self.patrol))

    def _reap(self) -> None:
        """Forget what is done; what failed is taken up again after a minute."""
        for key, task in list(self.tasks.items()):
            if not task.done():
                continue
            del self.tasks[key]
            error = task.exception()
            if error is not None:
                log.error("work failed", kind=key[0], number=key[1], exc_info=error)
                self.not_before[key] = asyncio.get_running_loop().time() + RETRY_SECONDS
