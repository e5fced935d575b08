"""Accepting, returning and recalling."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import SYSTEM, actor
from catalog_app.accounts.models import AuditEvent, Role
from catalog_app.catalogs import services as catalogs
from catalog_app.catalogs.models import Catalog
from catalog_app.errors import DomainError
from catalog_app.reviews import services
from catalog_app.reviews.errors import (
    AuthorCannotDecide,
    CommentEmpty,
    CommentMisplaced,
    CommentNotYours,
    ReturnNoteMissing,
    SubmissionDecided,
)
from catalog_app.reviews.models import ALLOWED_STEPS, Comment, Submission, SubmissionState
from catalog_app.reviews.services import CommentDraft
from catalog_app.search.models import SearchDocument
from tests.conftest import NOON
from tests.factories.accounts import a_user
from tests.factories.catalogs import a_catalog, a_content
from tests.factories.reviews import a_submission


def published(session: Session) -> list[str]:
    return list(session.scalars(select(SearchDocument.name).order_by(SearchDocument.position)))


def a_reviewer() -> object:
    return actor(a_user(Role.PROVINCIAL_DEPARTMENT, "220000", display_name="省民政厅"))


def test_acceptance_publishes_the_edition(session: Session) -> None:
    catalog = a_catalog(entries=["老年人补贴", "养老机构备案"])
    submission = a_submission(catalog)
    assert published(session) == []
    services.accept(submission.id, by=a_reviewer(), at=NOON, note="很好")
    assert session.get_one(Catalog, catalog.id).published_edition_id == submission.edition_id
    assert published(session) == ["老年人补贴", "养老机构备案"]


def test_what_was_accepted_stands_while_the_next_edition_waits(session: Session) -> None:
    catalog = a_catalog(entries=["老年人补贴"])
    services.accept(a_submission(catalog).id, by=a_reviewer(), at=NOON)
    catalogs.revise_entry(
        catalog.entries[0].id, a_content("高龄津贴"), base_version=1, by=SYSTEM, at=NOON
    )
    second = a_submission(catalog)
    assert published(session) == ["老年人补贴"]
    services.accept(second.id, by=a_reviewer(), at=NOON)
    assert published(session) == ["高龄津贴"]


def test_authors_cannot_decide_their_own_submission(session: Session) -> None:
    author = a_user()
    submission = a_submission(a_catalog("222403110", entries=1), author)
    with pytest.raises(AuthorCannotDecide):
        services.accept(submission.id, by=actor(author), at=NOON)
    with pytest.raises(AuthorCannotDecide):
        services.return_for_correction(
            submission.id, by=actor(author), at=NOON, note="请按意见修改"
        )
    assert session.get_one(Submission, submission.id).state == SubmissionState.SUBMITTED


def test_the_second_reviewer_is_told_who_was_first(session: Session) -> None:
    submission = a_submission(a_catalog(entries=1))
    services.accept(submission.id, by=a_reviewer(), at=NOON)
    with pytest.raises(
        SubmissionDecided, match="省民政厅已于2026年11月20日 12:00处理，结果是“验收通过”"
    ):
        services.return_for_correction(submission.id, by=SYSTEM, at=NOON, note="名称不规范")


@pytest.mark.parametrize("first", list(SubmissionState)[1:])
@pytest.mark.parametrize("second", ["accept", "return", "recall"])
def test_a_decision_is_final(session: Session, first: SubmissionState, second: str) -> None:
    submission = a_submission(a_catalog(entries=1))
    verbs = {
        "accept": lambda: services.accept(submission.id, by=SYSTEM, at=NOON),
        "return": lambda: services.return_for_correction(
            submission.id, by=SYSTEM, at=NOON, note="名称不规范"
        ),
        "recall": lambda: services.recall(submission.id, by=SYSTEM, at=NOON),
    }
    verbs[{"accepted": "accept", "returned": "return", "recalled": "recall"}[first]]()
    with pytest.raises(SubmissionDecided):
        verbs[second]()
    assert session.get_one(Submission, submission.id).state == first


def test_only_a_waiting_submission_has_steps() -> None:
    assert set(ALLOWED_STEPS) == {SubmissionState.SUBMITTED}


def test_a_return_says_why(session: Session) -> None:
    submission = a_submission(a_catalog(entries=1))
    with pytest.raises(ReturnNoteMissing):
        services.return_for_correction(submission.id, by=SYSTEM, at=NOON, note="  不行 ")
    assert session.get_one(Submission, submission.id).state == SubmissionState.SUBMITTED


def test_a_return_carries_comments_on_entries_and_elements(session: Session) -> None:
    catalog = a_catalog(entries=1)
    submission = a_submission(catalog)
    drafts = [
        CommentDraft(catalog.entries[0].id, "basis", "依据已废止"),
        CommentDraft(None, None, "缺封面"),
    ]
    services.return_for_correction(
        submission.id, by=a_reviewer(), at=NOON, note="请补充修改", comments=drafts
    )
    assert [(c.field, c.text, c.author.display_name) for c in submission.comments] == [
        ("basis", "依据已废止", "省民政厅"),
        (None, "缺封面", "省民政厅"),
    ]


@pytest.mark.parametrize(
    ("draft", "refusal"),
    [
        (CommentDraft(None, None, "  "), CommentEmpty),
        (CommentDraft(None, None, "长" * 1001), CommentEmpty),
        (CommentDraft(10**6, None, "别处的事项"), CommentMisplaced),
        (CommentDraft(None, "basis", "没有事项的要素"), CommentMisplaced),
        (CommentDraft(None, "colour", "没有这个要素"), CommentMisplaced),
    ],
)
def test_a_wrong_comment_returns_nothing(
    session: Session, draft: CommentDraft, refusal: type[DomainError]
) -> None:
    submission = a_submission(a_catalog(entries=1))
    with pytest.raises(refusal):
        services.return_for_correction(
            submission.id, by=SYSTEM, at=NOON, note="请按意见修改", comments=[draft]
        )
    assert session.get_one(Submission, submission.id).state == SubmissionState.SUBMITTED
    assert session.scalar(select(func.count()).select_from(Comment)) == 0


def test_a_recalled_catalogue_can_be_submitted_again(session: Session) -> None:
    catalog = a_catalog(entries=1)
    services.recall(a_submission(catalog).id, by=SYSTEM, at=NOON)
    assert a_submission(catalog).edition.number == 2


def test_reviewers_note_comments_while_they_read(session: Session) -> None:
    catalog = a_catalog(entries=1)
    submission, reviewer = a_submission(catalog), a_reviewer()
    made = services.add_comment(
        submission.id, CommentDraft(catalog.entries[0].id, None, "名称不规范"), by=reviewer, at=NOON
    )
    with pytest.raises(CommentNotYours, match="省民政厅"):
        services.remove_comment(made.id, by=SYSTEM, at=NOON)
    services.remove_comment(made.id, by=reviewer, at=NOON)
    assert session.get_one(Submission, submission.id).comments == []


def test_comments_are_closed_by_the_decision(session: Session) -> None:
    submission = a_submission(a_catalog(entries=1))
    made = services.add_comment(submission.id, CommentDraft(None, None, "看过"), by=SYSTEM, at=NOON)
    services.accept(submission.id, by=SYSTEM, at=NOON)
    with pytest.raises(SubmissionDecided):
        services.add_comment(submission.id, CommentDraft(None, None, "迟到"), by=SYSTEM, at=NOON)
    with pytest.raises(SubmissionDecided):
        services.remove_comment(made.id, by=SYSTEM, at=NOON)


def test_resolving_a_comment_twice_changes_nothing_more(session: Session) -> None:
    submission = a_submission(a_catalog(entries=1))
    services.return_for_correction(
        submission.id,
        by=SYSTEM,
        at=NOON,
        note="请按意见修改",
        comments=[CommentDraft(None, None, "缺封面")],
    )
    county = a_user()
    comment = submission.comments[0]
    for _ in range(2):
        services.resolve_comment(comment.id, by=actor(county), at=NOON)
    assert (comment.resolved_at, comment.resolved_by_id) == (NOON, county.id)
    events = select(func.count()).where(AuditEvent.action == "comment.resolved")
    assert session.scalar(events) == 1


def test_the_state_of_catalogues_is_that_of_their_last_submission(session: Session) -> None:
    returned, fresh = a_catalog(entries=1), a_catalog(domain="social_assistance", entries=1)
    services.recall(a_submission(returned).id, by=SYSTEM, at=NOON)
    last = a_submission(returned)
    services.return_for_correction(last.id, by=SYSTEM, at=NOON, note="请按意见修改")
    assert services.state_of([returned.id, fresh.id]) == {returned.id: SubmissionState.RETURNED}
    assert services.latest_submission(returned.id) is last
    assert services.latest_submission(fresh.id) is None
