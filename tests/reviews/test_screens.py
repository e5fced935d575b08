"""The way of a catalogue from the county to the public, on the screens."""

from __future__ import annotations

import pytest
from flask import g
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import SYSTEM
from catalog_app.accounts.models import Role, User
from catalog_app.catalogs import services as catalogs
from catalog_app.catalogs.models import Catalog
from catalog_app.checks.models import CheckRun, PageCheck, WebPage
from catalog_app.database import transaction
from catalog_app.reviews import services
from catalog_app.reviews.models import Submission, SubmissionState
from catalog_app.reviews.services import CommentDraft
from catalog_app.search.models import SearchDocument
from tests.conftest import NOON
from tests.factories.accounts import a_user, log_in
from tests.factories.catalogs import a_catalog, a_content, an_entry
from tests.factories.findings import a_finding
from tests.factories.regions import a_village
from tests.factories.reviews import a_submission

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def office(session: Session) -> User:
    return a_user(Role.COUNTY_OFFICE, "222403", display_name="敦化市政务公开办")


@pytest.fixture
def department(session: Session) -> User:
    return a_user(Role.PROVINCIAL_DEPARTMENT, "220000", "elderly_care", display_name="省民政厅")


@pytest.fixture
def catalog(session: Session) -> Catalog:
    return a_catalog(entries=["老年人补贴", "养老机构备案"])


def at_desk(client: FlaskClient, user: User) -> FlaskClient:
    g.pop("_login_user", None)  # the tests' application context outlives the request
    return log_in(client, user)


def test_the_county_submits_the_department_returns_the_county_mends_and_all_is_published(
    client: FlaskClient, session: Session, office: User, department: User, catalog: Catalog
) -> None:
    submit = f"/staff/reviews/submit/{catalog.id}"
    at_desk(client, office)
    assert "2 个事项没有公开链接" in client.get(submit).text
    first = client.post(submit, data={"note": "首次报送"}).location
    assert "待验收" in client.get(first).text

    at_desk(client, department)
    assert "1</b>份报送等您验收" in client.get("/staff/").text
    entry = catalog.entries[0].id
    remark = {"entry": entry, "field": "basis", "text": "依据已废止"}
    answer = client.post(f"{first}/comments", data=remark)
    assert answer.location.endswith(f"#entry-{entry}")
    assert client.post(f"{first}/return", data={"note": "请更新依据"}).status_code == 302

    at_desk(client, office)
    assert "份目录被退回" in client.get("/staff/").text
    page = client.get(first).text
    assert "请更新依据" in page
    assert "依据已废止" in page
    comment = session.get_one(Submission, 1).comments[0]
    assert client.post(f"/staff/reviews/comments/{comment.id}/resolve").status_code == 302
    second = client.post(submit, data={}).location
    assert second != first

    at_desk(client, department)
    assert client.post(f"{second}/accept", data={}).status_code == 302
    assert "验收通过" in client.get(second).text
    assert len(session.scalars(select(SearchDocument)).all()) == 2


def test_what_holds_the_catalogue_back_is_shown_instead_of_the_form(
    client: FlaskClient, session: Session, office: User
) -> None:
    catalog = a_catalog(entries=[a_content(owner=None)])
    at_desk(client, office)
    page = client.get(f"/staff/reviews/submit/{catalog.id}").text
    assert "1 个事项没有填写公开主体" in page
    assert "<textarea" not in page
    assert client.post(f"/staff/reviews/submit/{catalog.id}", data={}).status_code == 422
    assert session.scalars(select(Submission)).all() == []


def test_the_county_does_not_read_comments_before_the_decision(
    client: FlaskClient, session: Session, office: User, department: User, catalog: Catalog
) -> None:
    submission = a_submission(catalog, office)
    draft = CommentDraft(catalog.entries[0].id, None, "还在考虑的意见")
    services.add_comment(submission.id, draft, by=SYSTEM, at=NOON)
    address = f"/staff/reviews/{submission.id}?show=all"
    assert "还在考虑的意见" not in at_desk(client, office).get(address).text
    assert "还在考虑的意见" in at_desk(client, department).get(address).text


