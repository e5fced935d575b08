"""A run as it goes on: its speed, its hosts and what each waits for, what was found last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from catalog_app.catalogs.models import Catalog, Entry
from catalog_app.checks.life import OPEN_STATES
from catalog_app.checks.models import CheckRun, Finding, PageCheck, RunHost, RunPage, WebPage
from catalog_app.checks.services.board import STALE_SECONDS
from catalog_app.checks.services.run_life import TRIES
from catalog_app.checks.services.runs import catalogs_in_scope
from catalog_app.database import session

SPAN = timedelta(seconds=60)
HOSTS_SHOWN = 30
FINDINGS_SHOWN = 5
PAGES_LOOKED_AT = 100
ORDER = (
    *("broke", "rest", "robots", "pace", "visiting", "turn"),
    *("waiting", "paused", "left_out", "done"),
)
UNDER_WAY = frozenset(("rest", "robots", "pace", "visiting", "turn"))


@dataclass(frozen=True, slots=True)
class HostStand:
    """One host of a run. `stand` is a word of ORDER; `until` the end of a rest; `delay` the seconds
    between two requests; reason and reference tell of our own faults."""

    host: str
    done: int
    total: int
    stand: str
    until: datetime | None
    delay: float
    reason: str | None
    reference: str | None

    @property
    def seconds_left(self) -> float:
        """What politeness alone still takes."""
        return 0.0 if self.stand in {"done", "left_out"} else (self.total - self.done) * self.delay


@dataclass(frozen=True, slots=True)
class Live:
    """`per_second` pages over the last minute, `seconds_left` by that and by the slowest host's
    pace, None where nothing can be said yet."""

    per_second: float
    seconds_left: int | None
    hosts: Sequence[HostStand]
    findings: Sequence[Finding]

    @property
    def shown(self) -> Sequence[HostStand]:
        """The first few, those that need a look before those at work before those that wait."""
        return sorted(self.hosts, key=lambda each: (ORDER.index(each.stand), each.host))[
            :HOSTS_SHOWN
        ]

    @property
    def under_way(self) -> Sequence[HostStand]:
        """Hosts that some worker has in hand now."""
        return [each for each in self.hosts if each.stand in UNDER_WAY]

    @property
    def counted(self) -> dict[str, int]:
        """Hosts under way, waiting, done, left out."""
        counted = Counter("under_way" if h.stand in UNDER_WAY else h.stand for h in self.hosts)
        return dict(counted)

    @property
    def faults(self) -> Sequence[HostStand]:
        """Hosts where we broke down ourselves."""
        return [each for each in self.hosts if each.reference and each.stand != "done"]


def live_of(run: CheckRun, *, at: datetime) -> Live:
    """How the run stands at this moment; a fixed number of statements."""
    hosts = _hosts(run, at)
    per_second = _per_second(run, at)
    left = sum(host.total - host.done for host in hosts if host.stand != "left_out")
    return Live(per_second, _seconds_left(left, per_second, hosts), hosts, _newest_findings(run))


def _hosts(run: CheckRun, at: datetime) -> list[HostStand]:
    done = (
        select(RunPage.host, func.count().label("pages"))
        .where(RunPage.run_id == run.id, RunPage.done)
        .group_by(RunPage.host)
        .subquery()
    )
    query = (
        select(RunHost, func.coalesce(done.c.pages, 0))
        .outerjoin(done, done.c.host == RunHost.host)
        .where(RunHost.run_id == run.id)
    )
    return [_stand(row, pages, run, at) for row, pages in session().execute(query)]


def _stand(row: RunHost, done: int, run: CheckRun, at: datetime) -> HostStand:
    stand = _word(row, done, run, at)
    return HostStand(
        row.host,
        done,
        row.page_count,
        stand,
        row.until if stand == "rest" else None,
        row.delay,
        row.reason,
        row.reference,
    )


def _word(row: RunHost, done: int, run: CheckRun, at: datetime) -> str:
    if done >= row.page_count:
        return "done"
    if row.failures >= TRIES:
        return "left_out"
    if run.state == "paused":
        return "paused"
    fresh = row.told_at is not None and at - row.told_at < timedelta(seconds=STALE_SECONDS)
    if fresh and run.state == "running":
        return row.waits_for or "visiting"
    return "broke" if row.failures else "waiting"


def _per_second(run: CheckRun, at: datetime) -> float:
    """Over the last minute, or since the start when that is less."""
    if run.started_at is None or run.state != "running":
        return 0.0
    since = max(at - SPAN, run.started_at)
    seconds = max(1.0, (at - since).total_seconds())
    stored = select(func.count()).where(PageCheck.run_id == run.id, PageCheck.at >= since)
    return (session().scalar(stored) or 0) / seconds


def _seconds_left(left: int, per_second: float, hosts: Sequence[HostStand]) -> int | None:
    if not left or not per_second:
        return None
    slowest = max((host.seconds_left for host in hosts), default=0.0)
    return round(max(left / per_second, slowest))


def _newest_findings(run: CheckRun) -> Sequence[Finding]:
    """Open ones of the run's scope, on the pages it saw last."""
    if run.started_at is None:
        return []
    last = (
        select(WebPage.url)
        .join(PageCheck, PageCheck.web_page_id == WebPage.id)
        .where(PageCheck.run_id == run.id)
        .order_by(PageCheck.id.desc())
        .limit(PAGES_LOOKED_AT)
    )
    query = (
        select(Finding)
        .where(
            Finding.url.in_(last),
            Finding.last_seen >= run.started_at,
            Finding.state.in_(sorted(OPEN_STATES)),
            Finding.catalog_id.in_(catalogs_in_scope(run)),
        )
        .options(
            joinedload(Finding.entry).joinedload(Entry.version),
            joinedload(Finding.catalog).joinedload(Catalog.domain),
            joinedload(Finding.catalog).joinedload(Catalog.region),
        )
        .order_by(Finding.last_seen.desc(), Finding.id.desc())
        .limit(FINDINGS_SHOWN)
    )
    return session().scalars(query).all()
