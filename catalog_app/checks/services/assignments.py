"""Who sees to a finding, until when, and what people say about it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.accounts import audit, policy
from catalog_app.accounts.audit import Actor
from catalog_app.accounts.models import AuditEvent, Grant, User
from catalog_app.accounts.policy import Permission
from catalog_app.checks.errors import (
    AssigneeUnfit,
    AssignmentMovedOn,
    CommentMissing,
    DeadlinePast,
)
from catalog_app.checks.models import Finding, FindingEvent
from catalog_app.checks.privacy import mask
from catalog_app.clock import china_date
from catalog_app.database import session
from catalog_app.regions.models import Region

PEOPLE_MAX = 300
ASSIGNED, UNDONE = "finding.assigned", "finding.assignment_undone"


def people_for(targets: Collection[tuple[Region, str]]) -> Sequence[User]:
    """Active users who may see to findings of at least one of these catalogues (region, domain)."""
    regions = {number for region, _ in targets for number in region.chain}
    query = (
        select(User)
        .where(User.active.is_(True), User.grants.any(Grant.region_id.in_(regions)))
        .order_by(User.display_name)
        .limit(PEOPLE_MAX)
    )
    return [
        user
        for user in session().scalars(query)
        if any(policy.may(user, Permission.CHECK, region, domain) for region, domain in targets)
    ]


def assign(
    current: Session,
    found: Finding,
    assignee: User | None,
    deadline: date | None,
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Give the finding to a person until a day, or (None) to nobody.

    Raises AssigneeUnfit, DeadlinePast."""
    if deadline is not None and deadline < china_date(at):
        raise DeadlinePast()
    catalog = found.catalog
    if assignee is not None and not (
        assignee.active
        and policy.may(assignee, Permission.CHECK, catalog.region, catalog.domain_code)
    ):
        raise AssigneeUnfit(name=assignee.display_name)
    _give(current, found, assignee, deadline, ASSIGNED, by=by, at=at)


def undo_assignment(current: Session, found: Finding, *, by: Actor, at: datetime) -> None:
    """Back to who had the finding before `by` last assigned it. Raises AssignmentMovedOn."""
    last = current.scalar(
        select(AuditEvent)
        .where(
            AuditEvent.subject_type == "finding",
            AuditEvent.subject_id == found.id,
            AuditEvent.action.in_((ASSIGNED, UNDONE)),
        )
        .order_by(AuditEvent.id.desc())
        .limit(1)
    )
    mine = last is not None and last.action == ASSIGNED and last.actor_id == by.id
    if last is None or not mine or last.after != _state_of(found):
        raise AssignmentMovedOn()
    before = last.before or {}
    person = before.get("assigned_to_id")
    day = before.get("deadline")
    assignee = current.get(User, person) if person else None
    deadline = date.fromisoformat(day) if day else None
    _give(current, found, assignee, deadline, UNDONE, by=by, at=at)


def comment(current: Session, found: Finding, text: str, *, by: Actor, at: datetime) -> None:
    """Add what somebody says to the finding's life, personal numbers masked. Raises
    CommentMissing."""
    text = mask(text.strip())
    if not text:
        raise CommentMissing()
    _add_event(current, found, "comment", text, by=by, at=at)
    audit.record(
        current,
        "finding.commented",
        found,
        by=by,
        at=at,
        region_id=found.region_id,
        summary=f"留言：{found.message}",
        after={"note": text},
    )


def _give(
    current: Session,
    found: Finding,
    assignee: User | None,
    deadline: date | None,
    action: str,
    *,
    by: Actor,
    at: datetime,
) -> None:
    before = _state_of(found)
    found.assigned_to, found.assigned_to_id = assignee, assignee.id if assignee else None
    found.deadline = deadline
    words = _in_words(assignee, deadline)
    _add_event(
        current,
        found,
        "assignment",
        f"撤销指派：{words}" if action == UNDONE else words,
        by=by,
        at=at,
    )
    audit.record(
        current,
        action,
        found,
        by=by,
        at=at,
        region_id=found.region_id,
        summary=f"{words}：{found.message}",
        before=before,
        after=_state_of(found),
    )


def _state_of(found: Finding) -> dict[str, Any]:
    return {
        "assigned_to_id": found.assigned_to_id,
        "deadline": found.deadline.isoformat() if found.deadline else None,
    }


def _in_words(assignee: User | None, deadline: date | None) -> str:
    person = f"指派给{assignee.display_name}" if assignee else "不指派给任何人"
    if deadline is None:
        return person
    return f"{person}，期限{deadline.year}年{deadline.month}月{deadline.day}日"


def _add_event(
    current: Session, found: Finding, kind: str, note: str, *, by: Actor, at: datetime
) -> None:
    current.add(
        FindingEvent(
            finding=found,
            at=at,
            actor_id=by.id,
            actor_name=by.name,
            kind=kind,
            from_state=found.state,
            to_state=found.state,
            note=note,
        )
    )
