"""The screens of proposed links and of looking for pages, as offices see and use them."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.accounts.models import Role
from catalog_app.catalogs.models import Entry, Publication
from catalog_app.checks.models import LinkProposal, SiteSurvey
from catalog_app.checks.services.proposals_making import propose_for_catalog
from catalog_app.checks.services.proposals_reading import proposals_of
from catalog_app.demo.site import RunningSite, article_path
from catalog_app.regions.services import region_by_code
from domains.standard import domain
from tests.checks.patrols import check, finding_of
from tests.checks.survey.surveys import survey
from tests.conftest import NOON
from tests.factories.accounts import DUNHUA, a_user, log_in
from tests.factories.catalogs import a_catalog, a_started_catalog, an_entry
from tests.queries import count_queries

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
SECOND = domain("elderly_care").item(2)


@pytest.fixture
def site(session: Session, shown_county: RunningSite, tmp_path: Path) -> RunningSite:
    """The demonstration's site, after a survey of it; links to the loopback are allowed."""
    survey(tmp_path, shown_county.url("/"))
    return shown_county


@pytest.fixture
def loopback_allowed(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "ALLOWED_NETWORKS", ("127.0.0.0/8",))


@pytest.fixture
def unlinked(site: RunningSite) -> Entry:
    entry = an_entry(SECOND.name, group=SECOND.group)
    propose_for_catalog(entry.catalog_id, at=NOON)
    return entry


def test_the_item_shows_its_pages_with_reasons_and_takes_one_with_a_click(
    client: FlaskClient,
    session: Session,
    site: RunningSite,
    unlinked: Entry,
    loopback_allowed: None,
) -> None:
    where = f"/staff/catalogs/entries/{unlinked.id}"
    text = log_in(client, a_user()).get(where).text
    assert "链接建议" in text
    assert "标题与事项名称相同；栏目“养老服务”与领域相符" in text
    best = proposals_of(unlinked.id)[0]
    answer = client.post(f"/staff/checks/proposals/{best.id}/accept", data={"next": where})
    assert answer.location.endswith(where)
    assert session.scalars(select(Publication.url)).all() == [
        site.url(article_path("elderly_care", SECOND.number))
    ]
    assert "采纳了建议" in client.get(where).text
    client.post(f"/staff/checks/proposals/{best.id}/undo", data={"next": where})
    assert session.scalars(select(Publication.url)).all() == []


def test_a_dead_links_finding_offers_the_right_page(
    client: FlaskClient, site: RunningSite, tmp_path: Path
) -> None:
    entry = an_entry(SECOND.name, group=SECOND.group, urls=[site.url("/faults/dead.html")])
    check(tmp_path, entry_id=entry.id)
    propose_for_catalog(entry.catalog_id, at=NOON)
    dead = finding_of(entry, "L03")
    assert dead is not None
    text = log_in(client, a_user()).get(f"/staff/checks/findings/{dead.id}").text
    assert site.url(article_path("elderly_care", SECOND.number)) in text
    assert "很像" in text


def test_readers_see_proposals_but_no_buttons(client: FlaskClient, unlinked: Entry) -> None:
    log_in(client, a_user(Role.PREFECTURE_REVIEWER, "222400"))
    text = client.get(f"/staff/checks/catalogs/{unlinked.catalog_id}/proposals").text
    assert SECOND.name in text
    assert "采纳勾选的建议" not in text
    best = proposals_of(unlinked.id)[0]
    assert client.post(f"/staff/checks/proposals/{best.id}/accept").status_code == 403


