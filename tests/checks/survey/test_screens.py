"""The screens of proposed links and of looking for pages, as offices see and use them."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import SYSTEM
from catalog_app.accounts.models import AuditEvent, Role
from catalog_app.catalogs.models import Catalog, Entry, Publication
from catalog_app.catalogs.services import EntryDraft, create_entries
from catalog_app.checks.models import LinkProposal, SiteSurvey
from catalog_app.checks.services.proposals import AT_ONCE
from catalog_app.checks.services.proposals_making import propose_for_catalog
from catalog_app.checks.services.proposals_reading import proposals_of
from catalog_app.checks.services.survey_requests import unfinished_surveys
from catalog_app.database import transaction
from catalog_app.demo.site import RunningSite, article_path
from catalog_app.regions.services import region_by_code
from domains.standard import domain
from tests.checks.patrols import check, finding_of
from tests.checks.survey.surveys import carry_out_asked, survey
from tests.conftest import NOON
from tests.factories.accounts import DUNHUA, a_user, log_in
from tests.factories.catalogs import a_catalog, a_content, a_started_catalog, an_entry
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
    client: FlaskClient, session: Session, site: RunningSite, tmp_path: Path, loopback_allowed: None
) -> None:
    catalog = a_started_catalog()
    where = f"/staff/checks/catalogs/{catalog.id}/proposals"
    log_in(client, a_user())
    asked = client.post(f"{where}/find", follow_redirects=True).text
    assert "正在已知的网页里重新查找" in asked
    (survey_id,) = unfinished_surveys()
    watched = client.get(f"/staff/checks/surveys/{survey_id}").text
    assert "不打开网站，只看以前找到的网页" in watched
    assert "在已知的网页里重新查找" in client.get("/staff/checks/surveys").text
    carry_out_asked(tmp_path)
    assert "正在已知的网页里重新查找" not in client.get(where).text
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


def test_a_request_takes_only_so_many(
    client: FlaskClient, session: Session, unlinked: Entry
) -> None:
    where = f"/staff/checks/catalogs/{unlinked.catalog_id}/proposals/accept"
    ids = [str(proposals_of(unlinked.id)[0].id)] * (AT_ONCE + 1)
    answer = log_in(client, a_user()).post(where, data={"id": ids, "confirm": "1"})
    assert answer.status_code == 422
    assert f"一次最多采纳 {AT_ONCE} 条" in answer.text
    assert session.scalars(select(Publication)).all() == []


def a_proposal(entry: Entry) -> LinkProposal:
    return LinkProposal(
        entry_id=entry.id,
        catalog_id=entry.catalog_id,
        url=f"http://127.0.0.1/{entry.id}.html",
        title="养老服务",
        kind="article",
        score=90,
        made_at=NOON,
    )


def test_a_long_catalogue_is_shown_page_by_page(
    client: FlaskClient, session: Session, unlinked: Entry
) -> None:
    names = [f"养老服务事项第{number}项" for number in range(AT_ONCE)]
    catalog = session.get_one(Catalog, unlinked.catalog_id)
    with transaction() as current:
        drafts = [EntryDraft(a_content(name)) for name in names]
        create_entries(current, catalog, drafts, by=SYSTEM, at=NOON, origin="import")
        for entry in catalog.entries[1:]:
            current.add(a_proposal(entry))
    where = f"/staff/checks/catalogs/{catalog.id}/proposals"
    first = log_in(client, a_user()).get(where).text
    assert first.count('name="id"') == AT_ONCE
    assert f"每页 {AT_ONCE} 个事项" in first
    assert client.get(f"{where}?page=2").text.count('name="id"') == 1


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
    client.post(f"/staff/checks/surveys/{asked.id}/stop")
    assert "已停止" in client.get("/staff/checks/surveys").text
    deeds = session.scalars(select(AuditEvent.action).order_by(AuditEvent.id))
    assert list(deeds) == ["survey.asked", "survey.stopped"]


@pytest.mark.parametrize("role", [Role.COUNTY_EDITOR, Role.PREFECTURE_REVIEWER])
def test_who_lists_no_sites_has_pages_looked_for_on_known_ones_only(
    client: FlaskClient, session: Session, loopback_allowed: None, role: Role
) -> None:
    an_entry(urls=["http://127.0.0.1:9/zwgk/"])
    log_in(client, a_user(role, DUNHUA if role is Role.COUNTY_EDITOR else "222400"))
    asked = {"region": region_by_code(DUNHUA).code, "start": "http://127.0.0.2:9/"}
    refused = client.post("/staff/checks/surveys/start", data=asked)
    assert refused.status_code == 422
    assert "127.0.0.2 没有登记为敦化市的网站" in refused.text
    assert session.scalars(select(SiteSurvey)).all() == []
    asked["start"] = "http://127.0.0.1:9/"
    assert client.post("/staff/checks/surveys/start", data=asked).status_code == 302


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
