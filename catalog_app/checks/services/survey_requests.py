"""Surveys asked for, planned, watched and stopped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, exists, func, insert, select, update
from sqlalchemy.orm import Session, joinedload

from catalog_app.accounts import audit, policy
from catalog_app.accounts.audit import Actor
from catalog_app.accounts.policy import Permission
from catalog_app.addresses import NOTHING_PRIVATE, AddressGuard
from catalog_app.catalogs.models import Catalog
from catalog_app.checks import ways
from catalog_app.checks.errors import NothingToSurvey
from catalog_app.checks.models import SitePage, SiteSurvey, SurveyPage
from catalog_app.checks.services.runs import host_of
from catalog_app.checks.services.survey_reading import Step
from catalog_app.checks.services.survey_starts import first_steps
from catalog_app.database import session, transaction
from catalog_app.errors import NotFound
from catalog_app.paging import Page, page_of
from catalog_app.regions.models import Region

PAGE_LIMIT = 2000
SURVEYS_A_PAGE = 20
UNFINISHED = ("queued", "running")


@dataclass(frozen=True, slots=True)
class SurveyProgress:
    """Pages opened, pages still waiting to be, and pages of the region's sites known by now;
    `opens_pages` False for one that only goes through what is known."""

    opened: int
    waiting: int
    known: int
    opens_pages: bool

    @property
    def percent(self) -> int:
        whole = self.opened + self.waiting
        return 100 * self.opened // whole if whole else 100


def request_survey(
    region_id: int,
    start: str | None = None,
    *,
    by: Actor,
    at: datetime,
    page_limit: int = PAGE_LIMIT,
    guard: AddressGuard = NOTHING_PRIVATE,
) -> SiteSurvey:
    """Plan a survey of the region's sites; a worker carries it out. Asking again while one is not
    finished gives that one. `start` is an address to begin at besides those the catalogues know.

    Raises LinkRefused for a wrong `start`, NothingToSurvey where no site is known."""
    with transaction() as current:
        region = _held(current, region_id)
        standing = _unfinished(current, region_id, opens_pages=True)
        if standing is not None:
            return standing
        steps = list(first_steps(current, region, start, guard))
        if not steps:
            raise NothingToSurvey()
        survey = _planned(current, region, page_limit, by=by, at=at)
        add_steps(current, survey.id, steps)
        _record(current, "survey.asked", "提出在本地网站上找网页", survey, by=by, at=at)
    return survey


def request_matching(region_id: int, *, by: Actor, at: datetime) -> SiteSurvey:
    """Ask for proposals anew for the region's own catalogues, out of the pages that earlier surveys
    found: a survey that opens none. Asking again while one is not finished gives that one."""
    with transaction() as current:
        region = _held(current, region_id)
        standing = _unfinished(current, region_id, opens_pages=False)
        if standing is not None:
            return standing
        survey = _planned(current, region, PAGE_LIMIT, by=by, at=at)
        _record(current, "survey.asked", "提出在已知的网页里重新查找", survey, by=by, at=at)
    return survey


def _held(current: Session, region_id: int) -> Region:
    """The region, kept from a second request for it until this one is written."""
    return current.get_one(Region, region_id, with_for_update={"key_share": True})


def _planned(
    current: Session, region: Region, page_limit: int, *, by: Actor, at: datetime
) -> SiteSurvey:
    survey = SiteSurvey(
        region_id=region.id, requested_by_id=by.id, page_limit=page_limit, created_at=at
    )
    current.add(survey)
    current.flush()
    return survey


def _record(
    current: Session, deed: str, words: str, survey: SiteSurvey, *, by: Actor, at: datetime
) -> None:
    audit.record(
        current,
        deed,
        survey,
        by=by,
        at=at,
        region_id=survey.region_id,
        summary=f"{words}：{survey.region.name}",
    )


def add_steps(current: Session, survey_id: int, steps: Sequence[Step]) -> None:
    """Put addresses on the survey's way; those already on it stay as they are. Flushes."""
    found = {step.key: step for step in reversed(steps)}
    keys = sorted(found)
    known = {
        key
        for part in range(0, len(keys), 500)
        for key in current.scalars(
            select(SurveyPage.key).where(
                SurveyPage.survey_id == survey_id, SurveyPage.key.in_(keys[part : part + 500])
            )
        )
    }
    rows = [_row(survey_id, step) for step in reversed(found.values()) if step.key not in known]
    if rows:
        current.execute(insert(SurveyPage), rows)


def _row(survey_id: int, step: Step) -> dict[str, Any]:
    return {
        "survey_id": survey_id,
        "host": host_of(step.url),
        "url": step.url,
        "key": step.key,
        "shape": ways.shape_of(step.url),
        "rank": step.rank,
        "depth": step.depth,
        "list_page": step.list_page,
        "done": False,
        "fresh": 0,
    }


