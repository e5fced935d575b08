"""The life of a finding: suspected → confirmed → fixed, or contested → waived. Pure.

Confirmed after misses on three separate days, or at once for what cannot be transient. A waiver
holds until the page's content or the rule's version changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from catalog_app.checks.rules.model import Rule, Verdict

DAYS_TO_CONFIRM = 3
OPEN_STATES = frozenset({"suspected", "confirmed", "contested"})


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a finding stands: its state, the days it was seen on, and what a waiver was given for."""

    state: str
    seen_days: tuple[str, ...]
    rule_version: int
    content_hash: str | None


@dataclass(frozen=True, slots=True)
class Step:
    """What one more judgement makes of it."""

    state: str
    seen_days: tuple[str, ...]


def step(
    standing: Standing | None,
    rule: Rule,
    verdict: Verdict,
    *,
    day: date,
    content_hash: str | None = None,
) -> Step | None:
    """The next step of a finding's life, or None where the judgement leaves it as it is."""
    if verdict is Verdict.MET:
        return _met(standing)
    if verdict is Verdict.NOT_MET:
        return _missed(standing, rule, day.isoformat(), content_hash)
    return None


def _met(standing: Standing | None) -> Step | None:
    if standing is None or standing.state == "fixed":
        return None
    return Step("fixed", standing.seen_days)


def _missed(standing: Standing | None, rule: Rule, day: str, content_hash: str | None) -> Step:
    if (
        standing is None
        or standing.state == "fixed"
        or _waiver_lapsed(standing, rule, content_hash)
    ):
        return Step(state_by_days(rule, (day,)), (day,))
    days = _with(standing.seen_days, day)
    if standing.state == "suspected":
        return Step(state_by_days(rule, days), days)
    return Step(standing.state, days)


def _waiver_lapsed(standing: Standing, rule: Rule, content_hash: str | None) -> bool:
    return standing.state == "waived" and (
        standing.rule_version != rule.version or standing.content_hash != content_hash
    )


def state_by_days(rule: Rule, days: Sequence[str]) -> str:
    """confirmed or suspected: what a miss on these days amounts to while nobody has objected."""
    return "confirmed" if rule.at_once or len(days) >= DAYS_TO_CONFIRM else "suspected"


def _with(days: tuple[str, ...], day: str) -> tuple[str, ...]:
    return days if day in days else (*days, day)
