"""The survey's memory: which addresses come next, and what the opened ones told, a turn a transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import case, delete, func, insert, select, update
from sqlalchemy.orm import Session

from catalog_app.checks import ways
from catalog_app.checks.models import LinkProposal, SitePage, SiteSurvey, SurveyPage
from catalog_app.checks.services.survey_reading import DEPTH_MAX, PageFacts, Step, Told
from catalog_app.checks.services.survey_requests import add_steps
from catalog_app.database import session, transaction

HOURS = 6
"""After so long a survey ends, wherever it stands."""
WAITING_A_PAGE = 4
"""Addresses kept for each page that may be opened; a site of endless links fills no disk."""
PATIENCE = 25
"""Addresses of one shape that may be opened without telling anything new: a calendar's days."""
CHUNK = 500
LOOKS_MAX = 1000
GONE = frozenset({"dead", "error", "elsewhere", "under_construction"})
SKIPPED = "skipped"
DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class Turn:
    """What a survey does next on one host: `steps` to open, by their row's id; `barren` rows to be
    passed over, of a shape that has told nothing for long or not wanted by the site."""

    steps: Mapping[int, Step]
    barren: Sequence[int] = ()


def without(turn: Turn, unwanted: Sequence[int]) -> Turn:
    """The turn without the rows that the site does not want visited."""
    steps = {row_id: step for row_id, step in turn.steps.items() if row_id not in unwanted}
    return Turn(steps, (*turn.barren, *unwanted))


def pending_sites(survey_id: int) -> Sequence[tuple[str, str]]:
    """Hosts on which the survey still has something to open, each with its scheme; none when it is
    stopped."""
    query = (
        select(SurveyPage.host, func.min(SurveyPage.url))
        .join(SiteSurvey, SurveyPage.survey_id == SiteSurvey.id)
        .where(
            SurveyPage.survey_id == survey_id,
            SurveyPage.done.is_(False),
            SiteSurvey.state == "running",
        )
        .group_by(SurveyPage.host)
        .order_by(SurveyPage.host)
    )
    return [(host, url.partition(":")[0]) for host, url in session().execute(query)]


def sites_of(survey_id: int) -> frozenset[str]:
    """The hosts a survey may open: those it began at."""
    query = select(SurveyPage.host).where(SurveyPage.survey_id == survey_id, SurveyPage.depth == 0)
    return frozenset(session().scalars(query.distinct()))


def next_turn(survey_id: int, host: str, *, limit: int, at: datetime) -> Turn | None:
    """The next addresses of the host, disclosure columns first; None when the survey is over there:
    stopped, out of pages or out of time."""
    survey = session().get_one(SiteSurvey, survey_id, populate_existing=True)
    begun = survey.started_at or at
    if survey.state != "running" or at - begun > timedelta(hours=HOURS):
        return None
    left = survey.page_limit - opened_on(survey_id, host)
    waiting = _waiting(survey_id, host)
    if left <= 0:
        waiting = waiting.where(SurveyPage.rank == ways.LOOK)
    rows = session().scalars(waiting.limit(min(limit, left) if left > 0 else limit)).all()
    barren = _barren_shapes(survey_id, host)
    passed = [row.id for row in rows if row.shape in barren and row.rank != ways.LOOK]
    steps = {
        row.id: Step(row.url, row.rank, row.depth, row.list_page)
        for row in rows
        if row.id not in passed
    }
    return Turn(steps, passed) if rows else None


def look_closer(survey_id: int) -> bool:
    """Put the pages that are proposed and were only seen in a list on the survey's way, the
    best 1,000 at most; False where there is none. What is gone by then is not proposed."""
    with transaction() as current:
        survey = current.get_one(SiteSurvey, survey_id)
        hosts = sites_of(survey_id)
        query = (
            select(SitePage.url)
            .join(LinkProposal, LinkProposal.url == SitePage.url)
            .where(
                SitePage.region_id == survey.region_id,
                SitePage.was_read.is_(False),
                SitePage.kind != "attachment",
                LinkProposal.state == "open",
            )
            .group_by(SitePage.url)
            .order_by(func.max(LinkProposal.score).desc(), SitePage.url)
            .limit(LOOKS_MAX)
        )
        urls = [url for url in current.scalars(query) if ways.leads_on(url, hosts)]
        before = _count(current, survey_id)
        add_steps(current, survey_id, [Step(url, ways.LOOK, DEPTH_MAX) for url in urls])
        return _count(current, survey_id) > before


def _count(current: Session, survey_id: int) -> int:
    query = select(func.count()).where(SurveyPage.survey_id == survey_id)
    return current.scalar(query) or 0


def opened_on(survey_id: int, host: str) -> int:
    """Pages the survey has opened on the host, but for a last look at what is to be proposed."""
    query = select(func.count()).where(
        SurveyPage.survey_id == survey_id,
        SurveyPage.host == host,
        SurveyPage.done.is_(True),
        SurveyPage.outcome != SKIPPED,
        SurveyPage.rank != ways.LOOK,
    )
    return session().scalar(query) or 0


def keep_turn(survey_id: int, turn: Turn, told: Mapping[int, Told], *, at: datetime) -> None:
    """Keep what the opened pages of a turn told: all of it, or nothing. A row that is done already
    is passed over, so that a survey taken up again keeps nothing twice."""
    with transaction() as current:
        survey = current.get_one(SiteSurvey, survey_id)
        left = _left(current, [*told, *turn.barren])
        _mark(current, [{"id": each} for each in turn.barren if each in left], SKIPPED)
        for row_id, each in told.items():
            if row_id in left:
                _keep(current, survey, row_id, each, at)


