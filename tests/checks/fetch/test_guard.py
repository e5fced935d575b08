"""Nobody leads the checker into an inner network: not by a name, a number or a redirect."""

from __future__ import annotations

import pytest

from catalog_app.addresses import AddressGuard
from catalog_app.checks.fetch import Outcome
from catalog_app.demo.site import RunningSite
from tests.checks.fetch.visiting import LOOPBACK, Names, visit


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.1", "2130706433", "0x7f000001", "[::ffff:127.0.0.1]"]
)
def test_an_inner_literal_is_not_visited_in_any_spelling(
    host: str, own_county: RunningSite
) -> None:
    found = visit(f"http://{host}:{own_county.port}/", guard=AddressGuard())
    assert found.outcome is Outcome.REFUSED_ADDRESS
    assert not own_county.requests


def test_a_public_looking_name_that_leads_inside_is_not_visited(own_county: RunningSite) -> None:
    names = Names(www_dunhua_gov_cn=[["127.0.0.1"]])
    url = f"http://www.dunhua.gov.cn:{own_county.port}/"
    found = visit(url, guard=AddressGuard(), resolver=names)
    assert found.outcome is Outcome.REFUSED_ADDRESS
    assert "127.0.0.1" in found.detail
    assert not own_county.requests


def test_a_name_with_several_inner_addresses_is_not_visited(own_county: RunningSite) -> None:
    names = Names(a_gov_cn=[["::1", "127.0.0.1", "10.0.0.1", "::ffff:127.0.0.1"]])
    found = visit(f"http://a.gov.cn:{own_county.port}/", guard=AddressGuard(), resolver=names)
    assert found.outcome is Outcome.REFUSED_ADDRESS
    assert not own_county.requests


def test_only_the_allowed_ones_of_a_names_addresses_are_used(own_county: RunningSite) -> None:
    names = Names(a_gov_cn=[["10.0.0.1", "127.0.0.1"]])
    found = visit(f"http://a.gov.cn:{own_county.port}/", resolver=names)
    assert found.outcome is Outcome.OK


def test_a_name_that_moves_inside_is_refused_at_its_next_connection(
    own_county: RunningSite,
) -> None:
    names = Names(a_gov_cn=[["127.0.0.1"], ["10.0.0.1"]])
    url = f"http://a.gov.cn:{own_county.port}/"
    assert visit(url, guard=LOOPBACK, resolver=names).outcome is Outcome.OK
    found = visit(url, guard=LOOPBACK, resolver=names)
    assert found.outcome is Outcome.REFUSED_ADDRESS
    assert "10.0.0.1" in found.detail
    assert len(own_county.requests) == 1


@pytest.mark.parametrize("path", ["/faults/inside.html", "/faults/metadata.html"])
def test_a_redirect_to_the_inside_is_not_followed(path: str, county: RunningSite) -> None:
    found = visit(county.url(path))
    assert found.outcome is Outcome.REFUSED_ADDRESS
    assert found.redirects == ((302, county.url(path)),)
    assert "跳转" in found.detail
