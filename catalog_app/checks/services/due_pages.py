"""Which pages the daily patrol visits today, and when it comes back to those just visited."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, or_, select, update
from sqlalchemy.orm import Session

from catalog_app.among import among
from catalog_app.catalogs.models import EntryVersion, Publication
from catalog_app.checks.life import OPEN_STATES
from catalog_app.checks.models import Finding, PageCheck, WebPage
from catalog_app.checks.services.intervals import COLUMN_KINDS, Look, Pace, due_on, next_pace
from catalog_app.clock import china_date

if TYPE_CHECKING:
    from catalog_app.checks.services.judging import PageResult

UNSEEN: tuple[object, ...] = ()


def only_due(urls: Select[str], today: date) -> Select[str]:
    """Of addresses (selected with their Publication and EntryVersion) those that the daily patrol
    visits today: due by the calendar, or linked or edited since their last visit."""
    return (
        urls.join(WebPage, WebPage.url == Publication.url, isouter=True)
        .join(PageCheck, WebPage.last_check_id == PageCheck.id, isouter=True)
        .where(
            or_(
                WebPage.due_on.is_(None),
                WebPage.due_on <= today,
                Publication.created_at > PageCheck.at,
                EntryVersion.at > PageCheck.at,
            )
        )
    )


def make_due(current: Session, entry_ids: Collection[int]) -> None:
    """The next patrol visits the pages of these entries: their links have changed, and a page known
    for long has not been judged for a link that was moved to it. Flushes, does not commit."""
    urls = select(Publication.url).where(among(Publication.entry_id, entry_ids))
    current.execute(
        update(WebPage)
        .where(WebPage.url.in_(urls), WebPage.due_on.is_not(None))
        .values(due_on=None)
        .execution_options(synchronize_session=False)
    )


@dataclass(frozen=True, slots=True)
class Before:
    """A page before this visit: its pace, and what it was known by."""

    pace: Pace
    known_by: tuple[object, ...]


def before(current: Session, results: Sequence[PageResult]) -> Mapping[int, Before]:
    """How the pages stood until now, by their ids; to be asked before the visit is stored."""
    ids = [result.seen.planned.web_page_id for result in results]
    rows = current.execute(
        select(
            WebPage.id,
            WebPage.interval_days,
            WebPage.etag,
            WebPage.last_modified,
            PageCheck.content_hash,
            PageCheck.at,
        )
        .join(PageCheck, WebPage.last_check_id == PageCheck.id, isouter=True)
        .where(among(WebPage.id, ids))
    )
    return {
        row.id: Before(
            Pace(row.interval_days, china_date(row.at) if row.at else None),
            _known_by(row.content_hash, row.etag, row.last_modified),
        )
        for row in rows
    }


def paces(
    current: Session, results: Sequence[PageResult], earlier: Mapping[int, Before]
) -> Mapping[int, dict[str, Any]]:
    """Interval and next day of each page visited, by its id; to be asked when the findings of the
    visit stand."""
    doubted = _with_findings(current, [result.seen.planned.url for result in results])
    return {
        result.seen.planned.web_page_id: _pace(
            result, earlier[result.seen.planned.web_page_id], doubted
        )
        for result in results
    }


def _pace(result: PageResult, before: Before, doubted: Collection[str | None]) -> dict[str, Any]:
    seen = result.seen
    today = china_date(seen.at)
    known_by = _of_visit(result)
    look = Look(
        changed=known_by == UNSEEN or known_by != before.known_by,
        sound=result.link_state == "ok" and seen.planned.url not in doubted,
        column=(seen.page is not None and seen.page.kind in COLUMN_KINDS)
        or any(target.kind == "column" for target in seen.planned.targets),
    )
    days = next_pace(before.pace, look, today=today)
    day = due_on(seen.planned.web_page_id, before.pace.interval, days, today=today)
    return {"interval_days": days, "due_on": day}


def _of_visit(result: PageResult) -> tuple[object, ...]:
    seen = result.seen
    if seen.page is not None:
        return _known_by(seen.page.text_hash, None, None)
    return _known_by(None, seen.fetched.etag, seen.fetched.last_modified)


def _known_by(
    content_hash: str | None, etag: str | None, modified: str | None
) -> tuple[object, ...]:
    """A page by its text, a file by the marks its site gives it; empty where there are none."""
    if content_hash:
        return (content_hash,)
    return (etag, modified) if etag or modified else UNSEEN


def _with_findings(current: Session, urls: Sequence[str]) -> Collection[str | None]:
    query = select(Finding.url).where(
        among(Finding.url, urls), Finding.state.in_(sorted(OPEN_STATES))
    )
    return set(current.scalars(query.distinct()))
