"""What the database itself refuses, and the host locks of each kind of database."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from catalog_app.checks.host_lock import held, host_locks
from catalog_app.checks.models import CheckRun, Finding, PageCheck, RunPage, WebPage
from tests.conftest import NOON
from tests.factories.catalogs import a_catalog


@pytest.fixture
def page_of_run(session: Session) -> dict[str, int]:
    """A run with one page planned."""
    run = CheckRun(created_at=NOON)
    page = WebPage(url="http://www.dunhua.gov.cn/1.html", host="www.dunhua.gov.cn")
    session.add_all([run, page])
    session.flush()
    return {"run_id": run.id, "web_page_id": page.id}


def refused(session: Session, constraint: str, *rows: Any) -> bool:
    """The rows are refused, by this constraint."""
    session.add_all(rows)
    with pytest.raises(IntegrityError, match=constraint):
        session.flush()
    session.rollback()
    return True


def a_finding(session: Session, **fields: Any) -> Finding:
    catalog = a_catalog() if "catalog_id" not in fields else None
    told: dict[str, Any] = {
        "subject_key": "entry:1",
        "rule_id": "K09",
        "rule_version": 1,
        "severity": "warning",
        "message": "没有填写",
        "remedy": "请补填",
        "seen_days": ["2026-11-20"],
        "first_seen": NOON,
        "last_seen": NOON,
    }
    if catalog is not None:
        told |= {"catalog_id": catalog.id, "region_id": catalog.region_id}
    return Finding(**(told | fields))


def test_an_address_is_kept_once(session: Session) -> None:
    twice = [WebPage(url="http://a.gov.cn/", host="a.gov.cn") for _ in range(2)]
    assert refused(session, "(?i)unique", *twice)


def test_a_page_is_planned_once_a_run(session: Session, page_of_run: dict[str, int]) -> None:
    twice = [RunPage(host="www.dunhua.gov.cn", **page_of_run) for _ in range(2)]
    assert refused(session, "(?i)unique", *twice)


def test_a_page_is_checked_once_a_run(session: Session, page_of_run: dict[str, int]) -> None:
    twice = [PageCheck(at=NOON, outcome="ok", link_state="ok", **page_of_run) for _ in range(2)]
    assert refused(session, "(?i)unique", *twice)


def test_a_rule_has_one_finding_a_subject(session: Session) -> None:
    first = a_finding(session)
    second = a_finding(session, catalog_id=first.catalog_id, region_id=first.region_id)
    assert refused(session, "(?i)unique", first, second)


def test_nothing_is_waived_without_a_reason(session: Session) -> None:
    assert refused(session, "waived_has_reason", a_finding(session, state="waived"))


@pytest.mark.parametrize(
    ("field", "value", "constraint"),
    [("state", "forgotten", "state_known"), ("severity", "terrible", "severity_known")],
)
def test_unknown_words_are_refused(
    session: Session, field: str, value: str, constraint: str
) -> None:
    assert refused(session, constraint, a_finding(session, **{field: value}))


def test_a_run_in_an_unknown_state_is_refused(session: Session) -> None:
    assert refused(session, "state_known", CheckRun(created_at=NOON, state="lost"))


def test_two_runs_never_hold_one_host(session: Session, tmp_path: Path) -> None:
    bind = session.get_bind()
    with host_locks(bind, tmp_path) as ours, host_locks(bind, tmp_path) as theirs:
        assert ours.take("a.gov.cn")
        assert not theirs.take("a.gov.cn")
        assert theirs.take("b.gov.cn")
        ours.release("a.gov.cn")
        assert theirs.take("a.gov.cn")


def test_a_host_is_given_on_as_soon_as_it_is_free(session: Session, tmp_path: Path) -> None:
    bind = session.get_bind()
    order: list[str] = []

    async def visit(name: str, locks: Any, seconds: float) -> None:
        async with held(locks, "a.gov.cn"):
            order.append(f"{name} in")
            await asyncio.sleep(seconds)
            order.append(f"{name} out")

    async def both() -> None:
        with host_locks(bind, tmp_path) as ours, host_locks(bind, tmp_path) as theirs:
            await asyncio.gather(visit("first", ours, 0.3), visit("second", theirs, 0))

    asyncio.run(both())
    assert order == ["first in", "first out", "second in", "second out"]
