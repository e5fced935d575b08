"""Carrying out a run: many hosts at once, each host by its plan, in small committed batches."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Iterable, Mapping
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import Engine as Database

from catalog_app.checks.addresses import AddressGuard
from catalog_app.checks.fetch import (
    Engine,
    Fetched,
    FetchLimits,
    HostPlan,
    Outcome,
    fetch_host,
    probe_missing,
)
from catalog_app.checks.host_lock import host_lock
from catalog_app.checks.page import PageReading
from catalog_app.checks.rules.model import AttachmentVisit, HostFacts
from catalog_app.checks.services import runs
from catalog_app.checks.services.catalogue_rules import judge_catalogs
from catalog_app.checks.services.judging import PageResult, judge, read
from catalog_app.checks.services.recording import store
from catalog_app.checks.services.targets import PlannedPage, planned_pages
from catalog_app.clock import china_date
from catalog_app.database import db, session, transaction

BATCH = 50
HOSTS_AT_ONCE = 60
ATTACHMENTS_A_PAGE = 3
HEAD_BYTES = 512


@dataclass(frozen=True, slots=True)
class Patrol:
    """How runs are carried out: limits, pace, allowed networks, where locks lie, the clock."""

    locks: Path
    now: Callable[[], datetime]
    limits: FetchLimits = field(default_factory=FetchLimits)
    plan: HostPlan = field(default_factory=HostPlan)
    guard: AddressGuard = field(default_factory=AddressGuard)
    tell: Callable[[int], None] = lambda _pages: None


async def carry_out(run_id: int, patrol: Patrol) -> None:
    """Visit whatever of the run is not done yet, then judge its catalogues and close it.

    Safe to call again after a crash, and from two workers: a host is visited by one at a time,
    and a page that is done is skipped."""
    runs.start(run_id, at=patrol.now())
    gate = asyncio.Semaphore(HOSTS_AT_ONCE)
    async with Engine(patrol.limits, patrol.guard) as engine:
        hosts = runs.pending_hosts(run_id)
        session().rollback()
        await asyncio.gather(*(_in_turn(gate, run_id, host, engine, patrol) for host in hosts))
    _close(run_id, patrol.now())


async def _in_turn(
    gate: asyncio.Semaphore, run_id: int, host: str, engine: Engine, patrol: Patrol
) -> None:
    database: Database = db.engine
    async with gate, host_lock(host, database, patrol.locks):
        await check_host(run_id, host, engine, patrol)


async def check_host(run_id: int, host: str, engine: Engine, patrol: Patrol) -> None:
    """All pages of one host in one run: fetched by the host's plan, judged, stored in batches."""
    pages = planned_pages(run_id, host)
    session().rollback()  # nothing is held open while the network is slow
    if not pages:
        return
    facts = await _host_facts(next(iter(pages)), engine)
    batch = _Batch(run_id, patrol)
    waiting: list[tuple[PlannedPage, Fetched, PageReading]] = []
    async with aclosing(fetch_host(pages, patrol.plan, engine)) as visits:
        async for fetched in visits:
            planned, page = pages[fetched.url], read(fetched)
            if page is not None and page.attachments:
                waiting.append((planned, replace(fetched, body=b""), page))
                continue
            batch.add(planned, fetched, page, facts, ())
            if not batch.may_go_on():
                return
    files = await _attachments(waiting, pages, host, engine, patrol.plan)
    for planned, fetched, page in waiting:
        batch.add(planned, fetched, page, facts, _of_page(page, files))
    batch.flush()


class _Batch:
    """Results gathered until there are enough for one transaction."""

    def __init__(self, run_id: int, patrol: Patrol) -> None:
        self.run_id, self.patrol = run_id, patrol
        self.results: list[PageResult] = []
        self.flushed = False

    def add(
        self,
        planned: PlannedPage,
        fetched: Fetched,
        page: PageReading | None,
        facts: HostFacts,
        files: Iterable[AttachmentVisit],
    ) -> None:
        at = self.patrol.now()
        self.results.append(
            judge(
                planned,
                fetched,
                page,
                host=facts,
                attachments=tuple(files),
                today=china_date(at),
                at=at,
            )
        )
        self.flushed = False
        if len(self.results) >= BATCH:
            self.flush()

    def flush(self) -> None:
        store(self.run_id, self.results)
        self.patrol.tell(len(self.results))
        self.results = []
        self.flushed = True

    def may_go_on(self) -> bool:
        """Asked after each batch: has somebody stopped the run?"""
        if not self.flushed:
            return True
        self.flushed = False
        going = runs.is_running(self.run_id)
        session().rollback()
        return going


async def _host_facts(url: str, engine: Engine) -> HostFacts:
    """The site's home page, and what it answers for an address that cannot exist."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return HostFacts()
    root = f"{parts.scheme}://{parts.netloc}/"
    home = await engine.fetch(root)
    missing = await probe_missing(engine, root, f"zw{secrets.token_hex(6)}")
    return HostFacts(home_text=_text(home), missing_text=_text(missing))


def _text(fetched: Fetched) -> str | None:
    page = read(fetched) if fetched.outcome in {Outcome.OK, Outcome.TLS_ERROR} else None
    return page.text if page is not None and page.kind != "blocked" else None


async def _attachments(
    waiting: Iterable[tuple[PlannedPage, Fetched, PageReading]],
    pages: Mapping[str, PlannedPage],
    host: str,
    engine: Engine,
    plan: HostPlan,
) -> dict[str, AttachmentVisit]:
    """The first few files linked from each page on the same host, each fetched once."""
    wanted = {
        attachment.url: None
        for _, _, page in waiting
        for attachment in page.attachments[:ATTACHMENTS_A_PAGE]
        if attachment.url and runs.host_of(attachment.url) == host and attachment.url not in pages
    }
    async with aclosing(fetch_host(wanted, plan, engine)) as visits:
        return {fetched.url: _beginning(fetched) async for fetched in visits}


def _beginning(fetched: Fetched) -> AttachmentVisit:
    """Only what rule C04 needs of a file; large ones are not kept in memory."""
    return AttachmentVisit(
        name="",
        url=fetched.url,
        outcome=str(fetched.outcome),
        head=fetched.body[:HEAD_BYTES],
        size=len(fetched.body),
    )


def _of_page(page: PageReading, files: Mapping[str, AttachmentVisit]) -> list[AttachmentVisit]:
    return [
        replace(files[attachment.url], name=attachment.name or attachment.url)
        for attachment in page.attachments
        if attachment.url in files
    ]


def _close(run_id: int, at: datetime) -> None:
    """Judge the catalogues and finish, unless pages are left (another worker has them) or the
    run was stopped."""
    with transaction() as current:
        run = runs.run_by_id(run_id)
        if run.state == "running" and not runs.pending_hosts(run_id):
            judge_catalogs(current, run, at=at)
            runs.finish(current, run, at=at)
