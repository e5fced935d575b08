"""Surveys asked for, planned, watched and stopped."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import case, func, insert, select, update
from sqlalchemy.orm import Session, joinedload

from catalog_app.accounts import policy
from catalog_app.accounts.audit import Actor
from catalog_app.accounts.policy import Permission
from catalog_app.addresses import NOTHING_PRIVATE, AddressGuard, refusal
from catalog_app.catalogs.errors import LinkRefused
from catalog_app.catalogs.models import Catalog, Entry, Publication
from catalog_app.checks import ways
from catalog_app.checks.errors import NothingToSurvey
from catalog_app.checks.models import (
    LocalSite,
    PageCheck,
    SitePage,
    SiteSurvey,
    SurveyPage,
    WebPage,
)
from catalog_app.checks.services.runs import host_of
from catalog_app.checks.services.survey_reading import Step
from catalog_app.database import session, transaction
from catalog_app.errors import NotFound
from catalog_app.paging import Page, page_of
from catalog_app.regions.models import Organization, Region

PAGE_LIMIT = 2000
HOSTS_MAX = 12
STARTS_A_HOST = 60
SURVEYS_A_PAGE = 20
UNFINISHED = ("queued", "running")
SHARED = re.compile(
    r"weixin|weibo|douyin|toutiao|zwfw|ggzy|creditchina|12345|chinatax|gsxt|^www\.gov\.cn$|"
    r"^www\.jl\.gov\.cn$"
)
"""Sites of many counties at once: a survey of one county has no business there."""
SOON = case({"column": 0, "article": 1}, value=Publication.kind, else_=2)


@dataclass(frozen=True, slots=True)
class SurveyProgress:
    """Pages opened, pages still waiting to be, and pages of the region's sites known by now."""

    opened: int
    waiting: int
    known: int

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
        standing = _unfinished(current, region_id)
        if standing is not None:
            return standing
        steps = list(_first_steps(current, current.get_one(Region, region_id), start, guard))
        if not steps:
            raise NothingToSurvey()
        survey = SiteSurvey(
            region_id=region_id, requested_by_id=by.id, page_limit=page_limit, created_at=at
        )
        current.add(survey)
        current.flush()
        add_steps(current, survey.id, steps)
    return survey


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


def _unfinished(current: Session, region_id: int) -> SiteSurvey | None:
    return current.scalar(
        select(SiteSurvey)
        .where(SiteSurvey.region_id == region_id, SiteSurvey.state.in_(UNFINISHED))
        .limit(1)
    )


def _first_steps(
    current: Session, region: Region, start: str | None, guard: AddressGuard
) -> Iterator[Step]:
    """The address entered, the home pages of the region's sites, and what its catalogues link."""
    entered = (start or "").strip()
    if entered:
        reason = refusal(entered, guard)
        if reason:
            raise LinkRefused(reason=reason)
        yield Step(ways.cleaned(entered), ways.FIRST, 0)
    homes = [ways.cleaned(_whole(site)) for site in _sites(current, region)]
    linked = [ways.cleaned(url) for url in current.scalars(_linked(region))]
    each = Counter(host_of(url) for url in (*homes, *linked) if not SHARED.search(host_of(url)))
    hosts = {host for host, _ in each.most_common(HOSTS_MAX)}
    begun: Counter[str] = Counter()
    for url in (*homes, *linked):
        host = host_of(url)
        if host in hosts and begun[host] < STARTS_A_HOST and ways.leads_on(url, hosts):
            if not begun[host]:
                yield Step(f"{url.partition('://')[0]}://{host}/", ways.FIRST, 0)
            begun[host] += 1
            yield Step(url, ways.FIRST if url in homes else ways.NEAR, 0)


def _sites(current: Session, region: Region) -> Iterator[str]:
    """The sites listed for the region and the places below it, and those of their offices."""
    listed = (
        select(LocalSite.host)
        .join(Region, LocalSite.region_id == Region.id)
        .where(Region.path.startswith(region.path))
        .order_by(LocalSite.id)
    )
    yield from current.scalars(listed)
    query = (
        select(Organization.sites)
        .join(Region, Organization.region_id == Region.id)
        .where(Region.path.startswith(region.path))
        .order_by(Organization.id)
    )
    for sites in current.scalars(query):
        yield from sites


def _linked(region: Region) -> Any:
    """Addresses the catalogues of the region's subtree link, columns first; those found broken lead
    nowhere."""
    broken = (
        select(WebPage.url)
        .join(PageCheck, WebPage.last_check_id == PageCheck.id)
        .where(PageCheck.link_state == "broken")
    )
    return (
        select(Publication.url)
        .join(Entry, Publication.entry_id == Entry.id)
        .join(Catalog, Entry.catalog_id == Catalog.id)
        .join(Region, Catalog.region_id == Region.id)
        .where(Region.path.startswith(region.path), Publication.url.not_in(broken))
        .group_by(Publication.url)
        .order_by(func.min(SOON), func.min(Publication.id))
    )


def _whole(site: str) -> str:
    return site if "://" in site else f"http://{site.strip('/')}/"


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
    )


def unfinished_surveys() -> list[int]:
    """Surveys to carry out, the oldest first."""
    query = select(SiteSurvey.id).where(SiteSurvey.state.in_(UNFINISHED)).order_by(SiteSurvey.id)
    return list(session().scalars(query))


def is_going_on(survey_id: int) -> bool:
    """False once the survey is finished or somebody stopped it."""
    query = select(SiteSurvey.state).where(SiteSurvey.id == survey_id)
    return session().scalar(query) in UNFINISHED


def stop_survey(survey_id: int, *, at: datetime) -> None:
    """Stop a survey where it stands; what it found stays. Raises NotFound."""
    survey_by_id(survey_id)
    end_survey(survey_id, "stopped", at=at)


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
        current.execute(
            update(SiteSurvey)
            .where(SiteSurvey.id == survey_id, SiteSurvey.state.in_(UNFINISHED))
            .values(state=state, finished_at=at, note=note)
        )
