"""Carrying out a run: many hosts at once, each in short turns, what was seen stored after each."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from catalog_app.addresses import AddressGuard
from catalog_app.checks.fetch import Engine, FetchLimits, HostPlan
from catalog_app.checks.host_lock import RETRY_SECONDS, HostLocks, held, host_locks
from catalog_app.checks.services import runs
from catalog_app.checks.services.catalogue_rules import judge_catalogs
from catalog_app.checks.services.host_visit import HostVisit
from catalog_app.checks.services.judging import judge
from catalog_app.checks.services.recording import store
from catalog_app.checks.services.surroundings import surroundings_of
from catalog_app.checks.services.targets import planned_pages
from catalog_app.clock import china_date
from catalog_app.database import session

HOSTS_AT_ONCE = 60
TURN_PAGES = range(5, 200)


@dataclass(frozen=True, slots=True)
class Patrol:
    """How runs are carried out: limits, pace, allowed networks, where locks lie, the clock.

    `tell` hears after every turn how many pages it has stored."""

    locks: Path
    now: Callable[[], datetime]
    limits: FetchLimits = field(default_factory=FetchLimits)
    plan: HostPlan = field(default_factory=HostPlan)
    guard: AddressGuard = field(default_factory=AddressGuard)
    tell: Callable[[int], object] = lambda _pages: None
    turn_seconds: float = 10.0

    @property
    def turn_pages(self) -> int:
        """Pages of one turn: `turn_seconds` of politeness, so that whoever else wants the host, a
        clerk's "check now" above all, waits no longer, and a crash loses no more."""
        pages = int(self.turn_seconds / self.plan.delay) if self.plan.delay else TURN_PAGES.stop
        return max(TURN_PAGES.start, min(TURN_PAGES.stop, pages))


async def carry_out(run_id: int, patrol: Patrol) -> None:
    """Visit whatever of the run is not done yet, then judge its catalogues and close it.

    Safe to call again after a crash, and from two workers at once: a host is visited by one at a
    time, and a page that is done is skipped. One host's fault does not stop the others; it is
    raised when they are through, and the run stays open.
    """
    runs.start(run_id, at=patrol.now())
    hosts = runs.pending_hosts(run_id)
    bind = session().get_bind()
    _let_go()
    gate = asyncio.Semaphore(HOSTS_AT_ONCE)
    with host_locks(bind, patrol.locks) as locks:
        async with Engine(patrol.limits, patrol.guard) as engine:
            visits = (_visit(gate, locks, run_id, HostVisit(h, engine, patrol)) for h in hosts)
            ends = await asyncio.gather(*visits, return_exceptions=True)
    _raise_first(ends)
    judge_catalogs(run_id, now=patrol.now)


async def _visit(gate: asyncio.Semaphore, locks: HostLocks, run_id: int, visit: HostVisit) -> None:
    """Turn after turn until nothing of the run is left on the host.

    The lock is given back between turns, long enough for another to take it."""
    delay = visit.patrol.plan.delay
    async with gate:
        while True:
            async with held(locks, visit.host):
                if not await _turn(run_id, visit):
                    return
                await asyncio.sleep(delay)
            await asyncio.sleep(RETRY_SECONDS * 1.5 if delay else 0)


async def _turn(run_id: int, visit: HostVisit) -> bool:
    """Some of the host's pages: fetched, judged and stored together. False when none is left."""
    patrol = visit.patrol
    pages = planned_pages(run_id, visit.host, limit=patrol.turn_pages)
    around = surroundings_of(pages)
    _let_go()
    if not pages:
        return False
    seen = await visit.see(pages)
    store(run_id, [judge(each, around, today=china_date(each.at)) for each in seen])
    patrol.tell(len(seen))
    return True


def _let_go() -> None:
    """End the reading transaction: nothing is held open while the network is slow."""
    session().rollback()


def _raise_first(ends: Sequence[BaseException | None]) -> None:
    for error in ends:
        if error is not None:
            raise error