def _unfinished(current: Session, region_id: int, *, opens_pages: bool) -> SiteSurvey | None:
    return current.scalar(
        select(SiteSurvey)
        .where(
            SiteSurvey.region_id == region_id,
            SiteSurvey.state.in_(UNFINISHED),
            _opens_pages() if opens_pages else ~_opens_pages(),
        )
        .limit(1)
    )


def _opens_pages() -> ColumnElement[bool]:
    return exists().where(SurveyPage.survey_id == SiteSurvey.id)


def survey_by_id(survey_id: int) -> SiteSurvey:
    """Raises NotFound."""
    found = session().get(SiteSurvey, survey_id)
    if found is None:
        raise NotFound(what="网站查找")
    return found


def survey_target(survey_id: int) -> tuple[Region, None]:
    """The region a survey is about, for the policy. Raises NotFound."""
    return survey_by_id(survey_id).region, None


def recent_surveys(user: Any, page: int = 1) -> Page[SiteSurvey]:
    """Surveys of regions the user may see, newest first."""
    query = (
        select(SiteSurvey)
        .join(Region, SiteSurvey.region_id == Region.id)
        .where(policy.condition(user, Permission.VIEW))
        .options(joinedload(SiteSurvey.region), joinedload(SiteSurvey.requested_by))
    )
    return page_of(query.order_by(SiteSurvey.id.desc()), page, SURVEYS_A_PAGE)


def survey_progress(survey: SiteSurvey) -> SurveyProgress:
    """How far the survey is; two statements."""
    query = select(SurveyPage.done, func.count()).where(SurveyPage.survey_id == survey.id)
    counted = dict(session().execute(query.group_by(SurveyPage.done)).all())
    known = select(func.count()).where(SitePage.region_id == survey.region_id)
    ended = survey.state not in UNFINISHED
    return SurveyProgress(
        counted.get(True, 0),
        0 if ended else counted.get(False, 0),
        session().scalar(known) or 0,
        bool(counted),
    )


def opening_pages(surveys: Sequence[SiteSurvey]) -> frozenset[int]:
    """Ids of those of the surveys that open pages, rather than go through what is known."""
    ids = [survey.id for survey in surveys]
    query = select(SiteSurvey.id).where(SiteSurvey.id.in_(ids), _opens_pages())
    return frozenset(session().scalars(query))


def matching_under_way(region_id: int) -> SiteSurvey | None:
    """The search among known pages that is asked for and not finished."""
    return _unfinished(session(), region_id, opens_pages=False)


def catalogs_of(survey: SiteSurvey) -> Sequence[int]:
    """Ids of the catalogues a survey proposes links for: where it opened pages, all of its region's
    subtree; where it only goes through what is known, the region's own."""
    query = select(Catalog.id).join(Region, Catalog.region_id == Region.id).order_by(Catalog.id)
    inside = (
        Region.path.startswith(survey.region.path)
        if opening_pages([survey])
        else Region.id == survey.region_id
    )
    return session().scalars(query.where(inside)).all()


def unfinished_surveys() -> list[int]:
    """Surveys to carry out, the oldest first."""
    query = select(SiteSurvey.id).where(SiteSurvey.state.in_(UNFINISHED)).order_by(SiteSurvey.id)
    return list(session().scalars(query))


def is_going_on(survey_id: int) -> bool:
    """False once the survey is finished or somebody stopped it."""
    query = select(SiteSurvey.state).where(SiteSurvey.id == survey_id)
    return session().scalar(query) in UNFINISHED


def stop_survey(survey_id: int, *, by: Actor, at: datetime) -> None:
    """Stop a survey where it stands; what it found stays. One that is over stays as it is.
    Raises NotFound."""
    with transaction() as current:
        survey = survey_by_id(survey_id)
        if _ended(current, survey_id, "stopped", at=at):
            _record(current, "survey.stopped", "停止找网页", survey, by=by, at=at)


def start_survey(survey_id: int, *, at: datetime) -> None:
    """Mark a queued survey as running; one that was interrupted keeps its first start."""
    with transaction() as current:
        current.execute(
            update(SiteSurvey)
            .where(SiteSurvey.id == survey_id, SiteSurvey.state == "queued")
            .values(state="running", started_at=at)
        )


def end_survey(survey_id: int, state: str, *, at: datetime, note: str | None = None) -> None:
    """Close a survey that is not finished yet."""
    with transaction() as current:
        _ended(current, survey_id, state, at=at, note=note)


def _ended(
    current: Session, survey_id: int, state: str, *, at: datetime, note: str | None = None
) -> bool:
    """Close the survey; False where it was closed before."""
    ended = current.execute(
        update(SiteSurvey)
        .where(SiteSurvey.id == survey_id, SiteSurvey.state.in_(UNFINISHED))
        .values(state=state, finished_at=at, note=note)
        .returning(SiteSurvey.id)
    )
    return ended.first() is not None
