"""Carrying out a run: many hosts at once, each in short turns, what was seen stored as it comes."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import structlog
from sqlalchemy.exc import SQLAlchemyError

from catalog_app.addresses import AddressGuard
from catalog_app.checks.errors import HostBroke
from catalog_app.checks.fetch import Engine, FetchLimits, HostPlan, Renderer, rendering
from catalog_app.checks.files.readers import FileReaders
from catalog_app.checks.host_lock import RETRY_SECONDS, HostLocks, held, host_locks
from catalog_app.checks.services import hosts, run_life, runs
from catalog_app.checks.services.beside import meanwhile, one_behind
from catalog_app.checks.services.board import Board
from catalog_app.checks.services.catalogue_rules import judge_catalogs
from catalog_app.checks.services.desk import Desk
from catalog_app.checks.services.filing import Brought, Filing
from catalog_app.checks.services.host_visit import HostVisit
from catalog_app.checks.services.planning import plan_turn
from catalog_app.checks.services.targets import first_address
from catalog_app.clock import china_date
from catalog_app.database import session

HOSTS_AT_ONCE = 60
TURN_PAGES = range(5, 200)

log = structlog.get_logger("catalog.worker")


@dataclass(frozen=True, slots=True)
class Patrol:
    """How runs are carried out: limits, pace, allowed networks, where locks lie, the clock.

    What was seen on a host is handed in to be judged and stored every `portion_seconds`, together
    with what other hosts bring: a transaction's own cost is small beside that of as many pages.
    `tell` hears whenever pages are stored how many they are. `chromium` shows the pages that are
    nothing but a script, where the province wants that."""

    locks: Path
    now: Callable[[], datetime]
    limits: FetchLimits = field(default_factory=FetchLimits)
    plan: HostPlan = field(default_factory=HostPlan)
    guard: AddressGuard = field(default_factory=AddressGuard)
    tell: Callable[[int], object] = lambda _pages: None
    turn_seconds: float = 10.0
    portion_seconds: float = 3.0
    chromium: str | None = None

    @property
    def turn_pages(self) -> int:
        """Pages of one turn on a host that asks for nothing else."""
        return self.pages_a_turn(self.plan.delay)

    def pages_a_turn(self, delay: float) -> int:
        """Pages of one turn: `turn_seconds` of politeness, so that whoever else wants the host, a
        clerk's "check now" above all, waits no longer, and a crash loses no more."""
        pages = int(self.turn_seconds / delay) if delay else TURN_PAGES.stop
        return max(TURN_PAGES.start, min(TURN_PAGES.stop, pages))


@dataclass(frozen=True, slots=True)
class Means:
    """What a worker visits with: one set of connections, its locks, its board of hosts under way,
    its processes that read files, its browser if it has one, the desk at which it reads and writes
    the database."""

    patrol: Patrol
    engine: Engine
    locks: HostLocks
    board: Board
    readers: FileReaders
    renderer: Renderer | None
    desk: Desk
    filing: Filing


@asynccontextmanager
async def means_of(patrol: Patrol) -> AsyncIterator[Means]:
    """The means of one worker, or of one run in a process of its own."""
    bind = session().get_bind()
    _let_go()
    with host_locks(bind, patrol.locks) as locks, Desk() as desk:
        async with (
            Engine(patrol.limits, patrol.guard) as engine,
            rendering(engine, patrol.chromium) as renderer,
            Board(patrol.now, desk).kept() as board,
            FileReaders() as readers,
        ):
            yield Means(patrol, engine, locks, board, readers, renderer, desk, Filing(desk))


async def carry_out(run_id: int, patrol: Patrol) -> None:
    """Visit whatever of the run is not done yet, then judge its catalogues and close it.

    Safe to call again after a crash, and from two workers at once: a host is visited by one at a
    time, and a page that is done is skipped. One host's fault does not stop the others; it is
    raised when they are through (HostBroke), and the run stays open.
    """
    run_life.start(run_id, at=patrol.now())
    hosts = runs.pending_hosts(run_id)
    _let_go()
    async with means_of(patrol) as means:
        gate = asyncio.Semaphore(HOSTS_AT_ONCE)
        visits = (_in_turn(gate, check_host(run_id, host, means)) for host in hosts)
        ends = await asyncio.gather(*visits, return_exceptions=True)
        _raise_first(ends)
        await close_run(run_id, means)


