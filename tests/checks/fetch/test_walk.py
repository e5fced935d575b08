"""Redirects, conditional requests, compression and the probe for missing pages."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from catalog_app.checks.fetch import Engine, Fetched, Outcome, Wanted, probe_missing
from catalog_app.demo.site import RunningSite
from tests.checks.fetch.visiting import LOOPBACK, SHORT, visit

GOOD = "/zwgk/elderly_care/2.html"


def test_the_chain_of_redirects_is_kept(county: RunningSite) -> None:
    found = visit(county.url("/faults/moved.html"))
    assert found.redirects == ((301, county.url("/faults/moved.html")),)
    assert (found.final_url, found.status) == (county.url(GOOD), 200)


def test_a_site_that_wants_its_mark_back_is_given_it(county: RunningSite) -> None:
    found = visit(county.url("/faults/cookie.html"))
    assert found.outcome is Outcome.OK
    assert found.final_url == found.url


def test_marks_of_one_visit_are_not_carried_to_the_next(own_county: RunningSite) -> None:
    async def twice() -> list[Fetched]:
        async with Engine(SHORT, LOOPBACK) as engine:
            return [await engine.fetch(own_county.url("/faults/cookie.html")) for _ in range(2)]

    assert [len(found.redirects) for found in asyncio.run(twice())] == [1, 1]


def test_too_many_redirects_are_a_loop(county: RunningSite) -> None:
    found = visit(county.url("/faults/moved.html"), replace(SHORT, redirects=0))
    assert found.outcome is Outcome.REDIRECT_LOOP


def test_a_login_page_is_not_entered(own_county: RunningSite) -> None:
    assert visit(own_county.url("/faults/account.html")).outcome is Outcome.BLOCKED
    assert [seen.path for seen in own_county.requests] == ["/faults/account.html"]


def test_an_unchanged_page_is_not_sent_again(county: RunningSite) -> None:
    first = visit(county.url(GOOD))
    again = visit(Wanted(first.url, first.etag, first.last_modified))
    assert first.etag
    assert (again.outcome, again.body) == (Outcome.NOT_MODIFIED, b"")


def test_a_changed_page_is_sent_whole(county: RunningSite) -> None:
    found = visit(Wanted(county.url(GOOD), etag='"what it was last month"'))
    assert found.outcome is Outcome.OK
    assert "养老服务扶持政策措施清单" in found.body.decode()


def test_a_compressed_page_reads_like_the_plain_one(county: RunningSite) -> None:
    assert visit(county.url("/faults/gzip.html")).body == visit(county.url(GOOD)).body


def test_bytes_of_an_old_encoding_arrive_untouched(county: RunningSite) -> None:
    body = visit(county.url("/faults/gbk.html")).body
    assert (
        body.decode("gb18030").replace("gb2312", "utf-8") == visit(county.url(GOOD)).body.decode()
    )


def test_parameters_reach_the_site_as_written(own_county: RunningSite) -> None:
    path = "/faults/query.html?cat=3&id=12&q=%E5%85%BB%2B%20+"
    assert visit(own_county.url(path)).outcome is Outcome.OK
    assert own_county.requests[-1].path == path


def _probe(root: str) -> Fetched:
    async def go() -> Fetched:
        async with Engine(SHORT, LOOPBACK) as engine:
            return await probe_missing(engine, root, "k7q2w9")

    return asyncio.run(go())


def test_an_honest_site_says_that_a_page_is_missing(county: RunningSite) -> None:
    assert _probe(county.url("/")).outcome is Outcome.DEAD


@pytest.mark.parametrize("root", ["/soft", "/soft/"])
def test_a_folder_that_pretends_is_found_out(root: str, county: RunningSite) -> None:
    found = _probe(county.url(root))
    assert found.final_url == county.url("/soft/k7q2w9.html")
    assert (found.outcome, found.status) == (Outcome.OK, 200)


def test_a_host_that_pretends_is_found_out() -> None:
    with RunningSite(soft_404=True) as pretender:
        found = _probe(pretender.url("/"))
    assert found.outcome is Outcome.OK
    assert "不存在" in found.body.decode()
