"""What an office must do today."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from catalog_app.accounts import audit
from catalog_app.accounts.audit import SYSTEM, actor
from catalog_app.accounts.models import Role, User
from catalog_app.catalogs import services as catalogs
from catalog_app.clock import china_date
from catalog_app.database import transaction
from catalog_app.exchange import services as exchange
from catalog_app.reviews import services as reviews
from catalog_app.reviews.services import CommentDraft
from catalog_app.worklist import services as worklist
from catalog_app.worklist.services import Today
from tests.conftest import NOON
from tests.exchange.bulk.prefecture import packed, send, states, table, two_counties, work
from tests.exchange.office import upload
from tests.factories.accounts import DUNHUA, a_user, log_in
from tests.factories.catalogs import a_catalog, a_content, an_entry
from tests.factories.findings import a_finding
from tests.factories.reviews import a_submission
from tests.queries import count_queries

ELDERLY = table("敦化市", "养老服务", "高龄津贴")


def today(user: User) -> Today:
    """The user's worklist at noon."""
    return worklist.today(user, on=china_date(NOON))


def a_busy_county() -> User:
    """One catalogue returned with a comment, one with a confirmed finding, one of a township."""
    office = a_user(Role.COUNTY_OFFICE, "222403")
    returned = a_catalog(entries=["低保"])
    draft = CommentDraft(returned.entries[0].id, "basis", "依据已废止")
    reviews.return_for_correction(
        a_submission(returned, office).id, by=SYSTEM, at=NOON, note="请修改依据", comments=[draft]
    )
    faulty = a_catalog(domain="social_assistance")
    entry = an_entry(catalog=faulty, urls=["http://www.dunhua.gov.cn/a.html"])
    a_finding(entry)
    a_submission(a_catalog("222403110", entries=1), a_user(Role.TOWNSHIP_EDITOR, "222403110"))
    return office


def test_the_day_begins_with_what_waits(session: Session) -> None:
    work = today(a_busy_county())
    assert (work.returned_count, work.comment_count, work.waiting_count) == (1, 1, 1)
    assert [each.message for each in work.confirmed] == ["页面不存在"]
    assert work.comments[0].text == "依据已废止"
    assert work.home is not None
    assert work.home.name == "敦化市"
    assert not work.is_clear


def test_domains_without_a_catalogue_are_named(session: Session) -> None:
    office = a_user(Role.COUNTY_EDITOR, "222403", "elderly_care")
    assert [domain.code for domain in today(office).not_started] == ["elderly_care"]
    a_catalog(entries=1)
    assert today(office).not_started == []


def test_a_department_sees_what_waits_for_it_and_keeps_nothing(session: Session) -> None:
    a_submission(a_catalog(entries=1))
    a_submission(a_catalog(domain="social_assistance", entries=1))
    department = a_user(Role.PROVINCIAL_DEPARTMENT, "220000", "elderly_care")
    work = today(department)
    assert [each.catalog.domain_code for each in work.waiting] == ["elderly_care"]
    assert not work.keeps
    assert work.not_started == []


def test_nothing_of_another_county_is_shown(session: Session) -> None:
    a_busy_county()
    stranger = a_user(Role.COUNTY_EDITOR, "220122", "elderly_care")
    a_catalog("220122", entries=1)
    work = today(stranger)
    assert work.is_clear
    assert [each.items for each in work.progress] == [1]
    assert {each.region for each in work.recent} == {"农安县"}


def test_progress_counts_items_links_and_what_can_be_reached(session: Session) -> None:
    office = a_user(Role.COUNTY_OFFICE, "222403")
    catalog = a_catalog(entries=["低保", "临时救助"])
    an_entry(
        "有链接", catalog=catalog, urls=["http://www.dunhua.gov.cn/a", "http://www.dunhua.gov.cn/b"]
    )
    catalogs.declare_not_applicable(
        catalog.entries[0].id, reason="本地没有", base_version=1, by=audit.actor(office), at=NOON
    )
    (row,) = today(office).progress
    assert (row.code, row.catalogs, row.items, row.linked, row.reachable) == (
        "elderly_care",
        1,
        2,
        1,
        0,
    )


def test_a_user_without_grants_sees_an_empty_desk(session: Session) -> None:
    nobody = User(
        username="neu", display_name="新人", password_hash="-", created_at=NOON, grants=[]
    )
    with transaction() as current:
        current.add(nobody)
    work = today(nobody)
    assert work.home is None
    assert work.is_clear
    assert (work.progress, work.recent) == ([], [])