def test_returning_without_a_reason_says_so_and_keeps_the_submission_waiting(
    client: FlaskClient, session: Session, department: User, catalog: Catalog
) -> None:
    submission = a_submission(catalog)
    at_desk(client, department)
    answer = client.post(f"/staff/reviews/{submission.id}/return", data={"note": ""})
    assert answer.status_code == 422
    assert "请写明为什么退回" in answer.text
    assert submission.state == SubmissionState.SUBMITTED


def test_the_second_reviewer_sees_who_was_first(
    client: FlaskClient, session: Session, department: User, catalog: Catalog
) -> None:
    submission = a_submission(catalog)
    services.return_for_correction(submission.id, by=SYSTEM, at=NOON, note="请更新依据")
    answer = at_desk(client, department).post(f"/staff/reviews/{submission.id}/accept", data={})
    assert answer.status_code == 409
    assert "系统已于2026年11月20日 12:00处理，结果是“已退回”" in answer.text


@pytest.mark.parametrize("verb", ["accept", "return", "comments"])
def test_a_department_of_another_domain_decides_nothing(
    client: FlaskClient, session: Session, catalog: Catalog, verb: str
) -> None:
    submission = a_submission(catalog)
    other = a_user(Role.PROVINCIAL_DEPARTMENT, "220000", "social_assistance")
    data = {"note": "请更新依据", "text": "意见"}
    answer = at_desk(client, other).post(f"/staff/reviews/{submission.id}/{verb}", data=data)
    assert answer.status_code == 403
    assert submission.state == SubmissionState.SUBMITTED


def test_the_county_office_accepts_its_townships_but_not_itself(
    client: FlaskClient, session: Session, office: User, catalog: Catalog
) -> None:
    clerk = a_user(Role.TOWNSHIP_EDITOR, "222403110")
    of_township = a_submission(a_catalog("222403110", entries=1), clerk)
    own = a_submission(catalog, office)
    at_desk(client, office)
    assert client.post(f"/staff/reviews/{of_township.id}/accept", data={}).status_code == 302
    assert client.post(f"/staff/reviews/{own.id}/accept", data={}).status_code == 403


def test_the_author_recalls_while_it_waits(
    client: FlaskClient, session: Session, office: User, catalog: Catalog
) -> None:
    submission = a_submission(catalog, office)
    page = f"/staff/reviews/{submission.id}"
    assert "撤回报送" in at_desk(client, office).get(page).text
    client.post(f"{page}/recall")
    assert submission.state == SubmissionState.RECALLED
    assert "撤回报送" not in client.get(page).text


@pytest.mark.parametrize("state", ["submitted", "returned", "accepted", "nonsense"])
def test_an_empty_list_says_what_to_do(
    client: FlaskClient, session: Session, department: User, state: str
) -> None:
    answer = at_desk(client, department).get(f"/staff/reviews/?state={state}&region=敦化&domain=x")
    assert answer.status_code == 200
    assert "显示全部" in answer.text


def test_markup_in_texts_is_shown_and_not_run(
    client: FlaskClient, session: Session, department: User
) -> None:
    catalog = a_catalog(entries=[a_content("<script>alert(1)</script>", owner="<b>局</b>")])
    submission = a_submission(catalog)
    page = at_desk(client, department).get(f"/staff/reviews/{submission.id}").text
    assert "<script>" not in page
    assert "<b>局</b>" not in page
    assert "&lt;script&gt;" in page


def test_a_leaked_number_does_not_pass_as_a_link_in_order(
    client: FlaskClient, session: Session, department: User, catalog: Catalog
) -> None:
    url = "http://www.dunhua.gov.cn/a"
    entry = an_entry("救助名单", catalog=catalog, urls=[url])
    _seen_open(url)
    submission = a_submission(catalog)
    address = f"/staff/reviews/{submission.id}"
    assert "可查看" in at_desk(client, department).get(address).text
    a_finding(entry, message="页面上有身份证号码", rule="P01")
    page = client.get(address).text
    assert "1 个已确认的问题未解决" in page
    assert "页面上有身份证号码" in page
    assert "可查看" not in page
    assert "页面上有身份证号码" in client.get(f"{address}?show=findings").text


