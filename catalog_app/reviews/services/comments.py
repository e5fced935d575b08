"""Reviewers' comments on an edition or one entry of it, and the county resolving them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.accounts import audit
from catalog_app.accounts.audit import Actor
from catalog_app.catalogs.models import EditionItem
from catalog_app.catalogs.services import FIELD_NAMES
from catalog_app.database import session, transaction
from catalog_app.errors import NotFound
from catalog_app.regions.models import Region
from catalog_app.reviews.errors import (
    CommentEmpty,
    CommentMisplaced,
    CommentNotYours,
    SubmissionDecided,
)
from catalog_app.reviews.models import Comment, Submission, SubmissionState

LONGEST = 1000


@dataclass(frozen=True, slots=True)
class CommentDraft:
    """A remark on the edition as a whole, on one entry of it, or on one element of the entry."""

    entry_id: int | None
    field: str | None
    text: str


def comment(comment_id: int) -> Comment:
    """Raises NotFound."""
    found = session().get(Comment, comment_id)
    if found is None:
        raise NotFound(what="意见")
    return found


def comment_target(comment_id: int) -> tuple[Region, str]:
    """Whose catalogue the comment is on, for the policy. Raises NotFound."""
    catalog = comment(comment_id).submission.catalog
    return catalog.region, catalog.domain_code


def add_comment(submission_id: int, draft: CommentDraft, *, by: Actor, at: datetime) -> Comment:
    """Note a remark while the submission is undecided; the county reads it after the decision.

    Raises NotFound, SubmissionDecided, CommentEmpty, CommentMisplaced."""
    with transaction() as current:
        submission = current.get(Submission, submission_id, with_for_update=True)
        if submission is None:
            raise NotFound(what="报送")
        _refuse_decided(submission)
        return write_comment(current, submission, draft, by=by, at=at)


def write_comment(
    current: Session, submission: Submission, draft: CommentDraft, *, by: Actor, at: datetime
) -> Comment:
    """Add the comment and its audit event. Flushes, does not commit.

    Raises CommentEmpty, CommentMisplaced."""
    text = draft.text.strip()
    if not text or len(text) > LONGEST:
        raise CommentEmpty(longest=LONGEST)
    _refuse_misplaced(current, submission, draft)
    made = Comment(
        submission_id=submission.id,
        entry_id=draft.entry_id,
        field=draft.field or None,
        text=text,
        author_id=by.id,
        at=at,
    )
    current.add(made)
    current.flush()
    _record(current, "comment.added", made, submission, by=by, at=at, summary=f"提出意见：{text}")
    return made


def remove_comment(comment_id: int, *, by: Actor, at: datetime) -> Submission:
    """Take back an own remark before the decision. Raises NotFound, SubmissionDecided,
    CommentNotYours."""
    with transaction() as current:
        found = comment(comment_id)
        submission = found.submission
        _refuse_decided(submission)
        if found.author_id != by.id:
            raise CommentNotYours(author=found.author.display_name if found.author else "系统")
        summary = f"删除意见：{found.text}"
        _record(current, "comment.removed", found, submission, by=by, at=at, summary=summary)
        current.delete(found)
    return submission


def resolve_comment(comment_id: int, *, by: Actor, at: datetime) -> Submission:
    """The county says the remark is dealt with; saying it again changes nothing. Raises NotFound."""
    with transaction() as current:
        found = comment(comment_id)
        if found.resolved_at is None:
            found.resolved_at, found.resolved_by_id = at, by.id
            summary = f"已按意见修改：{found.text}"
            _record(
                current, "comment.resolved", found, found.submission, by=by, at=at, summary=summary
            )
    return found.submission


def _refuse_decided(submission: Submission) -> None:
    if submission.state != SubmissionState.SUBMITTED:
        raise SubmissionDecided(**submission.decision())


def _refuse_misplaced(current: Session, submission: Submission, draft: CommentDraft) -> None:
    if draft.field and (draft.entry_id is None or draft.field not in FIELD_NAMES):
        raise CommentMisplaced()
    if draft.entry_id is None:
        return
    place = select(EditionItem.id).where(
        EditionItem.edition_id == submission.edition_id, EditionItem.entry_id == draft.entry_id
    )
    if current.scalar(place) is None:
        raise CommentMisplaced()


def _record(
    current: Session,
    action: str,
    made: Comment,
    submission: Submission,
    *,
    by: Actor,
    at: datetime,
    summary: str,
) -> None:
    place = submission.catalog.region_id
    audit.record(current, action, made, by=by, at=at, region_id=place, summary=summary)
