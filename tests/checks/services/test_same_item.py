"""The same item in several places: found on the demonstration's pages and between regions."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import SYSTEM
from catalog_app.catalogs.services import remove_link
from catalog_app.checks.services.same_item import places_of
from catalog_app.demo.site import RunningSite
from catalog_app.demo.site.same_item_pages import PAIRS, Pair
from tests.checks.patrols import check, check_on_days, finding_of
from tests.conftest import NOON
from tests.factories.accounts import JIANGNAN, a_user, log_in
from tests.factories.catalogs import a_catalog, an_entry

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
PORTAL, BUREAU = "/faults/same_portal.html", "/faults/same_bureau.html"


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.what)
def test_two_pages_of_one_item_are_held_against_each_other(
    session: Session, shown_county: RunningSite, tmp_path: Path, pair: Pair
) -> None:
    urls = [shown_county.url(pair.one), shown_county.url(pair.other)]
    entry = an_entry("养老服务扶持政策措施清单", urls=urls)
    check(tmp_path, entry_id=entry.id)
    found = finding_of(entry, pair.rule)
    assert ("not_met" if found else "met") == pair.verdict
    if found:
        assert found.advisory
        assert "76,800 元" in found.message
        assert "67,800 元" in found.message
        assert [place["url"] for place in found.evidence["two_places"]] == urls


def test_a_difference_is_confirmed_on_three_days_and_ends_with_its_second_place(
    session: Session, shown_county: RunningSite, tmp_path: Path
) -> None:
    entry = an_entry("养老服务", urls=[shown_county.url(PORTAL), shown_county.url(BUREAU)])
    check_on_days(tmp_path, 3, entry_id=entry.id)
    found = finding_of(entry, "C08")
    assert found is not None
    assert found.state == "confirmed"
    session.refresh(entry)
    remove_link(entry.id, entry.publications[1].id, by=SYSTEM, at=NOON)
    check(tmp_path, entry_id=entry.id)
    again = finding_of(entry, "C08")
    assert again is not None
    assert again.state == "fixed"


def test_a_difference_is_not_put_right_by_a_place_that_cannot_be_read(
    session: Session, tmp_path: Path
) -> None:
    with RunningSite(today=NOON.date) as portal, RunningSite(today=NOON.date) as bureau:
        urls = [portal.url(PORTAL), bureau.url(BUREAU), portal.url("/faults/same_quarter.html")]
        entry = an_entry("养老服务", urls=urls)
        check(tmp_path, entry_id=entry.id)
    with RunningSite(today=NOON.date, port=portal.port):
        check(tmp_path, at=NOON + timedelta(days=1), entry_id=entry.id)
    found = finding_of(entry, "C08")
    assert found is not None
    assert found.state == "suspected"


def test_a_townships_page_is_held_against_the_countys_of_the_same_item(
    session: Session, shown_county: RunningSite, tmp_path: Path
) -> None:
    county = an_entry("高龄津贴发放", urls=[shown_county.url(PORTAL)])
    township = an_entry(
        "高龄津贴发放", catalog=a_catalog(JIANGNAN), urls=[shown_county.url(BUREAU)]
    )
    check(tmp_path, region_id=county.catalog.region_id)
    assert finding_of(county, "C08") is None, "told once, where it is to be put right"
    found = finding_of(township, "C08")
    assert found is not None
    assert "江南镇" in found.message
    assert "敦化市" in found.message


def test_the_item_shows_all_its_places_and_whether_they_agree(
    client: FlaskClient, session: Session, shown_county: RunningSite, tmp_path: Path
) -> None:
    urls = [PORTAL, BUREAU, "/faults/same_quarter.html", "/faults/dead.html"]
    entry = an_entry("养老服务", urls=[shown_county.url(path) for path in urls])
    check(tmp_path, entry_id=entry.id)
    stands = [(stand.how, stand.other) for _, stand in places_of(entry)]
    assert stands == [("apart", 2), ("apart", 1), ("alone", 0), ("unread", 0)]
    text = log_in(client, a_user()).get(f"/staff/checks/entries/{entry.id}/places").text
    assert "各处公布情况" in text
    assert "76,800 元" in text
    assert "与第 1 处不一致" in text


def test_the_finding_shows_both_places_side_by_side(
    client: FlaskClient, session: Session, shown_county: RunningSite, tmp_path: Path
) -> None:
    entry = an_entry("养老服务", urls=[shown_county.url(PORTAL), shown_county.url(BUREAU)])
    check(tmp_path, entry_id=entry.id)
    found = finding_of(entry, "C08")
    assert found is not None
    text = log_in(client, a_user()).get(f"/staff/checks/findings/{found.id}").text
    assert "两处对照" in text
    assert text.count("67,800 元") >= 2
