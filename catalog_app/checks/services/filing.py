"""What the hosts' visits of one process bring in: judged and stored together, while the network is
served."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from catalog_app.checks.services.desk import Desk
from catalog_app.checks.services.host_visit import Seen
from catalog_app.checks.services.judging import PageResult, judge
from catalog_app.checks.services.recording import store
from catalog_app.checks.services.surroundings import Surroundings
from catalog_app.clock import china_date


@dataclass(frozen=True, slots=True)
class Brought:
    """Pages seen on one host in one run, and what judging them needs besides."""

    run_id: int
    seen: Sequence[Seen]
    around: Surroundings


Waiting = tuple[Brought, asyncio.Future[None]]


class Filing:
    """Stores at the desk whatever has come since the last time, of all hosts together: a
    transaction's own cost is small beside that of as many pages."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._waiting: list[Waiting] = []
        self._clerk: asyncio.Task[None] | None = None

    async def file(self, brought: Brought) -> None:
        """Over when it is stored; raises what storing it raised, and then nothing of it is kept."""
        stored = asyncio.get_running_loop().create_future()
        self._waiting.append((brought, stored))
        if self._clerk is None:
            self._clerk = asyncio.create_task(self._work())
        await stored

    async def _work(self) -> None:
        try:
            while self._waiting:
                batch, self._waiting = self._waiting, []
                await self._store(batch)
        finally:
            self._clerk = None

    async def _store(self, batch: Sequence[Waiting]) -> None:
        """All at once; where that fails, each alone, so that one host's fault is its own."""
        try:
            await self._desk.do(_keep, [brought for brought, _ in batch])
        except Exception as error:
            if len(batch) > 1:
                for each in batch:
                    await self._store([each])
            elif not batch[0][1].done():
                batch[0][1].set_exception(error)
            return
        for _, stored in batch:
            if not stored.done():  # whoever brought it may have been told to stop
                stored.set_result(None)


def _keep(batch: Sequence[Brought]) -> None:
    results: dict[int, list[PageResult]] = defaultdict(list)
    for brought in batch:
        results[brought.run_id] += (
            judge(seen, brought.around, today=china_date(seen.at)) for seen in brought.seen
        )
    for run_id, judged in results.items():
        store(run_id, judged)