def _keep(current: Session, survey: SiteSurvey, row_id: int, told: Told, at: datetime) -> None:
    asked = current.get_one(SurveyPage, row_id)
    if _is_known(current, survey.id, row_id, told):
        _mark(current, [{"id": row_id}], DUPLICATE)
        if asked.rank == ways.LOOK:
            _forget(current, survey.region_id, asked.key)
        return
    fresh = keep_facts(current, survey, told.facts, at)
    if told.outcome in GONE or (told.facts and Step(told.url, 0, 0).key != asked.key):
        _forget(current, survey.region_id, asked.key)
    row = {"id": row_id, "text_hash": told.text_hash, "fresh": fresh}
    _mark(current, [row], told.outcome)
    room = WAITING_A_PAGE * survey.page_limit - _kept_on(current, survey.id, asked.host)
    add_steps(current, survey.id, told.onward[: max(0, room)])


def keep_facts(
    current: Session, survey: SiteSurvey, facts: Sequence[PageFacts], at: datetime
) -> int:
    """Write down the pages; how many of those that stood in a list this survey had not met before.
    What was read is not overwritten by what only a list said. Flushes."""
    wanted = {each.key: each for each in reversed(facts)}
    known = _known_pages(current, survey.region_id, list(wanted))
    begun = survey.started_at or at
    fresh, added = 0, []
    for key, each in wanted.items():
        page = known.get(key)
        fresh += not each.was_read and (page is None or page.seen_at < begun)
        if page is None:
            added.append(_values(each, at) | {"region_id": survey.region_id, "key": key})
        elif each.was_read or not page.was_read:
            for name, value in _values(each, at).items():
                if name != "found_on" or value:
                    setattr(page, name, value)
        else:
            page.seen_at = at
    if added:
        current.execute(insert(SitePage), added)
    current.flush()
    return fresh


def _values(each: PageFacts, at: datetime) -> dict[str, Any]:
    return {
        "site": each.key.partition("/")[0],
        "url": each.url,
        "title": each.title,
        "kind": each.kind,
        "column_name": each.column_name,
        "breadcrumb": list(each.breadcrumb),
        "owner": each.owner,
        "published": each.published,
        "newest_item_date": each.newest_item_date,
        "item_count": each.item_count,
        "rows": list(each.rows),
        "found_on": each.found_on,
        "was_read": each.was_read,
        "seen_at": at,
    }


def _known_pages(current: Session, region_id: int, keys: Sequence[str]) -> dict[str, SitePage]:
    found: dict[str, SitePage] = {}
    for start in range(0, len(keys), CHUNK):
        part = keys[start : start + CHUNK]
        query = select(SitePage).where(SitePage.region_id == region_id, SitePage.key.in_(part))
        found |= {page.key: page for page in current.scalars(query)}
    return found


def _forget(current: Session, region_id: int, key: str) -> None:
    """An address that is gone, or only leads to another, is nothing to propose."""
    current.execute(delete(SitePage).where(SitePage.region_id == region_id, SitePage.key == key))


def _is_known(current: Session, survey_id: int, row_id: int, told: Told) -> bool:
    """Has this survey opened the same page under another address, or the same text?"""
    same = SurveyPage.key == Step(told.url, 0, 0).key
    if told.text_hash:
        same |= SurveyPage.text_hash == told.text_hash
    query = select(SurveyPage.id).where(
        SurveyPage.survey_id == survey_id, SurveyPage.done.is_(True), SurveyPage.id != row_id, same
    )
    return current.scalar(query.limit(1)) is not None


def _mark(current: Session, rows: Sequence[Mapping[str, Any]], outcome: str) -> None:
    if rows:
        values = [{**row, "done": True, "outcome": outcome} for row in rows]
        current.execute(update(SurveyPage), values)


def _left(current: Session, ids: Sequence[int]) -> set[int]:
    query = select(SurveyPage.id).where(SurveyPage.id.in_(ids), SurveyPage.done.is_(False))
    return set(current.scalars(query))


def _kept_on(current: Session, survey_id: int, host: str) -> int:
    query = select(func.count()).where(SurveyPage.survey_id == survey_id, SurveyPage.host == host)
    return current.scalar(query) or 0


def _waiting(survey_id: int, host: str) -> Any:
    return (
        select(SurveyPage)
        .where(
            SurveyPage.survey_id == survey_id,
            SurveyPage.host == host,
            SurveyPage.done.is_(False),
        )
        .order_by(SurveyPage.rank, SurveyPage.depth, SurveyPage.id)
    )


def _barren_shapes(survey_id: int, host: str) -> frozenset[str]:
    """Shapes of addresses that told nothing new so often that the rest is passed over."""
    idle = func.sum(case((SurveyPage.fresh > 0, -1), else_=1))
    query = (
        select(SurveyPage.shape)
        .where(
            SurveyPage.survey_id == survey_id,
            SurveyPage.host == host,
            SurveyPage.done.is_(True),
            SurveyPage.outcome != SKIPPED,
        )
        .group_by(SurveyPage.shape)
        .having(idle >= PATIENCE)
    )
    return frozenset(session().scalars(query))
