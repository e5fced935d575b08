"""Letting go of what nobody will ask for: old visits of pages, texts nobody refers to, plans of runs
that are over. Nothing a finding rests on is ever deleted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, exists, select
from sqlalchemy.orm import Session

from catalog_app.checks.keeping import OldVisit, RestsOn, kept_visits
from catalog_app.checks.models import CheckRun, Finding, PageCheck, RunPage, TextSnapshot, WebPage
from catalog_app.checks.services.background import old_rows_above
from catalog_app.database import Base, transaction

PAGES_AT_ONCE = 50
ROWS_AT_ONCE = 500
OVER = ("finished", "stopped")
REST_OF_RUN = timedelta(days=1)
"""A run that is over keeps its plan so long, for a turn that was still under way."""


@dataclass(frozen=True, slots=True)
class Removed:
    """So many rows of a kind ("visits", "texts", "plans", or one of an area above), removed in one
    step."""

    kind: str
    number: int


def retain(keep_days: int, *, at: datetime) -> Iterator[Removed]:
    """Remove what is older than `keep_days` and not to be kept, step by step. Each step is a short
    transaction of its own; between two of them others may work, and it may be broken off."""
    yield from _visits(at - timedelta(days=keep_days))
    yield from _texts()
    yield from _plans(at - REST_OF_RUN)
    for what, number in old_rows_above(at - timedelta(days=keep_days)):
        yield Removed(what, number)


def _visits(since: datetime) -> Iterator[Removed]:
    last_page = 0
    while True:
        with transaction() as current:
            pages = _pages_with_old_visits(current, since, last_page)
            number = _thin_out(current, pages, since)
        if not pages:
            return
        last_page = pages[-1]
        yield Removed("visits", number)


def _pages_with_old_visits(current: Session, since: datetime, after: int) -> Sequence[int]:
    old = exists().where(PageCheck.web_page_id == WebPage.id, PageCheck.at < since)
    query = select(WebPage.id).where(WebPage.id > after, old).order_by(WebPage.id)
    return current.scalars(query.limit(PAGES_AT_ONCE)).all()


def _thin_out(current: Session, pages: Sequence[int], since: datetime) -> int:
    rests = _what_findings_rest_on(current, pages)
    gone: list[int] = []
    for page, visits in _old_visits(current, pages).items():
        kept = kept_visits(visits, rests.get(page, ()), since=since)
        gone += [each.id for each in visits if each.id not in kept]
    removed = 0
    for start in range(0, len(gone), ROWS_AT_ONCE):
        part = PageCheck.id.in_(gone[start : start + ROWS_AT_ONCE])
        free = delete(PageCheck).where(part, *_unreferenced(PageCheck.id))
        removed += _removed(current, free)
    return removed


def _old_visits(current: Session, pages: Sequence[int]) -> Mapping[int, list[OldVisit]]:
    query = select(
        PageCheck.web_page_id,
        PageCheck.id,
        PageCheck.at,
        PageCheck.content_hash,
        PageCheck.link_state,
    ).where(PageCheck.web_page_id.in_(pages))
    found: dict[int, list[OldVisit]] = defaultdict(list)
    for page, number, at, content_hash, state in current.execute(query):
        found[page].append(OldVisit(number, at, content_hash, state))
    return found


def _what_findings_rest_on(current: Session, pages: Sequence[int]) -> Mapping[int, list[RestsOn]]:
    """By page; findings of every state, since what was decided must stay open to proof."""
    query = (
        select(WebPage.id, Finding)
        .join(WebPage, WebPage.url == Finding.url)
        .where(WebPage.id.in_(pages))
    )
    found: dict[int, list[RestsOn]] = defaultdict(list)
    for page, finding in current.execute(query):
        found[page].append(_rests_on(finding))
    return found


def _rests_on(finding: Finding) -> RestsOn:
    moments = {finding.first_seen, finding.last_seen}
    seen_at = finding.evidence.get("seen_at")
    if seen_at:
        moments.add(datetime.fromisoformat(seen_at))
    return RestsOn(frozenset(moments), finding.days)


def _texts() -> Iterator[Removed]:
    """Texts that no visit and no finding refers to."""
    used = exists().where(Finding.content_hash == TextSnapshot.hash)
    unused = select(TextSnapshot.hash).where(*_unreferenced(TextSnapshot.hash), ~used)
    while True:
        with transaction() as current:
            hashes = current.scalars(unused.limit(ROWS_AT_ONCE)).all()
            if not hashes:
                return
            _removed(current, delete(TextSnapshot).where(TextSnapshot.hash.in_(hashes)))
        yield Removed("texts", len(hashes))


def _plans(before: datetime) -> Iterator[Removed]:
    """The pages planned in runs that are over: their visits say what was done."""
    planned = (
        select(RunPage.id)
        .join(CheckRun, RunPage.run_id == CheckRun.id)
        .where(CheckRun.state.in_(OVER), CheckRun.finished_at < before)
    )
    while True:
        with transaction() as current:
            ids = current.scalars(planned.limit(ROWS_AT_ONCE)).all()
            if not ids:
                return
            _removed(current, delete(RunPage).where(RunPage.id.in_(ids)))
        yield Removed("plans", len(ids))


def _unreferenced(column: Any) -> list[ColumnElement[bool]]:
    """No row of any table refers to this row, whatever tables come to do so."""
    target = column.property.columns[0]
    return [
        ~exists().where(key.parent == column)
        for table in Base.metadata.sorted_tables
        for key in table.foreign_keys
        if key.column is target
    ]


def _removed(current: Session, statement: Any) -> int:
    result: Any = current.execute(statement.execution_options(synchronize_session=False))
    return int(result.rowcount)
