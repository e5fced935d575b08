"""One act on many findings: each is asked for by the policy, all that may be done is done together,
and what could not be done is told with its reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from catalog_app.accounts import audit, policy
from catalog_app.accounts.models import User
from catalog_app.accounts.policy import Permission
from catalog_app.catalogs.models import Catalog, Entry
from catalog_app.checks.errors import CommentMissing, NothingChosen, ReasonMissing, TooManyAtOnce
from catalog_app.checks.models import Finding
from catalog_app.checks.services import assignments
from catalog_app.checks.services.decisions import REASON_MIN, decide
from catalog_app.checks.services.link_states import refresh_links
from catalog_app.database import session, transaction
from catalog_app.errors import DomainError, PermissionRefused

AT_ONCE_MAX = 2000
CHUNK = 500
NEEDED = {
    "recheck": Permission.CHECK,
    "assign": Permission.CHECK,
    "comment": Permission.VIEW,  # whoever sees a finding may speak about it
    "contested": Permission.CONTEST,
    "withdrawn": Permission.CONTEST,
    "waived": Permission.WAIVE,
    "upheld": Permission.WAIVE,
}
"""Act → what the policy must allow for each finding."""
Step = Callable[[Session, Finding], None]


@dataclass(frozen=True, slots=True)
class Item:
    """A finding as the result names it, and why the act was not done on it (empty where it was).
    Plain values: after the transaction nothing is asked of the database again."""

    id: int
    message: str
    state: str
    place: str
    why: str = ""

    @classmethod
    def of(cls, found: Finding, why: str = "") -> Item:
        place = f"{found.catalog.region.name} · {found.catalog.domain.name}"
        return cls(found.id, found.message, found.state, place, why)


@dataclass(slots=True)
class Handled:
    """The findings it was done on, and those it was not."""

    done: list[Item] = field(default_factory=list)
    refused: list[Item] = field(default_factory=list)

    @property
    def total(self) -> int:
        return len(self.done) + len(self.refused)


def chosen(ids: Sequence[int], user: User) -> list[Finding]:
    """The findings of these numbers that exist and the user may see, in this order, with their
    places. Raises NothingChosen, TooManyAtOnce."""
    if not ids:
        raise NothingChosen()
    if len(ids) > AT_ONCE_MAX:
        raise TooManyAtOnce(limit=AT_ONCE_MAX)
    found = {each.id: each for each in _load(session(), ids, user)}
    return [found[number] for number in dict.fromkeys(ids) if number in found]


def decide_all(
    ids: Sequence[int], decision: str, reason: str, *, user: User, at: datetime
) -> Handled:
    """Contest, withdraw, waive or uphold all of them.

    Raises NothingChosen, TooManyAtOnce, ReasonMissing."""
    if len(reason.strip()) < REASON_MIN:
        raise ReasonMissing(length=REASON_MIN)
    by = audit.actor(user)
    return _each(ids, decision, user, lambda s, f: decide(s, f, decision, reason, by=by, at=at))


def comment_all(ids: Sequence[int], text: str, *, user: User, at: datetime) -> Handled:
    """Say the same of all of them. Raises NothingChosen, TooManyAtOnce, CommentMissing."""
    if not text.strip():
        raise CommentMissing()
    by = audit.actor(user)
    return _each(ids, "comment", user, lambda s, f: assignments.comment(s, f, text, by=by, at=at))


def assign_all(
    ids: Sequence[int],
    assignee_id: int | None,
    deadline: date | None,
    *,
    user: User,
    at: datetime,
) -> Handled:
    """Give all of them to a person (None: to nobody) until a day.

    Raises NothingChosen, TooManyAtOnce."""
    by = audit.actor(user)

    def give(current: Session, found: Finding) -> None:
        assignee = current.get(User, assignee_id) if assignee_id else None
        assignments.assign(current, found, assignee, deadline, by=by, at=at)

    return _each(ids, "assign", user, give)


def undo_assignments(ids: Sequence[int], *, user: User, at: datetime) -> Handled:
    """Take back what the user assigned last on these findings, where nobody has since.

    Raises NothingChosen, TooManyAtOnce."""
    by = audit.actor(user)
    return _each(ids, "assign", user, lambda s, f: assignments.undo_assignment(s, f, by=by, at=at))


def permitted(found: Sequence[Finding], act: str, user: User) -> Handled:
    """Which of these findings the user may do the act on, before it is done."""
    handled, policy_of = Handled(), _Asked(user, act)
    for each in found:
        try:
            policy_of.require(each)
        except DomainError as refusal:
            handled.refused.append(Item.of(each, str(refusal)))
        else:
            handled.done.append(Item.of(each))
    return handled


def _each(ids: Sequence[int], act: str, user: User, step: Step) -> Handled:
    if not ids:
        raise NothingChosen()
    if len(ids) > AT_ONCE_MAX:
        raise TooManyAtOnce(limit=AT_ONCE_MAX)
    handled, policy_of = Handled(), _Asked(user, act)
    touched: set[int] = set()
    with transaction() as current, current.no_autoflush:
        for found in _load(current, ids, user, lock=True):
            try:
                policy_of.require(found)
                step(current, found)
            except DomainError as refusal:
                handled.refused.append(Item.of(found, str(refusal)))
            else:
                handled.done.append(Item.of(found))
                touched |= {found.entry_id} if found.entry_id else set()
        current.flush()
        refresh_links(current, touched)
    return handled


class _Asked:
    """The policy's answer for one user and permission, asked once a catalogue."""

    def __init__(self, user: User, act: str) -> None:
        self.user = user
        self.permission = NEEDED[act]
        self.answers: dict[int, bool] = {}

    def allows(self, catalog: Catalog) -> bool:
        if catalog.id not in self.answers:
            self.answers[catalog.id] = policy.may(
                self.user, self.permission, catalog.region, catalog.domain_code
            )
        return self.answers[catalog.id]

    def require(self, found: Finding) -> None:
        """Raises PermissionRefused."""
        if not self.allows(found.catalog):
            raise PermissionRefused(action=policy.PERMISSION_NAMES[self.permission])


def _load(current: Session, ids: Sequence[int], user: User, *, lock: bool = False) -> list[Finding]:
    """Those the user may see, with catalogue, region, entry and person; `lock` lets nobody else
    change them meanwhile."""
    found: list[Finding] = []
    ordered = sorted(set(ids))
    for start in range(0, len(ordered), CHUNK):
        query = (
            select(Finding)
            .where(Finding.id.in_(ordered[start : start + CHUNK]))
            .options(
                selectinload(Finding.catalog).joinedload(Catalog.region),
                selectinload(Finding.catalog).joinedload(Catalog.domain),
                selectinload(Finding.entry).joinedload(Entry.version),
                selectinload(Finding.assigned_to),
            )
            .order_by(Finding.id)
        )
        found += current.scalars(query.with_for_update(of=Finding) if lock else query).all()
    seen = _Asked(user, "comment")
    return [each for each in found if seen.allows(each.catalog)]
