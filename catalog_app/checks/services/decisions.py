"""What people decide about a finding: contested (and withdrawn) by the county, waived or upheld by
a reviewer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from sqlalchemy.orm import Session

from catalog_app.accounts import audit
from catalog_app.accounts.audit import Actor
from catalog_app.checks.errors import FindingMovedOn, ReasonMissing
from catalog_app.checks.life import OPEN_STATES, state_by_days
from catalog_app.checks.models import Finding, FindingEvent
from catalog_app.checks.privacy import mask
from catalog_app.checks.rules import ALL_RULES
from catalog_app.checks.services.link_states import refresh_links
from catalog_app.checks.wording import STATE_NAMES
from catalog_app.database import transaction
from catalog_app.errors import NotFound

REASON_MIN = 4
DECISION_NAMES = {
    "contested": "提出异议",
    "withdrawn": "撤回异议",
    "waived": "不作问题",
    "upheld": "维持问题",
}
ALLOWED_IN: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "contested": frozenset({"suspected", "confirmed"}),
        "withdrawn": frozenset({"contested"}),
        "waived": OPEN_STATES,
        "upheld": frozenset({"contested"}),
    }
)
"""Decision → the states it may be taken in."""
BY_ITS_DAYS = frozenset({"withdrawn", "upheld"})
"""Decisions after which a finding stands where the days it was seen on put it."""


def contest(finding_id: int, reason: str, *, by: Actor, at: datetime) -> Finding:
    """The county says this is no fault; a reviewer decides.

    Raises ReasonMissing, FindingMovedOn, NotFound."""
    return _decide_one(finding_id, "contested", reason, by=by, at=at)


def withdraw(finding_id: int, reason: str, *, by: Actor, at: datetime) -> Finding:
    """The county takes its objection back.

    Raises ReasonMissing, FindingMovedOn, NotFound."""
    return _decide_one(finding_id, "withdrawn", reason, by=by, at=at)


def waive(finding_id: int, reason: str, *, by: Actor, at: datetime) -> Finding:
    """A reviewer agrees it is no fault, until the page or the rule changes.

    Raises ReasonMissing, FindingMovedOn, NotFound."""
    return _decide_one(finding_id, "waived", reason, by=by, at=at)


def uphold(finding_id: int, reason: str, *, by: Actor, at: datetime) -> Finding:
    """A reviewer turns an objection down: the finding stands where its days put it. An objection
    does not shorten the three days. Raises ReasonMissing, FindingMovedOn, NotFound."""
    return _decide_one(finding_id, "upheld", reason, by=by, at=at)


def _decide_one(finding_id: int, decision: str, reason: str, *, by: Actor, at: datetime) -> Finding:
    with transaction() as current:
        found = current.get(Finding, finding_id, with_for_update=True)
        if found is None:
            raise NotFound(what="问题")
        decide(current, found, decision, reason, by=by, at=at)
        if found.entry_id is not None:
            refresh_links(current, [found.entry_id])
    return found


def decide(
    current: Session, found: Finding, decision: str, reason: str, *, by: Actor, at: datetime
) -> None:
    """Take the decision within the running transaction; the public documents are the caller's to
    refresh. Personal numbers in the reason are masked. Raises ReasonMissing, FindingMovedOn, and
    leaves the finding as it was."""
    reason = mask(reason.strip())
    if len(reason) < REASON_MIN:
        raise ReasonMissing(length=REASON_MIN)
    if found.state not in ALLOWED_IN[decision]:
        raise FindingMovedOn(state=STATE_NAMES[found.state])
    old = found.state
    found.state = _state_after(decision, found)
    found.reason, found.decided_by_id, found.decided_at = reason, by.id, at
    if decision == "withdrawn":
        found.reason, found.decided_by_id, found.decided_at = None, None, None
    _write_down(current, found, old, decision, reason, by=by, at=at)


def _state_after(decision: str, found: Finding) -> str:
    if decision in BY_ITS_DAYS:
        return state_by_days(ALL_RULES[found.rule_id], found.seen_days)
    return decision


def _write_down(
    current: Session,
    found: Finding,
    old: str,
    decision: str,
    reason: str,
    *,
    by: Actor,
    at: datetime,
) -> None:
    current.add(
        FindingEvent(
            finding=found,
            at=at,
            actor_id=by.id,
            actor_name=by.name,
            from_state=old,
            to_state=found.state,
            note=f"{DECISION_NAMES[decision]}：{reason}",
            decision=decision,
        )
    )
    audit.record(
        current,
        f"finding.{decision}",
        found,
        by=by,
        at=at,
        region_id=found.region_id,
        summary=f"{DECISION_NAMES[decision]}：{found.message}",
        before={"state": old},
        after={"state": found.state, "reason": reason},
    )