def test_many_are_accepted_at_once_after_a_preview(
    client: FlaskClient, session: Session, site: RunningSite, loopback_allowed: None
) -> None:
    catalog = a_started_catalog()
    where = f"/staff/checks/catalogs/{catalog.id}/proposals"
    log_in(client, a_user())
    client.post(f"{where}/find")
    text = client.get(f"{where}?least=80").text
    assert "采纳勾选的建议" in text
    ids = [str(row.id) for row in session.scalars(select(LinkProposal)) if row.score >= 80]
    preview = client.post(f"{where}/accept", data={"id": ids}).text
    assert "还没有改" in preview
    assert session.scalars(select(Publication)).all() == []
    client.post(f"{where}/accept", data={"id": ids, "confirm": "1"})
    assert len(session.scalars(select(Publication)).all()) > 10


@pytest.mark.parametrize("number", ["9" * 30, "-1", "x"])
def test_a_number_that_is_no_proposals_changes_nothing(
    client: FlaskClient, unlinked: Entry, number: str
) -> None:
    where = f"/staff/checks/catalogs/{unlinked.catalog_id}/proposals/accept"
    log_in(client, a_user())
    told = client.post(where, data={"id": number, "confirm": "1"}, follow_redirects=True)
    assert "已为 0 个事项" in told.text


def test_without_a_tick_nothing_is_changed(client: FlaskClient, unlinked: Entry) -> None:
    where = f"/staff/checks/catalogs/{unlinked.catalog_id}/proposals"
    log_in(client, a_user())
    answer = client.post(f"{where}/accept", data={}, follow_redirects=True)
    assert "请先勾选要采纳的建议" in answer.text


def test_declined_pages_are_told_and_can_be_taken_back(
    client: FlaskClient, session: Session, unlinked: Entry
) -> None:
    where = f"/staff/checks/catalogs/{unlinked.catalog_id}/proposals"
    best = proposals_of(unlinked.id)[0]
    log_in(client, a_user())
    client.post(f"/staff/checks/proposals/{best.id}/decline", data={"next": where})
    assert "最近的决定" in client.get(where).text
    client.post(f"/staff/checks/proposals/{best.id}/undo", data={"next": where})
    session.refresh(best)
    assert best.state == "open"


def test_the_overview_lists_the_users_catalogues_only(client: FlaskClient, unlinked: Entry) -> None:
    assert "养老服务" in log_in(client, a_user()).get("/staff/checks/proposals").text


def test_other_counties_see_none_of_it(client: FlaskClient, unlinked: Entry) -> None:
    log_in(client, a_user(region="220802"))
    assert "养老服务" not in client.get("/staff/checks/proposals").text
    assert client.get(f"/staff/checks/catalogs/{unlinked.catalog_id}/proposals").status_code == 403


def test_an_office_has_pages_looked_for_and_watches(
    client: FlaskClient, session: Session, loopback_allowed: None, shown_county: RunningSite
) -> None:
    log_in(client, a_user())
    code = region_by_code(DUNHUA).code
    empty = client.post("/staff/checks/surveys/start", data={"region": code, "start": ""})
    assert empty.status_code == 422
    assert "请填写本地政府网站的网址" in empty.text
    answer = client.post(
        "/staff/checks/surveys/start", data={"region": code, "start": shown_county.url("/")}
    )
    asked = session.scalars(select(SiteSurvey)).one()
    assert answer.location.endswith(f"/surveys/{asked.id}")
    assert "等待开始" in client.get(answer.location).text
    client.post(f"/staff/checks/surveys/{asked.id}/stop")
    assert "已停止" in client.get("/staff/checks/surveys").text


def test_the_catalogues_screen_asks_the_same_however_many_items_wait(
    client: FlaskClient, site: RunningSite
) -> None:
    few = an_entry(SECOND.name)
    many = a_catalog(domain="health", entries=[item.name for item in domain("health").items[:30]])
    log_in(client, a_user())
    counts = []
    for catalog_id in (few.catalog_id, many.id):
        propose_for_catalog(catalog_id, at=NOON)
        client.get(f"/staff/checks/catalogs/{catalog_id}/proposals")
        with count_queries() as queries:
            client.get(f"/staff/checks/catalogs/{catalog_id}/proposals")
        counts.append(queries.total)
    assert counts[1] <= counts[0]
