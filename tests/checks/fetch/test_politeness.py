"""The host's own record shows that its plan was kept."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from catalog_app.checks.fetch import Engine, FetchLimits, HostGate, HostPlan, Outcome, fetch_host
from catalog_app.checks.fetch.host import retry_after
from catalog_app.demo.site import RunningSite, article_path, most_at_once
from tests.checks.fetch.visiting import HASTY, LOOPBACK, SHORT, visit_host

NOON = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)


def _gaps(site: RunningSite) -> list[float]:
    return [later.began - earlier.began for earlier, later in pairwise(site.requests)]


def test_never_more_connections_at_once_than_planned(own_county: RunningSite) -> None:
    urls = [own_county.url(f"/faults/slow.html?item=elderly_care/{n}") for n in range(1, 12)]
    found = visit_host(urls, HostPlan(connections=3, delay=0))
    assert {result.outcome for result in found.values()} == {Outcome.OK}
    assert most_at_once(own_county.requests) == 3


def test_the_delay_lies_between_requests_whatever_the_connections(own_county: RunningSite) -> None:
    urls = [own_county.url(article_path("elderly_care", number)) for number in range(1, 6)]
    visit_host([*urls, own_county.url("/faults/moved.html")], HostPlan(connections=4, delay=0.15))
    gaps = _gaps(own_county)
    assert len(gaps) == 6  # the redirect's second request too
    assert min(gaps) > 0.1
    assert sum(gaps) > 6 * 0.15 - 0.05


def test_no_two_visits_to_one_address_in_a_run(own_county: RunningSite) -> None:
    urls = [own_county.url(article_path("health", number)) for number in range(1, 31)]
    visit_host(urls, HASTY)
    assert len(own_county.requests) == 30


def test_a_host_that_asks_for_a_rest_gets_it(own_county: RunningSite) -> None:
    often = own_county.url("/faults/too_often.html")
    good = own_county.url(article_path("elderly_care", 1))
    found = visit_host([often, good], HostPlan(connections=1, delay=0, backoff=0.01))
    assert _gaps(own_county)[0] > 0.98  # Retry-After says one second
    assert (found[good].outcome, found[often].outcome) == (Outcome.OK, Outcome.BLOCKED)
    assert found[often].attempts == 2


def test_a_host_that_asks_for_more_patience_than_we_have_is_left_alone(
    own_county: RunningSite,
) -> None:
    often = own_county.url("/faults/too_often.html")
    others = [own_county.url(article_path("elderly_care", number)) for number in range(1, 6)]
    plan = HostPlan(connections=1, delay=0, backoff_cap=0.1)
    found = visit_host([often, *others], plan)
    assert len(own_county.requests) == 1
    assert {found[url].outcome for url in others} == {Outcome.NOT_FETCHED}
    assert "暂停" in found[others[0]].detail
    assert found[often].outcome is Outcome.BLOCKED


def test_rests_grow_while_a_host_keeps_failing(own_county: RunningSite) -> None:
    urls = [own_county.url(f"/faults/error_500.html?{number}") for number in range(5)]
    visit_host(urls, HostPlan(connections=1, delay=0, backoff=0.1, backoff_cap=0.3))
    rests = zip(_gaps(own_county), [0.1, 0.2, 0.3, 0.3], strict=True)
    assert all(gap > rest - 0.02 for gap, rest in rests)


def test_a_host_that_answers_nothing_is_given_up(own_county: RunningSite) -> None:
    urls = [own_county.url(f"/faults/closed.html?{number}") for number in range(30)]
    found = visit_host(urls, HostPlan(connections=2, delay=0, give_up_after=5))
    addresses = {seen.path for seen in own_county.requests}  # each is asked again at once
    assert len(addresses) <= 5 + 2
    outcomes = [result.outcome for result in found.values()]
    assert outcomes.count(Outcome.NOT_FETCHED) >= 30 - 5 - 2
    assert set(outcomes) == {Outcome.NOT_FETCHED, Outcome.UNREACHABLE}


def test_what_timed_out_is_tried_again_with_twice_the_time() -> None:
    with RunningSite(slow_seconds=0.6) as site:
        slow = site.url("/faults/slow.html")
        good = site.url(article_path("elderly_care", 1))
        found = visit_host([slow, good], HASTY, FetchLimits(seconds=0.4))
        paths = [seen.path for seen in site.requests]
    assert (found[slow].outcome, found[slow].attempts) == (Outcome.OK, 2)
    assert (found[good].outcome, found[good].attempts) == (Outcome.OK, 1)
    assert paths[-1] == "/faults/slow.html"
    assert len(paths) == 3


def test_leaving_early_stops_the_visits(own_county: RunningSite) -> None:
    urls = [own_county.url(f"/faults/slow.html?{number}") for number in range(50)]

    async def take_one() -> None:
        async with Engine(SHORT, LOOPBACK) as engine:
            results = fetch_host(urls, HostPlan(connections=2, delay=0), engine)
            await anext(results)
            await results.aclose()
            await asyncio.sleep(0.3)

    asyncio.run(take_one())
    assert len(own_county.requests) <= 5


def test_a_slow_taker_is_not_run_ahead_of(own_county: RunningSite) -> None:
    urls = [own_county.url(article_path("health", n)) for n in range(1, 35)]

    async def take_slowly() -> int:
        async with Engine(SHORT, LOOPBACK) as engine:
            results = fetch_host(urls, HostPlan(connections=2, delay=0), engine)
            await anext(results)
            await asyncio.sleep(0.3)
            asked = len(own_county.requests)
            await results.aclose()
            return asked

    assert asyncio.run(take_slowly()) < 15


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, None),
        ("", None),
        ("120", 120.0),
        (" 7 ", 7.0),
        ("Fri, 20 Nov 2026 04:01:30 GMT", 90.0),
        ("Fri, 20 Nov 2026 03:00:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
        ("٣", 3.0),
        ("9" * 400, 999999999.0),
    ],
)
def test_retry_after_is_read_as_number_or_date(header: str | None, seconds: float | None) -> None:
    assert retry_after(header, NOON) == seconds


def test_a_gate_carries_pace_and_patience_over_to_the_next_visits(own_county: RunningSite) -> None:
    async def twice() -> list[Outcome]:
        plan = HostPlan(connections=1, delay=0.2, give_up_after=1, second_pass=False)
        gate = HostGate(plan)
        found = []
        async with Engine(SHORT, LOOPBACK) as engine:
            for path in ("/index.html", "/faults/error_500.html", "/zwgk/index.html"):
                results = fetch_host([own_county.url(path)], plan, engine, gate)
                found += [result.outcome async for result in results]
        return found

    expected = [Outcome.OK, Outcome.SERVER_ERROR, Outcome.NOT_FETCHED]
    assert asyncio.run(twice()) == expected
    (gap,) = _gaps(own_county)
    assert gap > 0.18
