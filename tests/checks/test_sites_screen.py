"""The screen on which a place keeps the list of its web sites."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import SYSTEM
from catalog_app.accounts.models import AuditEvent, Role
from catalog_app.checks.models import LocalSite
from catalog_app.checks.services import sites
from catalog_app.regions.services import region_by_code
from tests.conftest import NOON
from tests.factories.accounts import a_user, log_in
from tests.queries import count_queries

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
OWN = "/staff/checks/sites/222403000000"


@pytest.fixture
def office(client: FlaskClient, session: Session) -> FlaskClient:
    return log_in(client, a_user(Role.COUNTY_OFFICE, "222403"))


def add(client: FlaskClient, host: str, name: str = "", address: str = OWN) -> int:
    return client.post(address, data={"host": host, "name": name}).status_code


def listed(session: Session) -> list[str]:
    session.expire_all()
    return list(session.scalars(select(LocalSite.host).order_by(LocalSite.host)))


@pytest.mark.parametrize(
    ("typed", "host"),
    [
        ("www.dunhua.gov.cn", "www.dunhua.gov.cn"),
        (" HTTP://WWW.Dunhua.gov.cn/zwgk/index.html ", "www.dunhua.gov.cn"),
        ("https://xxgk.dunhua.gov.cn:8443/", "xxgk.dunhua.gov.cn"),
    ],
)
def test_a_site_is_listed_by_host_or_by_address(
    office: FlaskClient, session: Session, typed: str, host: str
) -> None:
    assert add(office, typed, "市政府门户网站") == 302
    assert listed(session) == [host]
    page = office.get(OWN).text
    assert host in page
    assert "市政府门户网站" in page


@pytest.mark.parametrize("typed", ["", "敦化市政府网站", "dunhua", "http://", "a b.gov.cn"])
def test_what_is_no_host_is_refused_beside_the_field(
    office: FlaskClient, session: Session, typed: str
) -> None:
    answer = office.post(OWN, data={"host": typed})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
    assert listed(session) == []


def test_a_site_listed_twice_is_refused(office: FlaskClient, session: Session) -> None:
    assert [add(office, "www.dunhua.gov.cn") for _ in range(2)] == [302, 409]
    assert len(listed(session)) == 1


def test_a_site_is_taken_off_and_both_steps_are_in_the_trail(
    office: FlaskClient, session: Session
) -> None:
    add(office, "www.dunhua.gov.cn")
    site = session.scalars(select(LocalSite)).one()
    assert office.post(f"{OWN}/{site.id}/remove").status_code == 302
    assert listed(session) == []
    actions = session.scalars(select(AuditEvent.action).where(AuditEvent.action.like("site.%")))
    assert list(actions) == ["site.added", "site.removed"]
    assert office.post(f"{OWN}/{site.id}/remove").status_code == 404


def test_a_county_changes_no_other_countys_list(office: FlaskClient, session: Session) -> None:
    tumen = region_by_code("222402")
    site = sites.add_site(tumen, "www.tumen.gov.cn", "", by=SYSTEM, at=NOON)
    assert add(office, "www.dunhua.gov.cn", address="/staff/checks/sites/222402000000") == 403
    assert office.post(f"{OWN}/{site.id}/remove").status_code == 404
    assert listed(session) == ["www.tumen.gov.cn"]


def test_sites_of_the_superiors_are_shown_but_not_to_be_removed(
    office: FlaskClient, session: Session
) -> None:
    sites.add_site(region_by_code("220000"), "www.jl.gov.cn", "省政府", by=SYSTEM, at=NOON)
    page = office.get(OWN).text
    assert "www.jl.gov.cn" in page
    assert "/remove" not in page


def test_the_province_keeps_every_list(client: FlaskClient, session: Session) -> None:
    log_in(client, a_user(Role.PROVINCIAL_OFFICE, "220000"))
    assert client.get("/staff/checks/sites?region=222403000000").headers["Location"] == OWN
    assert add(client, "www.dunhua.gov.cn") == 302


def test_an_editor_keeps_none(client: FlaskClient, session: Session) -> None:
    log_in(client, a_user(Role.COUNTY_EDITOR, "222403"))
    assert client.get(OWN).status_code == 403
    assert "本地网站" not in client.get("/staff/checks/").text


def test_a_long_list_asks_no_more_of_the_database(office: FlaskClient, session: Session) -> None:
    counts = []
    for number in range(12):
        add(office, f"s{number}.dunhua.gov.cn")
        if number in {0, 11}:
            with count_queries() as seen:
                assert office.get(OWN).status_code == 200
            counts.append(seen.total)
    assert counts[0] == counts[1]