def test_a_gap_must_be_known_before_it_is_accepted(
    client: FlaskClient, session: Session, department: User
) -> None:
    submission = a_submission(a_catalog(entries=[a_content("低保", basis=()), a_content("齐全")]))
    address = f"/staff/reviews/{submission.id}"
    assert "1 个事项要素不全：低保。" in at_desk(client, department).get(address).text
    answer = client.post(f"{address}/accept", data={"accept-note": "同意"})
    assert answer.status_code == 422
    assert "请勾选" in answer.text
    assert "同意" in answer.text, "what was written stays"
    assert submission.state == SubmissionState.SUBMITTED
    assert client.post(f"{address}/accept", data={"accept-confirmed": "y"}).status_code == 302
    assert submission.state == SubmissionState.ACCEPTED


def test_after_a_return_the_reviewer_is_shown_what_was_corrected(
    client: FlaskClient, session: Session, department: User, catalog: Catalog
) -> None:
    at_desk(client, department)
    services.accept(a_submission(catalog).id, by=SYSTEM, at=NOON)
    entry = an_entry("新事项", catalog=catalog, owner="甲局")
    services.return_for_correction(a_submission(catalog).id, by=SYSTEM, at=NOON, note="请核对主体")
    content = a_content("新事项", owner="乙局")
    catalogs.revise_entry(entry.id, content, base_version=1, by=SYSTEM, at=NOON)
    address = f"/staff/reviews/{a_submission(catalog).id}"
    page = client.get(address).text
    assert "与退回的第 2 版相比" in page
    assert "新增 0，修改 1" in page
    assert "改与验收的第 1 版相比" in page
    page = client.get(f"{address}?against=accepted").text
    assert "与验收的第 1 版相比" in page
    assert "新增 1，修改 0" in page


def test_a_department_of_the_county_is_told_who_submits_again(
    client: FlaskClient, session: Session, office: User, catalog: Catalog
) -> None:
    submission = a_submission(catalog)
    services.return_for_correction(submission.id, by=SYSTEM, at=NOON, note="请更新依据")
    again, told = "改好了，重新报送", "改好后请告诉本级政务公开办公室重新报送"
    page = at_desk(client, office).get(f"/staff/reviews/{submission.id}").text
    assert again in page
    assert told not in page
    editor = a_user(Role.COUNTY_EDITOR, "222403", "elderly_care")
    page = at_desk(client, editor).get(f"/staff/reviews/{submission.id}").text
    assert again not in page
    assert told in page
    page = client.get(f"/staff/catalogs/{catalog.id}").text
    assert "报送由本级政务公开办公室办理" in page
    assert "/staff/reviews/submit/" not in page


def test_only_domains_that_can_be_kept_are_offered(client: FlaskClient, session: Session) -> None:
    def offered(user: User) -> list[str]:
        page = HTMLParser(at_desk(client, user).get("/staff/reviews/").text)
        return [each.text() for each in page.css("#domain option")]

    assert offered(a_user(Role.PROVINCIAL_DEPARTMENT, "220000", "elderly_care")) == [
        "全部领域",
        "养老服务",
    ]
    assert len(offered(a_user(Role.COUNTY_OFFICE, "222403"))) == 29
    village = a_village(session, "village")
    assert len(offered(a_user(Role.VILLAGE_CLERK, village.code))) == 2


def _seen_open(url: str) -> None:
    """The address, opened by the last patrol."""
    with transaction() as session:
        run = CheckRun(state="finished", created_at=NOON)
        page = WebPage(url=url, host="www.dunhua.gov.cn")
        session.add_all([run, page])
        session.flush()
        check = PageCheck(
            run_id=run.id, web_page_id=page.id, at=NOON, outcome="ok", link_state="ok"
        )
        session.add(check)
        session.flush()
        page.last_check_id = check.id