def test_a_busier_day_costs_no_more_statements(session: Session) -> None:
    office = a_busy_county()
    user_id = office.id
    costs = []
    for domain in ("public_culture", "employment"):
        session.expunge_all()
        with count_queries() as sent:
            work = today(session.get_one(User, user_id))
            assert all(each.catalog.region.name for each in work.returned)
            assert all(each.submission.catalog.domain.name for each in work.comments)
            assert all(each.entry.version.name for each in work.confirmed if each.entry)
        costs.append(len(sent))
        catalog = a_catalog(domain=domain, entries=12)
        comments = [CommentDraft(each.id, None, "写全称") for each in catalog.entries]
        reviews.return_for_correction(
            a_submission(catalog).id, by=SYSTEM, at=NOON, note="请修改名称", comments=comments
        )
        for each in catalog.entries:
            a_finding(each)
    assert costs[0] == costs[1]


def test_an_accepted_catalogue_changed_since_waits_to_be_submitted(session: Session) -> None:
    office = a_user(Role.COUNTY_OFFICE, "222403")
    catalog = a_catalog(entries=["低保", "临时救助"])
    reviews.accept(a_submission(catalog).id, by=SYSTEM, at=NOON)
    assert today(office).unreported == []
    catalogs.move_entry(catalog.entries[0].id, 2, by=SYSTEM, at=NOON)
    work = today(office)
    assert [each.id for each in work.unreported] == [catalog.id]
    assert not work.is_clear
    assert today(a_user(Role.COUNTY_EDITOR, "222403")).unreported == []
    a_submission(catalog)
    assert today(office).unreported_count == 0


def test_a_bulk_change_is_one_line_of_the_recent_ones(session: Session) -> None:
    office = a_user(Role.COUNTY_OFFICE, "222403")
    a_catalog(entries=12)
    entry = a_catalog(domain="social_assistance", entries=["低保"]).entries[0]
    for number, hours in ((1, 1), (2, 13)):
        content = a_content("低保", owner=f"{number}局")
        at = NOON + timedelta(hours=hours)
        catalogs.revise_entry(entry.id, content, base_version=number, by=SYSTEM, at=at)
    an_entry("临时救助", catalog=entry.catalog)
    told = [(each.domain, each.entries) for each in today(office).recent]
    assert told == [("社会救助", 1), ("社会救助", 1), ("养老服务", 12)]


def test_a_township_is_not_asked_for_catalogues_without_items_of_its_level(
    session: Session,
) -> None:
    missing = {each.code for each in today(a_user(Role.TOWNSHIP_EDITOR, "222403110")).not_started}
    assert "social_assistance" in missing
    assert "budget_final_accounts" not in missing


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("role", "place", "says"),
    [
        (Role.COUNTY_OFFICE, "222403", "含所辖乡镇、村"),
        (Role.TOWNSHIP_EDITOR, "222403110", "含所辖村、社区"),
        (Role.PREFECTURE_REVIEWER, "222400", "全部地区合计"),
    ],
)
def test_the_desk_says_whose_figures_it_adds_up(
    client: FlaskClient, session: Session, role: Role, place: str, says: str
) -> None:
    catalog = a_catalog(place if role != Role.PREFECTURE_REVIEWER else "222403", entries=3)
    reviews.accept(a_submission(catalog).id, by=SYSTEM, at=NOON)
    an_entry("新增的", catalog=catalog)
    page = log_in(client, a_user(role, place)).get("/staff/").text
    assert says in page
    assert "改动 4 项" in page
    assert ("1</b>份目录有改动，尚未报送" in page) is (role != Role.PREFECTURE_REVIEWER)


def test_files_sent_in_wait_until_they_are_decided(session: Session) -> None:
    office, colleague = (a_user(Role.COUNTY_OFFICE, DUNHUA) for _ in range(2))
    upload(table("敦化市", "养老服务", "高龄津贴"), by=actor(office))
    intake = send(("延边州.zip", two_counties()), region=DUNHUA, by=actor(office))
    assert (today(office).unimported, today(office).intakes) == (1, [])
    work(intake)
    (waiting,) = today(office).intakes
    assert (waiting.intake_id, waiting.region) == (intake.id, "敦化市")
    assert waiting.left == [("可以导入", 1), ("地区认不出", 1)]
    assert not today(office).is_clear
    assert (today(colleague).unimported, today(colleague).intakes) == (0, [])
    exchange.discard_intake(intake.id, by=actor(office), at=NOON)
    assert today(office).intakes == []


def test_a_file_that_says_what_is_kept_already_waits_for_nobody(session: Session) -> None:
    office = a_user(Role.COUNTY_OFFICE, DUNHUA)
    for _ in range(2):
        intake = send(("a.zip", packed(("养老.csv", ELDERLY))), region=DUNHUA, by=actor(office))
        work(intake)
        if today(office).intakes:
            exchange.apply_clean(intake.id, by=actor(office), at=NOON)
            work(intake)
    assert states(intake) == {"养老.csv": "要核对"}
    assert today(office).intakes == []
