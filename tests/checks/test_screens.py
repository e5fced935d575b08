"""The screens of checks, as offices of every level see and use them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from flask import g
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.accounts.models import AuditEvent, Role
from catalog_app.checks import services
from catalog_app.checks.models import CheckRun, Finding
from catalog_app.demo.site import RunningSite, article_path
from tests.checks.patrols import check, check_on_days, entry_linked_to, finding_of
from tests.conftest import NOON
from tests.factories.accounts import DUNHUA, a_user, log_in
from tests.factories.catalogs import a_catalog, an_entry
from tests.queries import count_queries

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
DEAD = "/faults/dead.html"
LEAK = "/faults/leaked_id.html"


@pytest.fixture
def dead_link(session: Session, shown_county: RunningSite, tmp_path: Path) -> Finding:
    """A link of 敦化市 that was dead on three days."""
    entry = entry_linked_to(shown_county.url(DEAD))
    check_on_days(tmp_path, 3, entry_id=entry.id)
    found = finding_of(entry, "L03")
    assert found is not None
    return found


def test_the_worklist_tells_what_was_seen_on_which_days_and_what_to_do(
    client: FlaskClient, dead_link: Finding
) -> None:
    text = log_in(client, a_user()).get("/staff/checks/?rule=L03").text
    assert "网页不存在（网站回应 404）" in text
    assert "2026年11月20日至2026年11月22日，3 天都看到" in text
    assert "请找到这个事项现在的网页" in text
    assert "已确认 1" in text


def test_an_office_sees_only_findings_of_its_region(
    client: FlaskClient, dead_link: Finding
) -> None:
    other = a_user(region="220802")
    assert "网页不存在" not in log_in(client, other).get("/staff/checks/").text
    page = client.get(f"/staff/checks/findings/{dead_link.id}")
    assert page.status_code == 403


def test_filters_narrow_the_worklist(client: FlaskClient, dead_link: Finding) -> None:
    log_in(client, a_user(Role.PROVINCIAL_OFFICE, "220000"))
    shown = "网页不存在（网站回应 404）"
    for query, expected in {
        "region=222403": True,
        "region=220802": False,
        "domain=elderly_care": True,
        "domain=health": False,
        "rule=L03": True,
        "rule=T01": False,
        "state=confirmed": True,
        "state=waived": False,
        "q=老年人": True,
        "q=低保": False,
    }.items():
        assert (shown in client.get(f"/staff/checks/?{query}").text) is expected, query


def test_an_unknown_region_is_refused_in_plain_words(client: FlaskClient, session: Session) -> None:
    answer = log_in(client, a_user()).get("/staff/checks/?region=999999")
    assert answer.status_code == 404
    assert "999999" in answer.text


def test_the_finding_page_shows_the_evidence_and_the_life(
    client: FlaskClient, dead_link: Finding
) -> None:
    text = log_in(client, a_user()).get(f"/staff/checks/findings/{dead_link.id}").text
    assert dead_link.evidence["url"] in text
    assert "网站回应 404" in text
    assert "疑似 → 已确认" in text
    assert text.count("/staff/checks/runs/") == 3


def test_personal_data_is_masked_wherever_it_is_shown(
    client: FlaskClient, session: Session, shown_county: RunningSite, tmp_path: Path
) -> None:
    entry = entry_linked_to(shown_county.url(LEAK))
    check(tmp_path, entry_id=entry.id)
    leak = finding_of(entry, "V01")
    assert leak is not None
    assert leak.state == "confirmed"
    text = log_in(client, a_user()).get(f"/staff/checks/findings/{leak.id}").text
    assert "未遮盖的身份证号码" in text
    assert "19210101" not in text
    assert "19210101" not in str(leak.evidence)


def test_a_county_contests_and_a_reviewer_upholds(
    client: FlaskClient, session: Session, dead_link: Finding
) -> None:
    where = f"/staff/checks/findings/{dead_link.id}"
    log_in(client, a_user()).post(f"{where}/contest", data={"reason": "网站正在改版，下周恢复"})
    session.refresh(dead_link)
    assert dead_link.state == "contested"
    g.pop("_login_user")  # a test's requests share one application context
    log_in(client, a_user(Role.PREFECTURE_REVIEWER, "222400"))
    client.post(f"{where}/uphold", data={"reason": "改版期间也应能查到"})
    session.refresh(dead_link)
    assert dead_link.state == "confirmed"
    steps = session.scalars(
        select(AuditEvent.action).where(AuditEvent.subject_id == dead_link.id)
    ).all()
    assert [s for s in steps if s.startswith("finding.")] == [
        "finding.contested",
        "finding.upheld",
    ]


def test_a_county_cannot_waive_its_own_finding(client: FlaskClient, dead_link: Finding) -> None:
    log_in(client, a_user())
    answer = client.post(
        f"/staff/checks/findings/{dead_link.id}/waive", data={"reason": "我们认为没有问题"}
    )
    assert answer.status_code == 403


def test_a_decision_without_a_reason_is_not_taken(
    client: FlaskClient, session: Session, dead_link: Finding
) -> None:
    log_in(client, a_user())
    answer = client.post(f"/staff/checks/findings/{dead_link.id}/contest", data={"reason": " 不 "})
    assert answer.status_code == 422
    assert "理由应为 4 到 1000 个字" in answer.text
    session.refresh(dead_link)
    assert dead_link.state == "confirmed"


def test_a_decision_that_came_too_late_says_so(client: FlaskClient, dead_link: Finding) -> None:
    log_in(client, a_user())
    where = f"/staff/checks/findings/{dead_link.id}/contest"
    client.post(where, data={"reason": "网站正在改版"})
    answer = client.post(where, data={"reason": "网站正在改版"})
    assert answer.status_code == 409
    assert "有异议" in answer.text


def test_check_now_plans_a_run_and_shows_its_progress(
    client: FlaskClient, session: Session, shown_county: RunningSite
) -> None:
    entry = entry_linked_to(shown_county.url(article_path("elderly_care", 1)))
    answer = log_in(client, a_user()).post(f"/staff/checks/entries/{entry.id}")
    run = session.scalars(select(CheckRun)).one()
    assert answer.location == f"/staff/checks/runs/{run.id}"
    text = client.get(answer.location).text
    assert "刷新本页" in text
    assert "0 / 1 个网页" in text


def test_an_impatient_second_click_makes_no_second_run(
    client: FlaskClient, session: Session, shown_county: RunningSite
) -> None:
    entry = entry_linked_to(shown_county.url(DEAD))
    log_in(client, a_user())
    for _ in range(2):
        client.post(f"/staff/checks/entries/{entry.id}")
    assert len(session.scalars(select(CheckRun)).all()) == 1


def test_an_entry_without_links_cannot_be_checked_now(
    client: FlaskClient, session: Session
) -> None:
    entry = an_entry()
    answer = log_in(client, a_user()).post(f"/staff/checks/entries/{entry.id}")
    assert answer.status_code == 422
    assert "请先建立目录、添加链接" in answer.text


def test_another_county_cannot_start_a_check_here(client: FlaskClient, session: Session) -> None:
    entry = an_entry(urls=["http://www.dunhua.gov.cn/a.html"])
    log_in(client, a_user(region="220802"))
    assert client.post(f"/staff/checks/entries/{entry.id}").status_code == 403


def test_a_run_over_a_domain_is_started_watched_and_stopped(
    client: FlaskClient, session: Session
) -> None:
    an_entry(urls=["http://www.dunhua.gov.cn/a.html"])
    log_in(client, a_user())
    form = client.get("/staff/checks/runs/start").text
    assert "敦化市" in form
    answer = client.post(
        "/staff/checks/runs/start", data={"region": f"{DUNHUA}000000", "domain": "elderly_care"}
    )
    assert "停止" in client.get(answer.location).text
    client.post(f"{answer.location}/stop")
    assert session.scalars(select(CheckRun.state)).one() == "stopped"
    assert "已停止" in client.get("/staff/checks/runs").text


def test_a_region_that_is_not_ones_own_cannot_be_chosen(
    client: FlaskClient, session: Session
) -> None:
    a_catalog("220802", entries=1)
    log_in(client, a_user())
    answer = client.post("/staff/checks/runs/start", data={"region": "220802000000", "domain": ""})
    assert answer.status_code == 422


def test_a_finished_run_shows_what_needs_attention(
    client: FlaskClient, session: Session, shown_county: RunningSite, tmp_path: Path
) -> None:
    entry = an_entry(
        urls=[shown_county.url(DEAD), shown_county.url(article_path("elderly_care", 1))]
    )
    run = check(tmp_path, entry_id=entry.id)
    log_in(client, a_user())
    text = client.get(f"/staff/checks/runs/{run.id}").text
    assert "网页不存在（404）" in text
    assert "刷新本页" not in text
    assert shown_county.url(article_path("elderly_care", 1)) not in text
    every = client.get(f"/staff/checks/runs/{run.id}?pages=all").text
    assert shown_county.url(article_path("elderly_care", 1)) in every


def test_the_worklist_file_opens_in_a_spreadsheet_and_calculates_nothing(
    client: FlaskClient, session: Session, shown_county: RunningSite, tmp_path: Path
) -> None:
    entry = entry_linked_to(shown_county.url(DEAD), name="=HYPERLINK(1)")
    check(tmp_path, entry_id=entry.id)
    answer = log_in(client, a_user()).get("/staff/checks/findings.csv")
    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert "'=HYPERLINK(1)" in answer.text
    assert ",=HYPERLINK" not in answer.text


def test_every_rule_is_explained_to_anybody(client: FlaskClient, session: Session) -> None:
    text = client.get("/staff/checks/rules").text
    for rule in ("L01", "L06", "T01", "C04", "P01", "V01", "K01", "K09"):
        assert f'id="{rule}"' in text


def test_the_worklist_asks_the_database_the_same_however_long_it_is(
    client: FlaskClient, session: Session, shown_county: RunningSite, tmp_path: Path
) -> None:
    log_in(client, a_user())
    catalog = a_catalog()
    counted = []
    for number in range(3):
        for place in range(number * 8 + 1):
            an_entry(f"事项{number}-{place}", catalog=catalog, urls=[shown_county.url(DEAD)])
        check(tmp_path, at=NOON + timedelta(days=number), region_id=catalog.region_id)
        session.expire_all()
        with count_queries() as queries:
            client.get("/staff/checks/")
        counted.append(queries.total)
    assert counted[1] == counted[2] <= 12
    assert services.open_counts(a_user())["suspected"] >= 24
