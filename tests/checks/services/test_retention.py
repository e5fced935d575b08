"""Letting go of old visits: small steps, nothing lost that anything refers to."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import SYSTEM
from catalog_app.checks import services
from catalog_app.checks.models import (
    Finding,
    FindingEvent,
    PageCheck,
    RunPage,
    TextSnapshot,
    WebPage,
)
from catalog_app.checks.services import retention
from catalog_app.checks.tidying import TidyWorker
from catalog_app.demo.site import RunningSite, article_path
from tests.checks.patrols import check, check_on_days, entry_linked_to
from tests.conftest import NOON
from tests.factories.catalogs import a_catalog

DEAD = "/faults/dead.html"
GOOD = article_path("elderly_care", 1)
YEARS_LATER = NOON + timedelta(days=800)


def count(session: Session, model: type) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def forget_findings(session: Session) -> None:
    """As if all had been well on every visit; findings keep visits of their own."""
    session.execute(delete(FindingEvent))
    session.execute(delete(Finding))
    session.commit()


def retain(at: datetime = YEARS_LATER, keep_days: int = 400) -> Counter[str]:
    removed: Counter[str] = Counter()
    for step in services.retain(keep_days, at=at):
        removed[step.kind] += step.number
    return removed


def test_of_a_page_that_never_changed_the_first_and_the_last_visit_stay(
    session: Session, shown_county: RunningSite, tmp_path: Path
) -> None:
    entry = entry_linked_to(shown_county.url(GOOD))
    check_on_days(tmp_path, 6, entry_id=entry.id)
    forget_findings(session)
    removed = retain()
    assert removed["visits"] == 4
    left = session.scalars(select(PageCheck.at).order_by(PageCheck.at)).all()
    assert left == [NOON, NOON + timedelta(days=5)]
    assert session.scalars(select(WebPage.last_check_id)).one() is not None


def test_nothing_young_is_removed(
    session: Session, shown_county: RunningSite, tmp_path: Path
) -> None:
    entry = entry_linked_to(shown_county.url(GOOD))
    last = check_on_days(tmp_path, 4, entry_id=entry.id)
    before = count(session, PageCheck)
    assert retain(at=last + timedelta(days=390))["visits"] == 0
    assert count(session, PageCheck) == before


def test_findings_show_the_same_evidence_as_before(
    session: Session, shown_county: RunningSite, tmp_path: Path
) -> None:
    catalog = a_catalog()
    paths = (DEAD, "/faults/soft_404.html", "/faults/leaked_id.html", GOOD)
    for number, path in enumerate(paths):
        entry_linked_to(shown_county.url(path), catalog, name=f"事项{number}")
    check_on_days(tmp_path, 6, region_id=catalog.region_id)
    numbers = session.scalars(select(Finding.id).where(Finding.url.is_not(None))).all()
    assert len(numbers) >= 3
    before = [shown(session, number) for number in numbers]
    assert retain()["visits"] > 0
    assert [shown(session, number) for number in numbers] == before


def shown(session: Session, number: int) -> tuple[object, ...]:
    """What of a finding's evidence comes from the visits and texts kept."""
    session.expire_all()
    found = session.get_one(Finding, number)
    told = services.evidence_of(found)
    seen = {each.at for each in told.visits}
    confirming = [NOON + timedelta(days=day) for day in range(3)]
    return (
        told.check.id if told.check else None,
        [piece.text for piece in told.whole],
        [day in seen for day in confirming],
        services.snapshot(found.content_hash),
    )


def test_texts_nobody_refers_to_go_and_others_stay(session: Session) -> None:
    session.add_all([TextSnapshot(hash="used", text=b"x"), TextSnapshot(hash="unused", text=b"x")])
    session.flush()
    catalog = a_catalog()
    session.add(
        Finding(
            subject_key="entry:1",
            rule_id="C01",
            rule_version=1,
            catalog_id=catalog.id,
            region_id=catalog.region_id,
            severity="error",
            state="fixed",
            message="空的",
            remedy="补充",
            first_seen=NOON,
            last_seen=NOON,
            content_hash="used",
        )
    )
    session.commit()
    assert retain()["texts"] == 1
    assert session.scalars(select(TextSnapshot.hash)).all() == ["used"]


def test_plans_of_runs_that_are_over_go(
    session: Session, shown_county: RunningSite, tmp_path: Path
) -> None:
    entry = entry_linked_to(shown_county.url(GOOD))
    check(tmp_path, entry_id=entry.id)
    assert retain(at=NOON + timedelta(hours=2))["plans"] == 0
    assert retain(at=NOON + timedelta(days=2))["plans"] == 1
    services.request_run(entry_id=entry.id, by=SYSTEM, at=NOON)
    assert retain()["plans"] == 0  # planned, and not over
    assert count(session, RunPage) == 1


def test_a_second_round_finds_nothing_more(
    session: Session, shown_county: RunningSite, tmp_path: Path
) -> None:
    entry = entry_linked_to(shown_county.url(DEAD))
    check_on_days(tmp_path, 8, entry_id=entry.id)
    assert retain()["visits"] > 0
    assert sum(retain().values()) == 0


def test_many_rows_go_in_steps(
    session: Session,
    shown_county: RunningSite,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(retention, "ROWS_AT_ONCE", 2)
    monkeypatch.setattr(retention, "PAGES_AT_ONCE", 1)
    catalog = a_catalog()
    for number in (1, 2, 3):
        path = article_path("elderly_care", number)
        entry_linked_to(shown_county.url(path), catalog, name=f"事项{number}")
    check_on_days(tmp_path, 7, region_id=catalog.region_id)
    forget_findings(session)
    steps = [step.number for step in services.retain(400, at=YEARS_LATER) if step.kind == "visits"]
    assert steps == [5, 5, 5]


def test_the_worker_lets_go_once_a_day(
    session: Session, shown_county: RunningSite, tmp_path: Path
) -> None:
    entry = entry_linked_to(shown_county.url(GOOD))
    check_on_days(tmp_path, 5, entry_id=entry.id)
    forget_findings(session)
    worker = TidyWorker(Idle(), 400, lambda: YEARS_LATER, first_seconds=0)

    async def a_while() -> None:
        stop = asyncio.Event()
        asyncio.get_running_loop().call_later(1.0, stop.set)
        await worker.run(stop)

    asyncio.run(a_while())
    assert count(session, PageCheck) == 2


class Idle:
    """A worker without work."""

    async def run(self, stop: asyncio.Event) -> None:
        await stop.wait()
