"""Looking for pages on a county's own site: bounded, polite, resumed after a crash."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import SYSTEM
from catalog_app.catalogs.errors import LinkRefused
from catalog_app.checks.errors import NothingToSurvey
from catalog_app.checks.host_lock import held, host_locks
from catalog_app.checks.models import SitePage, SiteSurvey, SurveyPage
from catalog_app.checks.services.survey import carry_out_survey
from catalog_app.checks.services.survey_requests import (
    request_survey,
    stop_survey,
    survey_progress,
    unfinished_surveys,
)
from catalog_app.demo.site import RunningSite, article_path, column_path, most_at_once
from catalog_app.regions.services import region_by_code
from domains.standard import load_domains
from tests.checks.patrols import LOOPBACK, a_patrol, entry_linked_to
from tests.checks.survey.hostile import REAL_ROWS
from tests.checks.survey.serving import serving_endlessly
from tests.checks.survey.surveys import DUNHUA, survey
from tests.conftest import NOON


@pytest.fixture
def endless_site() -> Iterator[str]:
    with serving_endlessly() as address:
        yield address


def asked(start: str | None = None, **settings: int) -> SiteSurvey:
    region = region_by_code(DUNHUA)
    return request_survey(region.id, start, by=SYSTEM, at=NOON, guard=LOOPBACK, **settings)


def test_every_column_of_the_site_is_opened_and_every_row_is_known(
    session: Session, watched_county: RunningSite, tmp_path: Path
) -> None:
    done = survey(tmp_path, watched_county.url("/"))
    assert done.state == "finished"
    known = set(session.scalars(select(SitePage.url)))
    for domain in load_domains():
        assert watched_county.url(column_path(domain.code)) in known
        for item in domain.items:
            assert watched_county.url(article_path(domain.code, item.number)) in known
    opened = [seen.path for seen in watched_county.requests]
    assert len(opened) < 60, "articles are known from their columns; nobody has to open them"
    assert most_at_once(watched_county.requests) <= 8


def test_a_row_is_known_by_its_title_its_date_and_the_column_it_stands_in(
    session: Session, shown_county: RunningSite, tmp_path: Path
) -> None:
    survey(tmp_path, shown_county.url("/zwgk/elderly_care/index.html"), page_limit=1)
    page = session.scalar(
        select(SitePage).where(SitePage.url == shown_county.url(article_path("elderly_care", 2)))
    )
    assert page is not None
    assert page.title == "敦化市养老服务扶持政策措施清单"
    assert page.column_name == "养老服务"
    assert page.published is not None
    assert page.found_on == shown_county.url(column_path("elderly_care"))
    assert not page.was_read


def test_the_search_begins_where_the_catalogues_link(
    session: Session, shown_county: RunningSite
) -> None:
    entry_linked_to(shown_county.url(column_path("health")))
    planned = session.scalars(
        select(SurveyPage.url).where(SurveyPage.survey_id == asked().id).order_by(SurveyPage.id)
    )
    assert planned.all() == [shown_county.url("/"), shown_county.url(column_path("health"))]


def test_without_any_known_site_the_office_is_asked_for_one(session: Session) -> None:
    with pytest.raises(NothingToSurvey, match="请填写本地政府网站的网址"):
        asked()


def test_an_address_inside_the_building_is_no_place_to_begin(session: Session) -> None:
    with pytest.raises(LinkRefused):
        asked("http://10.0.0.1/")


def test_asking_again_while_a_survey_stands_gives_the_same(
    session: Session, shown_county: RunningSite
) -> None:
    first = asked(shown_county.url("/"))
    assert asked(shown_county.url("/")).id == first.id
    assert unfinished_surveys() == [first.id]
    stop_survey(first.id, by=SYSTEM, at=NOON)
    assert unfinished_surveys() == []


def test_no_more_pages_are_opened_than_allowed_and_the_office_is_told(
    session: Session, watched_county: RunningSite, tmp_path: Path
) -> None:
    done = survey(tmp_path, watched_county.url("/"), page_limit=5)
    assert len(watched_county.requests) == 5 + len(["/robots.txt"])
    assert done.note is not None
    assert "只看了最要紧的 5 个" in done.note


def test_a_survey_that_broke_off_is_taken_up_where_it_stood(
    session: Session, watched_county: RunningSite, tmp_path: Path
) -> None:
    planned = asked(watched_county.url("/"))
    turns = 0

    def breaks_down(_pages: int) -> None:
        nonlocal turns
        turns += 1
        if turns == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        patrol = a_patrol(tmp_path, tell=breaks_down, turn_seconds=0)
        asyncio.run(carry_out_survey(planned.id, patrol))
    session.rollback()
    assert unfinished_surveys() == [planned.id]
    before = survey_progress(planned).opened
    assert before > 0
    asyncio.run(carry_out_survey(planned.id, a_patrol(tmp_path)))
    pages = (seen.path for seen in watched_county.requests if seen.path != "/robots.txt")
    asked_for = Counter(pages)
    assert set(asked_for.values()) == {1}, "nothing is opened twice"
    assert survey_progress(planned).opened == sum(asked_for.values()) > before


def test_a_survey_waits_while_another_visits_the_host(
    session: Session, watched_county: RunningSite, tmp_path: Path
) -> None:
    planned = asked(watched_county.url("/"), page_limit=3)
    host = f"{watched_county.host}:{watched_county.port}"

    async def both() -> None:
        with host_locks(session.get_bind(), tmp_path) as locks:
            async with held(locks, host):
                task = asyncio.create_task(carry_out_survey(planned.id, a_patrol(tmp_path)))
                await asyncio.sleep(0.5)
                assert list(watched_county.requests) == []
            await task

    asyncio.run(both())
    assert len(watched_county.requests) == 3 + len(["/robots.txt"])


def test_a_site_without_end_is_left_in_time_and_its_real_column_is_found(
    session: Session, endless_site: str, tmp_path: Path
) -> None:
    survey(tmp_path, f"{endless_site}/", page_limit=300)
    opened = dict(
        session.execute(
            select(SurveyPage.outcome, func.count())
            .where(SurveyPage.done.is_(True))
            .group_by(SurveyPage.outcome)
        ).all()
    )
    assert sum(count for name, count in opened.items() if name != "skipped") <= 300
    assert session.scalar(select(func.count()).select_from(SurveyPage)) <= 300 * 4 + 400
    assert opened["duplicate"] >= 1
    rows = session.scalars(select(SitePage).where(SitePage.column_name == "养老服务")).all()
    articles = {page.title for page in rows if page.kind == "article"}
    assert len(articles) == REAL_ROWS
    assert all("jsessionid" not in page.url for page in rows)
    closed = select(SurveyPage.outcome).where(SurveyPage.url.contains("/closed/"))
    assert session.scalars(closed).all() == ["skipped"], "robots.txt keeps visitors out"
    calendar = select(func.count()).where(
        SurveyPage.url.contains("/rl/"), SurveyPage.done, SurveyPage.outcome == "ok"
    )
    assert (session.scalar(calendar) or 0) <= 60, "a calendar's days are soon enough"
