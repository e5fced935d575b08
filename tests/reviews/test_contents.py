"""What a reviewer is shown: against the edition accepted before, and against the guide."""

from __future__ import annotations

from sqlalchemy.orm import Session

from catalog_app.accounts import audit
from catalog_app.accounts.audit import SYSTEM
from catalog_app.accounts.models import Role
from catalog_app.catalogs import services as catalogs
from catalog_app.catalogs.models import Catalog
from catalog_app.reviews import services
from catalog_app.reviews.models import SubmissionState
from catalog_app.reviews.services import CommentDraft, SubmissionFilter
from tests.conftest import NOON
from tests.factories.accounts import a_user
from tests.factories.catalogs import a_catalog, a_content, a_started_catalog, an_entry
from tests.factories.findings import a_finding
from tests.factories.reviews import a_submission
from tests.queries import count_queries


def kinds(contents: services.SubmissionContents) -> dict[str, str]:
    return {row.version.name: row.kind for row in contents.page.rows}


def revise(catalog: Catalog, number: int, **elements: object) -> None:
    entry = catalog.entries[number]
    content = a_content(**({"name": entry.version.name} | elements))  # type: ignore[arg-type]
    catalogs.revise_entry(entry.id, content, base_version=entry.version.number, by=SYSTEM, at=NOON)


def test_everything_is_new_the_first_time(session: Session) -> None:
    contents = services.contents(a_submission(a_catalog(entries=["低保", "临时救助"])).id)
    assert contents.previous is None
    assert kinds(contents) == {"低保": "added", "临时救助": "added"}


def test_the_next_edition_is_held_against_the_accepted_one(session: Session) -> None:
    catalog = a_catalog(entries=["保留", "修改", "撤下", "不适用"])
    services.accept(a_submission(catalog).id, by=SYSTEM, at=NOON)
    revise(catalog, 1, owner="敦化市卫健局")
    rest = {"by": SYSTEM, "at": NOON, "base_version": 1}
    catalogs.withdraw_entry(catalog.entries[2].id, reason="不再办理", **rest)
    catalogs.declare_not_applicable(catalog.entries[3].id, reason="本地没有", **rest)
    an_entry("新增", catalog=catalog)
    contents = services.contents(a_submission(catalog).id)
    assert kinds(contents) == {
        "修改": "changed",
        "不适用": "changed",
        "新增": "added",
        "撤下": "removed",
    }
    assert contents.counts == {"added": 1, "changed": 2, "removed": 1, "same": 1}
    changes = contents.page.rows[0].changes
    assert [(c.field, c.before, c.after) for c in changes] == [
        ("owner", "敦化市民政局", "敦化市卫健局")
    ]


def test_after_a_return_the_returned_edition_is_the_measure(session: Session) -> None:
    catalog = a_catalog(entries=["低保"])
    accepted = services.accept(a_submission(catalog).id, by=SYSTEM, at=NOON)
    revise(catalog, 0, owner="甲局")
    returned = services.return_for_correction(
        a_submission(catalog).id, by=SYSTEM, at=NOON, note="请核对主体"
    )
    revise(catalog, 0, owner="乙局")
    again = a_submission(catalog)
    contents = services.contents(again.id)
    assert (contents.previous, contents.alternative) == (returned, accepted)
    assert [(c.before, c.after) for c in contents.page.rows[0].changes] == [("甲局", "乙局")]
    contents = services.contents(again.id, against_accepted=True)
    assert (contents.previous, contents.alternative) == (accepted, returned)
    assert [(c.before, c.after) for c in contents.page.rows[0].changes] == [
        ("敦化市民政局", "乙局")
    ]


def test_a_return_before_the_last_acceptance_measures_nothing(session: Session) -> None:
    catalog = a_catalog(entries=["低保"])
    services.return_for_correction(a_submission(catalog).id, by=SYSTEM, at=NOON, note="请核对主体")
    accepted = services.accept(a_submission(catalog).id, by=SYSTEM, at=NOON)
    revise(catalog, 0, owner="乙局")
    contents = services.contents(a_submission(catalog).id)
    assert (contents.previous, contents.alternative) == (accepted, None)


def test_open_findings_stand_beside_the_items_and_are_counted(session: Session) -> None:
    catalog = a_catalog(entries=["低保", "临时救助"])
    leaking = an_entry("名单", catalog=catalog, urls=["http://www.dunhua.gov.cn/a"])
    a_finding(leaking, message="页面上有身份证号码")
    a_finding(catalog.entries[0], state="suspected")
    a_finding(catalog.entries[1], state="fixed")
    submission = a_submission(catalog)
    contents = services.contents(submission.id, "findings")
    assert contents.confirmed == 1
    assert set(kinds(contents)) == {"低保", "名单"}
    row = contents.page.rows[-1]
    assert [each.message for each in row.findings] == ["页面上有身份证号码"]
    assert row.faulty(row.links[0][0])


