"""A worker that once a day also lets go of what is too old to be kept."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

import structlog
from sqlalchemy.exc import SQLAlchemyError

from catalog_app.checks.services import retain
from catalog_app.checks.worker import Works
from catalog_app.database import session

DAY_SECONDS = 24 * 3600.0
FIRST_SECONDS = 600.0
"""After a start the runs come first."""
PAUSE_SECONDS = 0.05

log = structlog.get_logger("catalog.worker")


@dataclass(slots=True)
class TidyWorker:
    """`worker`, and a round of tidying every day. Steps are short, and as long is waited as each
    took: a page that is being fetched must not seem slow because of it."""

    worker: Works
    keep_days: int
    now: Callable[[], datetime]
    first_seconds: float = FIRST_SECONDS

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop` is set."""
        tidying = asyncio.create_task(self._every_day())
        try:
            await self.worker.run(stop)
        finally:
            tidying.cancel()
            with suppress(asyncio.CancelledError):
                await tidying

    async def _every_day(self) -> None:
        await asyncio.sleep(self.first_seconds)
        while True:
            try:
                await self._round()
            except SQLAlchemyError as error:  # tomorrow is another day
                session().rollback()
                log.error("tidying interrupted", exc_info=error)
            await asyncio.sleep(DAY_SECONDS)

    async def _round(self) -> None:
        removed: Counter[str] = Counter()
        began = time.monotonic()
        for step in retain(self.keep_days, at=self.now()):
            removed[step.kind] += step.number
            await asyncio.sleep(max(PAUSE_SECONDS, time.monotonic() - began))
            began = time.monotonic()
        session().rollback()
        log.info("tidied", **removed)