async def _in_turn(gate: asyncio.Semaphore, visit: Awaitable[object]) -> None:
    async with gate:
        await visit


async def check_host(
    run_id: int, host: str, means: Means, go_on: Callable[[], bool] = lambda: True
) -> bool:
    """One host in one run, the unit of work of both modes: turn after turn until nothing of the run
    is left on the host, or `go_on` says between two turns that it is time to let go. False then.

    The host's lock is given back between turns, long enough for another to take it. Raises
    HostBroke for a fault of ours, which is kept with the run.
    """
    manners = await means.desk.do(hosts.manners_of, host)
    visit = HostVisit(
        host, means.engine, means.patrol, means.readers, manners, renderer=means.renderer
    )
    try:
        with means.board.shows(run_id, visit):
            return await _turns(run_id, visit, means, go_on)
    except Exception as error:
        raise await _broke(run_id, host, error, means) from error


async def _turns(run_id: int, visit: HostVisit, means: Means, go_on: Callable[[], bool]) -> bool:
    while True:
        async with held(means.locks, visit.host):
            with means.board.turn(run_id, visit):
                if not await _turn(run_id, visit, means):
                    return True
            await asyncio.sleep(visit.gate.plan.delay)
        if not go_on():
            return False
        await asyncio.sleep(RETRY_SECONDS * 1.5 if visit.gate.plan.delay else 0)


async def _turn(run_id: int, visit: HostVisit, means: Means) -> bool:
    """Some of the host's pages: fetched, judged and stored. False when none is left."""
    desk, today = means.desk, china_date(means.patrol.now())
    first = await desk.do(first_address, run_id, visit.host)
    if first is None:
        return False
    async with meanwhile(visit.arrive(first)):
        limit = visit.turn_pages
        plan = await desk.do(plan_turn, run_id, visit.host, limit=limit, today=today)
    if not plan.pages:
        return False
    answers: list[hosts.Answer] = []
    async with aclosing(visit.see(plan.pages, plan.kept)) as portions, one_behind() as behind:
        async for seen in portions:
            answers += hosts.answers_of(seen)
            await behind(_filed(Brought(run_id, seen, plan.around), means))
    await desk.do(hosts.remember, visit, answers)
    return True


async def _filed(brought: Brought, means: Means) -> None:
    await means.filing.file(brought)
    means.patrol.tell(len(brought.seen))


def _let_go() -> None:
    """End the reading transaction: nothing is held open while the network is slow."""
    session().rollback()


async def _broke(run_id: int, host: str, error: Exception, means: Means) -> HostBroke:
    """Keep the fault with the run; the log gets the rest under the same reference."""
    reference = secrets.token_hex(4).upper()
    log.error("host broke", run=run_id, host=host, reference=reference, exc_info=error)
    reason = _plainly(error)
    told = {"reason": reason, "reference": reference}
    await means.desk.do(run_life.note_failure, run_id, host, **told)
    return HostBroke(host=host, reason=reason, reference=reference)


def _plainly(error: Exception) -> str:
    if isinstance(error, SQLAlchemyError):
        return "数据库没有应答或没有存下结果"
    return "服务器的磁盘或网络出错" if isinstance(error, OSError) else "核查程序内部出错"


async def close_run(run_id: int, means: Means) -> None:
    """Judge the catalogues of a run that has nothing left to visit, once, and close it."""
    pending = runs.pending_hosts(run_id)
    _let_go()
    if pending:
        return
    async with held(means.locks, f"run/{run_id}"):  # no host's name has a stroke
        await judge_catalogs(run_id, now=means.patrol.now)


def _raise_first(ends: Sequence[BaseException | None]) -> None:
    for error in ends:
        if error is not None:
            raise error
