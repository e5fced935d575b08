"""What reviewers' decisions say of each rule."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import and_, exists, func, or_, select

from catalog_app.checks.models import Finding, FindingEvent, RulePresets
from catalog_app.checks.precision import Precision
from catalog_app.checks.rules import ALL_RULES
from catalog_app.database import session

UPHELD = FindingEvent.decision == "upheld"
WAIVED = FindingEvent.decision == "waived"
SOLVED = and_(
    FindingEvent.kind == "state",
    FindingEvent.from_state == "confirmed",
    FindingEvent.to_state == "fixed",
    FindingEvent.note.is_(None),  # a check saw it solved; what is closed otherwise says why
    ~exists().where(RulePresets.at > Finding.last_seen, RulePresets.at <= FindingEvent.at),
)
"""Solved on the page, not by other figures that came into force meanwhile."""


def precisions() -> dict[str, Precision]:
    """By rule id, for the rules as they stand now; a finding counts once, by what was decided of it
    last. Rules nobody has decided about are not in it."""
    decided = (
        select(func.max(FindingEvent.id))
        .join(Finding, FindingEvent.finding_id == Finding.id)
        .where(or_(UPHELD, WAIVED, SOLVED))
        .group_by(FindingEvent.finding_id)
    )
    keys = (Finding.rule_id, Finding.rule_version, FindingEvent.to_state)
    query = (
        select(*keys, func.count())
        .join(FindingEvent, FindingEvent.finding_id == Finding.id)
        .where(FindingEvent.id.in_(decided))
        .group_by(*keys)
    )
    counted: dict[str, dict[bool, int]] = defaultdict(lambda: {True: 0, False: 0})
    for rule, version, state, number in session().execute(query):
        if rule in ALL_RULES and ALL_RULES[rule].version == version:
            counted[rule][state == "waived"] += number
    return {rule: Precision(each[False], each[True]) for rule, each in counted.items()}