def test_items_with_elements_missing_are_named(session: Session) -> None:
    catalog = a_catalog(entries=[a_content("低保", basis=()), a_content("齐全")])
    submission = a_submission(catalog)
    assert services.incomplete(submission.id) == ["低保"]
    assert services.contents(submission.id).incomplete == ["低保"]


def test_differences_from_the_guide_and_missing_items_are_shown(session: Session) -> None:
    catalog = a_started_catalog()
    for entry in catalog.entries[1:]:
        catalogs.withdraw_entry(entry.id, reason="试验", base_version=1, by=SYSTEM, at=NOON)
    revise(catalog, 0, time_limit="想公开时再公开")
    contents = services.contents(a_submission(catalog).id)
    assert "time_limit" in {each.field for each in contents.page.rows[0].from_guide}
    assert len(contents.missing) == len(catalog.entries) - 1


def test_all_or_only_commented_items_can_be_shown(session: Session) -> None:
    catalog = a_catalog(entries=["低保", "临时救助"])
    services.accept(a_submission(catalog).id, by=SYSTEM, at=NOON)
    revise(catalog, 0, owner="甲局")
    submission = a_submission(catalog)
    draft = CommentDraft(catalog.entries[1].id, "owner", "写全称")
    services.add_comment(submission.id, draft, by=SYSTEM, at=NOON)
    assert set(kinds(services.contents(submission.id, "all"))) == {"低保", "临时救助"}
    assert set(kinds(services.contents(submission.id, "comments"))) == {"临时救助"}
    assert set(kinds(services.contents(submission.id))) == {"低保"}


def test_a_longer_catalogue_costs_no_more_statements(session: Session) -> None:
    costs = []
    for domain, size in (("elderly_care", 3), ("social_assistance", 60)):
        catalog = a_catalog(domain=domain, entries=size)
        for entry in catalog.entries[:3]:
            catalogs.link_entry(
                session,
                entry,
                f"http://www.dunhua.gov.cn/{entry.id}",
                channel="政府网站",
                kind="article",
                by=SYSTEM,
                at=NOON,
            )
        session.commit()
        for entry in catalog.entries:
            a_finding(entry)
        submission_id = a_submission(catalog).id
        session.expunge_all()
        with count_queries() as sent:
            contents = services.contents(submission_id, "all")
            assert contents.page.rows[0].version.name
            assert contents.page.rows[0].links
        costs.append(len(sent))
    assert costs[0] == costs[1]


def test_the_list_has_a_tab_for_each_state(session: Session) -> None:
    department = a_user(Role.PROVINCIAL_DEPARTMENT, "220000", "elderly_care")
    waiting = a_submission(a_catalog(entries=1))
    a_submission(a_catalog(domain="social_assistance", entries=1))
    returned = a_catalog("220122", entries=1)
    for _ in range(2):
        services.return_for_correction(
            a_submission(returned).id, by=SYSTEM, at=NOON, note="请核对名称"
        )
    wanted = SubmissionFilter()
    assert [s.id for s in services.submissions_page(department, wanted).rows] == [waiting.id]
    assert services.tab_counts(department, wanted) == {
        SubmissionState.SUBMITTED: 1,
        SubmissionState.RETURNED: 1,
        SubmissionState.ACCEPTED: 0,
    }
    far = SubmissionFilter(state=SubmissionState.RETURNED, region="农安")
    assert len(services.submissions_page(department, far).rows) == 1
    assert services.submissions_page(department, SubmissionFilter(region="农安")).rows == []
    assert services.submissions_page(department, SubmissionFilter(region="不存在的县")).rows == []


def test_what_waits_for_me_leaves_out_my_own(session: Session) -> None:
    office = a_user(Role.COUNTY_OFFICE, "222403")
    a_submission(a_catalog(entries=1), office)
    a_submission(a_catalog("222403110", entries=1), office)
    clerk = a_user(Role.TOWNSHIP_EDITOR, "222403110")
    theirs = a_submission(a_catalog("222403110", "social_assistance", entries=1), clerk)
    count, rows = services.waiting_for(office)
    assert (count, [row.id for row in rows]) == (1, [theirs.id])


def test_a_returned_catalogue_leaves_the_list_when_it_is_submitted_again(session: Session) -> None:
    office = a_user(Role.COUNTY_OFFICE, "222403")
    catalog = a_catalog(entries=1)
    services.return_for_correction(
        a_submission(catalog).id,
        by=SYSTEM,
        at=NOON,
        note="请核对名称",
        comments=[CommentDraft(None, None, "缺封面")],
    )
    assert services.returned_to(office)[0] == 1
    assert services.open_comments(office)[0] == 1
    services.submit(catalog.id, by=audit.actor(office), at=NOON)
    assert services.returned_to(office)[0] == 0
    assert services.open_comments(office)[0] == 0
