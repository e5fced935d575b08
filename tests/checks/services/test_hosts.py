"""What a host asks of its visitors is asked once a day, kept, and kept to."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.checks.fetch import FetchLimits, HostPlan, Outcome
from catalog_app.checks.models import WebHost
from catalog_app.checks.services.hosts import Manners, failures, manners_of
from tests.checks.own_site import Answer, OwnSite
from tests.checks.patrols import a_patrol, check, entry_linked_to
from tests.conftest import NOON
from tests.factories.catalogs import a_catalog

DAY = timedelta(days=1)
ROBOTS = "/robots.txt"
GOOD = Answer("<title>老年人补贴</title><h1>老年人补贴</h1>")


def robots(text: str, status: int = 200) -> Answer:
    return Answer(text, status, kind="text/plain")


def host(session: Session) -> WebHost:
    session.expire_all()
    return session.scalars(select(WebHost)).one()


def test_the_file_is_asked_for_once_a_day(session: Session, tmp_path: Path) -> None:
    with OwnSite({ROBOTS: robots("User-agent: *\nCrawl-delay: 0.01"), "/1.html": GOOD}) as site:
        entry = entry_linked_to(site.url("/1.html"))
        for hours in (0, 1, 2, 25):
            check(tmp_path, at=NOON + timedelta(hours=hours), entry_id=entry.id)
        assert site.times(ROBOTS) == 2
    kept = host(session)
    assert (kept.crawl_delay, kept.robots_status) == (0.01, "read")
    assert (kept.last_outcome, kept.last_status, kept.failures) == ("ok", 200, 0)


def test_the_pace_a_host_asks_for_is_kept(session: Session, tmp_path: Path) -> None:
    asks = robots(
        "User-agent: *\nCrawl-delay: 9\n\nUser-agent: JilinDisclosureCatalog\nCrawl-delay: 0.2"
    )
    pages = {f"/{n}.html": GOOD for n in range(4)}
    with OwnSite({ROBOTS: asks, **pages}) as site:
        catalog = a_catalog()
        for path in pages:
            entry_linked_to(site.url(path), catalog)
        check(tmp_path, region_id=catalog.region_id)
        times = site.moments
    assert len(times) == 7  # robots.txt, home page, a page that cannot exist, four pages
    assert times[-1] - times[1] > 5 * 0.19


def test_a_host_never_makes_us_quicker_and_never_slower_than_the_cap() -> None:
    plan = HostPlan(delay=0.5, crawl_delay_cap=30)
    delays = [Manners(asked).plan(plan).delay for asked in (None, 0.1, 5, 86400)]
    assert delays == [0.5, 0.5, 5, 30]


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_without_such_a_file_nothing_is_asked(
    session: Session, tmp_path: Path, status: int
) -> None:
    with OwnSite(
        {ROBOTS: robots("User-agent: *\nCrawl-delay: 9", status), "/1.html": GOOD}
    ) as site:
        check(tmp_path, entry_id=entry_linked_to(site.url("/1.html")).id)
    kept = host(session)
    assert (kept.robots_status, kept.crawl_delay) == ("none", None)


def test_what_was_asked_before_holds_while_the_host_does_not_answer(
    session: Session, tmp_path: Path
) -> None:
    with OwnSite({ROBOTS: robots("User-agent: *\nCrawl-delay: 0.02"), "/1.html": GOOD}) as site:
        entry = entry_linked_to(site.url("/1.html"))
        check(tmp_path, entry_id=entry.id)
        site.pages[ROBOTS] = robots("", 503)
        check(tmp_path, at=NOON + DAY, entry_id=entry.id)
        name = site.host
    assert (host(session).robots_status, host(session).crawl_delay) == ("unreachable", 0.02)
    assert manners_of(name).plan(HostPlan(delay=0)).delay == 0.02


def test_a_page_that_the_county_declared_is_visited_though_robots_may_not_walk_there(
    session: Session, tmp_path: Path
) -> None:
    """See docs/decisions: a declared page is no walk. Whoever walks asks `Manners.robots`."""
    with OwnSite({ROBOTS: robots("User-agent: *\nDisallow: /"), "/1.html": GOOD}) as site:
        check(tmp_path, entry_id=entry_linked_to(site.url("/1.html")).id)
        assert site.times("/1.html") == 1
        assert not manners_of(site.host).robots().allowed("Anybody", site.url("/1.html"))


def test_failures_in_a_row_and_rests_are_counted(session: Session, tmp_path: Path) -> None:
    busy = Answer("忙", 503, headers={"Retry-After": "0"})
    with OwnSite({"/1.html": busy}) as site:
        entry = entry_linked_to(site.url("/1.html"))
        for day in range(3):
            check(tmp_path, at=NOON + day * DAY, entry_id=entry.id)
        kept = host(session)
        assert (kept.failures, kept.last_outcome, kept.last_status) == (3, "server_error", 503)
        assert kept.rests == 2  # the page was asked for twice in the last run
        assert kept.rested_at == NOON + 2 * DAY
        site.pages["/1.html"] = GOOD
        check(tmp_path, at=NOON + 3 * DAY, entry_id=entry.id)
    assert (host(session).failures, host(session).rests) == (0, 0)


def test_only_failures_in_a_row_count() -> None:
    ok, down, left = Outcome.OK, Outcome.TIMEOUT, Outcome.NOT_FETCHED
    assert failures(3, [down, left]) == 4
    assert failures(3, [down, ok, Outcome.DEAD]) == 0
    assert failures(0, [ok, down, Outcome.BLOCKED]) == 2


def test_a_slow_host_has_short_turns(session: Session, tmp_path: Path) -> None:
    """Whoever else wants the host does not wait for two hundred pages of half a minute each."""
    patrol = a_patrol(tmp_path, plan=HostPlan(delay=0), limits=FetchLimits())
    assert (patrol.turn_pages, patrol.pages_a_turn(30)) == (200, 5)
