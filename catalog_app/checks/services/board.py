"""The board of hosts under way: every few seconds a worker tells how each stands, for the screen."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import datetime, timedelta
from typing import Any, Self

import structlog
from sqlalchemy import update
from sqlalchemy.exc import SQLAlchemyError

from catalog_app.checks.models import RunHost
from catalog_app.checks.services.desk import Desk
from catalog_app.checks.services.host_visit import HostVisit
from catalog_app.database import transaction

TELL_SECONDS = 3.0
STALE_SECONDS = 15
"""What was told longer ago was told by a worker that is gone."""

log = structlog.get_logger("catalog.worker")


class Board:
    """The hosts that one worker visits now, each with the run it is visited for."""

    def __init__(self, now: Callable[[], datetime], desk: Desk) -> None:
        self.now = now
        self.desk = desk
        self._visits: dict[tuple[int, str], HostVisit] = {}
        self._in_turn: set[tuple[int, str]] = set()

    @asynccontextmanager
    async def kept(self) -> AsyncIterator[Self]:
        """Tell regularly for as long as the block lasts."""
        telling = asyncio.create_task(self._tell_regularly())
        try:
            yield self
        finally:
            telling.cancel()
            with suppress(asyncio.CancelledError):
                await telling

    @contextmanager
    def shows(self, run_id: int, visit: HostVisit) -> Iterator[None]:
        """The host is under way for this run, though it may wait for its turn."""
        self._visits[run_id, visit.host] = visit
        try:
            yield
        finally:
            del self._visits[run_id, visit.host]

    @contextmanager
    def turn(self, run_id: int, visit: HostVisit) -> Iterator[None]:
        """The host has its turn: its lock is held, it is being visited."""
        self._in_turn.add((run_id, visit.host))
        try:
            yield
        finally:
            self._in_turn.discard((run_id, visit.host))

    async def _tell_regularly(self) -> None:
        while True:
            await asyncio.sleep(TELL_SECONDS)
            if not self._visits:
                continue
            try:
                await self.tell()
            except SQLAlchemyError as error:  # the screen is late; the visits must not suffer
                log.warning("board not told", reason=type(error).__name__)

    async def tell(self) -> None:
        """Write down how every host stands; one statement."""
        rows = [self._row(run_id, host, visit) for (run_id, host), visit in self._visits.items()]
        await self.desk.do(_write, rows)

    def _row(self, run_id: int, host: str, visit: HostVisit) -> dict[str, Any]:
        at, rest = self.now(), visit.gate.rest_seconds
        return {
            "run_id": run_id,
            "host": host,
            "told_at": at,
            "delay": visit.gate.plan.delay,
            "waits_for": self._waits_for(run_id, visit, rest),
            "until": at + timedelta(seconds=rest) if rest else None,
        }

    def _waits_for(self, run_id: int, visit: HostVisit, rest: float) -> str | None:
        if (run_id, visit.host) not in self._in_turn:
            return "turn"
        if rest:
            return "rest"
        delay, ours = visit.gate.plan.delay, visit.patrol.plan.delay
        return "robots" if delay > ours else "pace" if delay else None


def _write(rows: Sequence[dict[str, Any]]) -> None:
    with transaction() as current:
        current.execute(update(RunHost), rows)
