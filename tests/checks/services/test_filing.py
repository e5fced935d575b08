"""What several hosts' visits bring is stored together, and one host's fault is its own."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import SYSTEM
from catalog_app.checks.fetch import Fetched, Outcome
from catalog_app.checks.models import PageCheck
from catalog_app.checks.rules.model import HostFacts
from catalog_app.checks.services import request_run, run_life
from catalog_app.checks.services.desk import Desk
from catalog_app.checks.services.filing import Brought, Filing
from catalog_app.checks.services.host_visit import Seen
from catalog_app.checks.services.surroundings import surroundings_of
from catalog_app.checks.services.targets import planned_pages
from catalog_app.database import session as own_session
from tests.checks.patrols import NOON, entry_linked_to
from tests.factories.catalogs import a_catalog
from tests.queries import count_queries

HOSTS = ("a.gov.cn", "b.gov.cn", "c.gov.cn")


def brought_from(hosts: Sequence[str]) -> list[Brought]:
    """A page each of these hosts, not found, as a run that has begun brings it."""
    catalog = a_catalog()
    for host in hosts:
        entry_linked_to(f"http://{host}/1.html", catalog, name=f"{host}的事项")
    run = request_run(region_id=catalog.region_id, by=SYSTEM, at=NOON)
    run_life.start(run.id, at=NOON)
    brought = [_gone(run.id, host) for host in hosts]
    own_session().rollback()
    return brought


def _gone(run_id: int, host: str) -> Brought:
    pages = planned_pages(run_id, host, limit=9)
    around = surroundings_of(pages)
    seen = [
        Seen(page, Fetched(url, url, Outcome.DEAD, "网页不存在。", 404), None, HostFacts(), NOON)
        for url, page in pages.items()
    ]
    return Brought(run_id, seen, around)


def filed(all_brought: Sequence[Brought]) -> list[BaseException | None]:
    """What each of them is told when all are handed in at the same moment."""

    async def hand_in() -> list[BaseException | None]:
        with Desk() as desk:
            filing = Filing(desk)
            return await asyncio.gather(*map(filing.file, all_brought), return_exceptions=True)

    return asyncio.run(hand_in())


def stored(session: Session) -> int:
    return session.scalar(select(func.count(PageCheck.id))) or 0


def test_what_comes_at_one_moment_is_stored_in_one_go(session: Session) -> None:
    all_brought = brought_from(HOSTS)
    with count_queries() as seen:
        assert filed(all_brought) == [None, None, None]
    assert stored(session) == 3
    assert sum("INSERT INTO page_check" in statement for statement in seen) == 1


def test_what_cannot_be_stored_of_one_host_takes_nothing_from_the_others(session: Session) -> None:
    first, second, third = brought_from(HOSTS)
    timeless = [replace(each, at=each.at.replace(tzinfo=None)) for each in second.seen]
    told = filed([first, replace(second, seen=timeless), third])
    assert [type(each).__name__ for each in told] == ["NoneType", "StatementError", "NoneType"], (
        told
    )
    assert stored(session) == 2
