"""Submitting catalogues, commenting, accepting and returning them."""

from catalog_app.reviews.services.checklist import Checklist, CheckPoint, checklist
from catalog_app.reviews.services.comments import (
    CommentDraft,
    add_comment,
    comment,
    comment_target,
    remove_comment,
    resolve_comment,
)
from catalog_app.reviews.services.contents import (
    ReviewedItem,
    SubmissionContents,
    contents,
    incomplete,
)
from catalog_app.reviews.services.deciding import accept, recall, return_for_correction
from catalog_app.reviews.services.reading import (
    SubmissionFilter,
    latest_submission,
    open_comments,
    returned_to,
    state_of,
    submission,
    submission_target,
    submissions_page,
    tab_counts,
    unreported,
    waiting_for,
)
from catalog_app.reviews.services.submitting import submit

__all__ = [
    "CheckPoint",
    "Checklist",
    "CommentDraft",
    "ReviewedItem",
    "SubmissionContents",
    "SubmissionFilter",
    "accept",
    "add_comment",
    "checklist",
    "comment",
    "comment_target",
    "contents",
    "incomplete",
    "latest_submission",
    "open_comments",
    "recall",
    "remove_comment",
    "resolve_comment",
    "return_for_correction",
    "returned_to",
    "state_of",
    "submission",
    "submission_target",
    "submissions_page",
    "submit",
    "tab_counts",
    "unreported",
    "waiting_for",
]
