"""Every planted fault of the demonstration site ends in the outcome it must have."""

from __future__ import annotations

import pytest

from catalog_app.checks.fetch import Outcome
from catalog_app.demo.site import FAULTS, Fault, RunningSite, article_path, column_path
from domains.standard import load_domains
from tests.checks.fetch.visiting import HASTY, IMPATIENT, SHORT, visit, visit_host

HOSTILE = "endless bomb header_flood short garbage bad_gzip closed loop drip slow inside".split()


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.path)
def test_each_fault_has_its_outcome_and_a_plain_sentence(fault: Fault, county: RunningSite) -> None:
    limits = IMPATIENT if fault.expected_outcome == "timeout" else SHORT
    found = visit(county.url(fault.path), limits)
    assert found.outcome == fault.expected_outcome
    assert found.detail.endswith("。")
    assert found.url == county.url(fault.path)


def test_a_blocked_robot_never_calls_a_page_dead(county: RunningSite) -> None:
    blocked = [fault for fault in FAULTS if fault.verdict == "cannot_judge"]
    assert len(blocked) >= 8
    for fault in blocked:
        assert visit(county.url(fault.path)).outcome is not Outcome.DEAD


def test_all_good_pages_are_read(county: RunningSite) -> None:
    paths = [column_path(domain.code) for domain in load_domains()]
    paths += [article_path(item.domain, 1) for each in load_domains() for item in each.items[:1]]
    found = visit_host([county.url(path) for path in paths])
    assert len(found) == 56
    assert {result.outcome for result in found.values()} == {Outcome.OK}


def test_hostile_pages_spoil_no_other_page_of_their_host(county: RunningSite) -> None:
    good = [county.url(article_path("elderly_care", number)) for number in range(1, 12)]
    hostile = [county.url(f"/faults/{name}.html") for name in HOSTILE]
    mixed = [url for pair in zip(hostile, good, strict=True) for url in pair]
    found = visit_host(mixed, HASTY, IMPATIENT)
    assert {found[url].outcome for url in good} == {Outcome.OK}
    assert all(found[url].outcome is not Outcome.OK for url in hostile)


def test_nobody_there_and_no_such_name_are_unreachable() -> None:
    assert visit("http://127.0.0.1:1/").outcome is Outcome.UNREACHABLE
    found = visit("http://no-such-name.invalid/")
    assert (found.outcome, found.status) == (Outcome.UNREACHABLE, None)
    assert "域名" in found.detail


@pytest.mark.parametrize("url", ["", "www.a.gov.cn", "http://" + "a" * 70 + ".cn/", "ftp://a.cn/"])
def test_a_malformed_address_is_refused_and_raises_nothing(url: str) -> None:
    assert visit(url).outcome in (Outcome.REFUSED_ADDRESS, Outcome.UNREACHABLE)
