"""Accepting a submission, returning it, taking it back. Whoever comes second is told so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy.orm import Session

from catalog_app.accounts import audit
from catalog_app.accounts.audit import Actor
from catalog_app.catalogs import services as catalogs
from catalog_app.database import transaction
from catalog_app.errors import NotFound
from catalog_app.reviews.errors import AuthorCannotDecide, ReturnNoteMissing
from catalog_app.reviews.models import STATE_NAMES, Submission, SubmissionState
from catalog_app.reviews.services.comments import CommentDraft, write_comment
from catalog_app.reviews.services.submitting import title
from catalog_app.search import services as search

NOTE_MIN = 4


def accept(submission_id: int, *, by: Actor, at: datetime, note: str | None = None) -> Submission:
    """Accept the edition and publish it: from now on it is what the public sees.

    Raises NotFound, AuthorCannotDecide, SubmissionDecided."""
    with _decision(submission_id, by) as (current, submission):
        _move(current, submission, SubmissionState.ACCEPTED, by=by, at=at, note=note)
        catalogs.publish_edition(current, submission.edition)
        search.project_edition(current, submission.edition, at=at)
    return submission


def return_for_correction(
    submission_id: int,
    *,
    by: Actor,
    at: datetime,
    note: str,
    comments: Sequence[CommentDraft] = (),
) -> Submission:
    """Send the edition back with an overall note and comments on its entries.

    Raises NotFound, AuthorCannotDecide, SubmissionDecided, ReturnNoteMissing, CommentEmpty,
    CommentMisplaced."""
    if len((note or "").strip()) < NOTE_MIN:
        raise ReturnNoteMissing(length=NOTE_MIN)
    with _decision(submission_id, by) as (current, submission):
        _move(current, submission, SubmissionState.RETURNED, by=by, at=at, note=note)
        for draft in comments:
            write_comment(current, submission, draft, by=by, at=at)
    return submission


def recall(submission_id: int, *, by: Actor, at: datetime) -> Submission:
    """Take the submission back while nobody has decided it. Raises NotFound, SubmissionDecided."""
    with transaction() as current:
        submission = locked_submission(current, submission_id)
        _move(current, submission, SubmissionState.RECALLED, by=by, at=at, note=None)
    return submission


def locked_submission(current: Session, submission_id: int) -> Submission:
    """The submission, held against other writers until the transaction ends. Raises NotFound."""
    found = current.get(Submission, submission_id, with_for_update=True)
    if found is None:
        raise NotFound(what="报送")
    return found


@contextmanager
def _decision(submission_id: int, by: Actor) -> Iterator[tuple[Session, Submission]]:
    with transaction() as current:
        submission = locked_submission(current, submission_id)
        if by.id is not None and submission.submitted_by_id == by.id:
            raise AuthorCannotDecide()
        yield current, submission


def _move(
    current: Session,
    submission: Submission,
    state: SubmissionState,
    *,
    by: Actor,
    at: datetime,
    note: str | None,
) -> None:
    before = submission.state
    submission.move_to(state, by_id=by.id, at=at, note=(note or "").strip() or None)
    audit.record(
        current,
        f"submission.{state.value}",
        submission,
        by=by,
        at=at,
        region_id=submission.catalog.region_id,
        summary=f"{STATE_NAMES[state]}：{title(submission)}",
        before={"state": before},
        after={"state": state.value, "note": submission.decision_note},
    )
