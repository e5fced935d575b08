"""Finding submissions and comments: lists, tabs, what waits for whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, false, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from catalog_app.accounts import policy
from catalog_app.accounts.models import User
from catalog_app.accounts.policy import Permission
from catalog_app.catalogs import services as catalogs
from catalog_app.catalogs.models import Catalog, Entry
from catalog_app.database import session
from catalog_app.errors import NotFound
from catalog_app.guides.models import Domain
from catalog_app.paging import Page, page_of
from catalog_app.regions import services as regions
from catalog_app.regions.models import Region
from catalog_app.reviews.models import Comment, Submission, SubmissionState

TABS = (SubmissionState.SUBMITTED, SubmissionState.RETURNED, SubmissionState.ACCEPTED)


@dataclass(frozen=True, slots=True)
class SubmissionFilter:
    """`region`: a name or code, with everything under it. `mine`: only what I may decide."""

    state: SubmissionState = SubmissionState.SUBMITTED
    region: str = ""
    domain_code: str = ""
    mine: bool = False


def submission(submission_id: int) -> Submission:
    """Raises NotFound."""
    found = session().get(
        Submission,
        submission_id,
        options=[
            joinedload(Submission.catalog).joinedload(Catalog.region),
            joinedload(Submission.catalog).joinedload(Catalog.domain),
            joinedload(Submission.edition),
            joinedload(Submission.submitted_by),
            joinedload(Submission.decided_by),
        ],
    )
    if found is None:
        raise NotFound(what="报送")
    return found


def submission_target(submission_id: int) -> tuple[Region, str]:
    """Whose catalogue was submitted, for the policy. Raises NotFound."""
    catalog = submission(submission_id).catalog
    return catalog.region, catalog.domain_code


def latest_submission(catalog_id: int) -> Submission | None:
    """The catalogue's last submission, whatever became of it."""
    query = select(Submission).where(Submission.catalog_id == catalog_id)
    return session().scalar(query.order_by(Submission.id.desc()).limit(1))


def state_of(catalog_ids: Iterable[int]) -> dict[int, SubmissionState]:
    """The state of each catalogue's last submission; catalogues never submitted are left out."""
    query = select(Submission.catalog_id, Submission.state)
    query = query.where(Submission.catalog_id.in_(list(catalog_ids)), _is_latest())
    return {row.catalog_id: SubmissionState(row.state) for row in session().execute(query)}


def submissions_page(user: User, wanted: SubmissionFilter, number: int = 1) -> Page[Submission]:
    """One tab of the list: the longest waiting first; returned and accepted ones newest first."""
    query = _seen(user, wanted).where(Submission.state == wanted.state)
    if wanted.state == SubmissionState.RETURNED:
        query = query.where(_is_latest())
    waiting = wanted.state == SubmissionState.SUBMITTED
    order = Submission.submitted_at.asc() if waiting else Submission.decided_at.desc()
    return page_of(query.order_by(order, Submission.id), number)


def tab_counts(user: User, wanted: SubmissionFilter) -> dict[SubmissionState, int]:
    """How many submissions each tab holds under the same filters; one statement."""
    rows = _seen(user, wanted).with_only_columns(Submission.state, _is_latest().label("latest"))
    found = rows.options().order_by(None).subquery()
    kept = or_(found.c.state != SubmissionState.RETURNED, found.c.latest)
    query = select(found.c.state, func.count()).where(kept).group_by(found.c.state)
    counts = {row[0]: row[1] for row in session().execute(query)}
    return {state: counts.get(state, 0) for state in TABS}


def waiting_for(user: User, limit: int = 5) -> tuple[int, Sequence[Submission]]:
    """How many submissions this user may decide (own ones not), and those that wait longest."""
    query = (
        _scoped(user, Permission.ACCEPT)
        .where(Submission.state == SubmissionState.SUBMITTED)
        .where(or_(Submission.submitted_by_id.is_(None), Submission.submitted_by_id != user.id))
    )
    return _first(query, Submission.submitted_at, limit)


def returned_to(user: User, limit: int = 5) -> tuple[int, Sequence[Submission]]:
    """How many catalogues of this user stand returned, and the ones returned first."""
    query = _scoped(user, Permission.EDIT)
    query = query.where(Submission.state == SubmissionState.RETURNED, _is_latest())
    return _first(query, Submission.decided_at, limit)


def unreported(user: User, limit: int = 5) -> tuple[int, Sequence[Catalog]]:
    """How many accepted catalogues this user may submit have changed since and wait neither for a
    decision nor for a correction, and the first of them."""
    mine = policy.condition(user, Permission.SUBMIT, Catalog.domain_code)
    busy = select(Submission.catalog_id).where(
        _is_latest(), Submission.state.in_([SubmissionState.SUBMITTED, SubmissionState.RETURNED])
    )
    query = (
        select(Catalog)
        .join(Catalog.region)
        .join(Catalog.domain)
        .where(Catalog.id.in_(catalogs.changed_catalogs(mine)), Catalog.id.not_in(busy))
        .options(contains_eager(Catalog.region), contains_eager(Catalog.domain))
        .order_by(Region.code)
    )
    return _first(query, Domain.position, limit)


def open_comments(user: User, limit: int = 5) -> tuple[int, Sequence[Comment]]:
    """How many comments on returned catalogues are not yet dealt with, and the oldest of them."""
    query = (
        select(Comment)
        .join(Comment.submission)
        .join(Submission.catalog)
        .join(Catalog.region)
        .where(policy.condition(user, Permission.EDIT, Catalog.domain_code))
        .where(Submission.state == SubmissionState.RETURNED, _is_latest())
        .where(Comment.resolved_at.is_(None))
        .options(
            contains_eager(Comment.submission)
            .contains_eager(Submission.catalog)
            .options(contains_eager(Catalog.region), joinedload(Catalog.domain)),
            joinedload(Comment.entry).joinedload(Entry.version),
        )
    )
    return _first(query, Comment.id, limit)


def _seen(user: User, wanted: SubmissionFilter) -> Select[Any]:
    query = _scoped(user, Permission.ACCEPT if wanted.mine else Permission.VIEW)
    if wanted.domain_code:
        query = query.where(Catalog.domain_code == wanted.domain_code)
    if wanted.region.strip():
        query = query.where(_under(wanted.region))
    return query


def _under(text: str) -> ColumnElement[bool]:
    return or_(false(), *(Region.path.startswith(each.path) for each in regions.search(text)))


def _scoped(user: User, permission: Permission) -> Select[Any]:
    return (
        select(Submission)
        .join(Submission.catalog)
        .join(Catalog.region)
        .where(policy.condition(user, permission, Catalog.domain_code))
        .options(
            contains_eager(Submission.catalog).options(
                contains_eager(Catalog.region), joinedload(Catalog.domain)
            ),
            joinedload(Submission.edition),
            joinedload(Submission.submitted_by),
            joinedload(Submission.decided_by),
        )
    )


def _is_latest() -> ColumnElement[bool]:
    newest = select(func.max(Submission.id)).group_by(Submission.catalog_id)
    return Submission.id.in_(newest.scalar_subquery())


def _first(query: Select[Any], order: Any, limit: int) -> tuple[int, Sequence[Any]]:
    page = page_of(query.order_by(order), 1, limit)
    return page.total, page.rows
