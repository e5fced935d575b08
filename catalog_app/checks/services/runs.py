"""Check runs: asked for, planned host by host, and found again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from urllib.parse import urlsplit

from sqlalchemy import Select, func, insert, literal, select
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import Actor
from catalog_app.catalogs.models import Catalog, Entry, EntryVersion, Publication
from catalog_app.checks.errors import NothingToCheck
from catalog_app.checks.models import CheckRun, RunHost, RunPage, WebPage
from catalog_app.checks.services.due_pages import only_due
from catalog_app.checks.services.run_life import IN_HAND, TRIES, UNFINISHED, note
from catalog_app.clock import china_date
from catalog_app.database import session, transaction
from catalog_app.errors import NotFound
from catalog_app.regions.models import Region

CHUNK = 500


def request_run(
    *,
    region_id: int | None = None,
    domain_code: str | None = None,
    entry_id: int | None = None,
    by: Actor,
    at: datetime,
) -> CheckRun:
    """Plan a run over the region's subtree, a domain, or one entry; a worker carries it out.

    Asking again for a scope whose run is not finished gives that run, so that an impatient second
    click costs nothing. Catalogues without links are judged too, for what they lack; for a scope
    without catalogues, or one entry without links, raises NothingToCheck.
    """
    run = CheckRun(
        region_id=region_id,
        domain_code=domain_code,
        entry_id=entry_id,
        requested_by_id=by.id,
        created_at=at,
    )
    with transaction() as current:
        return _unfinished(current, run) or _planned(current, run, by=by, at=at)


def request_patrol(*, by: Actor, at: datetime) -> CheckRun:
    """Plan a patrol of the whole province over the pages that are due (`services.intervals`); the
    others are counted in `not_due`. Otherwise like `request_run`."""
    run = CheckRun(requested_by_id=by.id, created_at=at, not_due=0)
    with transaction() as current:
        return _unfinished(current, run) or _planned(current, run, by=by, at=at)


def _planned(current: Session, run: CheckRun, *, by: Actor, at: datetime) -> CheckRun:
    current.add(run)
    current.flush()
    urls = _urls_in_scope(run)
    if run.not_due is None:
        run.page_count = _plan_pages(current, run, urls)
    else:
        run.page_count = _plan_pages(current, run, only_due(urls, china_date(at)))
        everything = current.scalar(select(func.count()).select_from(urls.subquery())) or 0
        run.not_due = everything - run.page_count
    nowhere = run.entry_id or not current.scalar(catalogs_in_scope(run).limit(1))
    if not run.page_count and nowhere:
        raise NothingToCheck()
    note(current, run, "run.asked", "提出核查", by=by, at=at)
    return run


def _unfinished(current: Session, asked: CheckRun) -> CheckRun | None:
    """A run that does what is asked and is not done; a patrol does not visit everything."""
    same_kind = CheckRun.not_due.is_(None) if asked.not_due is None else CheckRun.not_due >= 0
    return current.scalar(
        select(CheckRun)
        .where(
            CheckRun.state.in_(UNFINISHED),
            same_kind,
            CheckRun.region_id.is_not_distinct_from(asked.region_id),
            CheckRun.domain_code.is_not_distinct_from(asked.domain_code),
            CheckRun.entry_id.is_not_distinct_from(asked.entry_id),
        )
        .order_by(CheckRun.id)
        .limit(1)
    )


def _plan_pages(current: Session, run: CheckRun, wanted: Select[str]) -> int:
    urls = current.scalars(wanted).all()
    for start in range(0, len(urls), CHUNK):
        pages = _web_pages(current, urls[start : start + CHUNK])
        current.execute(
            insert(RunPage),
            [{"run_id": run.id, "web_page_id": page_id, "host": host} for page_id, host in pages],
        )
    _plan_hosts(current, run)
    return len(urls)


def _plan_hosts(current: Session, run: CheckRun) -> None:
    planned = (
        select(RunPage.run_id, RunPage.host, func.count(), literal(0.0), literal(0))
        .where(RunPage.run_id == run.id)
        .group_by(RunPage.run_id, RunPage.host)
    )
    columns = ["run_id", "host", "page_count", "delay", "failures"]
    current.execute(insert(RunHost).from_select(columns, planned, include_defaults=False))


def _urls_in_scope(run: CheckRun) -> Select[str]:
    query = (
        select(Publication.url)
        .distinct()
        .join(Entry, Publication.entry_id == Entry.id)
        .join(EntryVersion, Entry.current_version_id == EntryVersion.id)
        .where(EntryVersion.disposition == "current", Entry.catalog_id.in_(catalogs_in_scope(run)))
        .order_by(Publication.url)
    )
    return query if run.entry_id is None else query.where(Entry.id == run.entry_id)


def catalogs_in_scope(run: CheckRun) -> Select[int]:
    """Ids of the catalogues a run is about: of the region's subtree, the domain, or the entry."""
    query = select(Catalog.id)
    if run.entry_id is not None:
        query = query.join(Entry, Entry.catalog_id == Catalog.id).where(Entry.id == run.entry_id)
    if run.domain_code is not None:
        query = query.where(Catalog.domain_code == run.domain_code)
    if run.region_id is not None:
        top = session().get_one(Region, run.region_id)
        query = query.join(Region, Catalog.region_id == Region.id)
        query = query.where(Region.path.startswith(top.path))
    return query


def _web_pages(current: Session, urls: Sequence[str]) -> list[tuple[int, str]]:
    """Ids and hosts of these addresses' pages; pages not yet known are added."""
    known = set(current.scalars(select(WebPage.url).where(WebPage.url.in_(urls))))
    new = [{"url": url, "host": host_of(url)} for url in urls if url not in known]
    if new:
        current.execute(insert(WebPage), new)
    rows = current.execute(select(WebPage.id, WebPage.host).where(WebPage.url.in_(urls)))
    return [(page_id, host) for page_id, host in rows]


def host_of(url: str) -> str:
    """Host and port: what one plan of politeness holds for. Empty for text that is no address."""
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""


def run_by_id(run_id: int) -> CheckRun:
    """Raises NotFound."""
    found = session().get(CheckRun, run_id)
    if found is None:
        raise NotFound(what="核查批次")
    return found


def runs_in(states: Collection[str]) -> Sequence[CheckRun]:
    """All runs in these states, the oldest first."""
    query = select(CheckRun).where(CheckRun.state.in_(states)).order_by(CheckRun.id)
    return session().scalars(query).all()


def unfinished_runs() -> list[tuple[int, int]]:
    """Runs to carry out as (id, pages), the smallest first: a check of one entry never waits for a
    patrol."""
    query = select(CheckRun.id, CheckRun.page_count).where(CheckRun.state.in_(IN_HAND))
    rows = session().execute(query.order_by(CheckRun.page_count, CheckRun.id))
    return [(run_id, pages) for run_id, pages in rows]


def pending_hosts(run_id: int) -> Sequence[str]:
    """Hosts that still have pages of the run to visit, the fullest first; none unless it is running.

    A host whose visit broke down too often is left out."""
    query = (
        select(RunPage.host)
        .join(CheckRun, RunPage.run_id == CheckRun.id)
        .join(RunHost, (RunHost.run_id == RunPage.run_id) & (RunHost.host == RunPage.host))
        .where(
            RunPage.run_id == run_id,
            RunPage.done.is_(False),
            CheckRun.state == "running",
            RunHost.failures < TRIES,
        )
        .group_by(RunPage.host)
        .order_by(func.count().desc())
    )
    return session().scalars(query).all()
