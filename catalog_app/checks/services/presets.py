"""The province's presets: the version in force, all versions, and how they differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.checks.models import RulePresets
from catalog_app.checks.rules import ALL_RULES
from catalog_app.checks.rules.model import Rule
from catalog_app.checks.rules.presets import AS_WRITTEN, Presets, Threshold
from catalog_app.database import session

COUNTS, ADVISES, OFF = "counts", "advises", "off"
MODE_NAMES = {COUNTS: "计入扣分", ADVISES: "仅供参考，不扣分", OFF: "停用，不核查"}


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure or mode that two versions have otherwise, in words."""

    rule_id: str
    label: str
    before: str
    after: str


def presets_in_force(current: Session) -> Presets:
    """The newest version; the rules as they are written until the province has set any."""
    return as_presets(newest_presets(current))


def as_presets(kept: RulePresets | None) -> Presets:
    """A version as the rules ask it; None is the rules as they are written."""
    if kept is None:
        return AS_WRITTEN
    return Presets(kept.number, kept.thresholds, kept.counting, frozenset(kept.off))


def presets_now() -> Presets:
    """The presets in force, for a page that only reads."""
    return presets_in_force(session())


def preset_versions() -> Sequence[RulePresets]:
    """All versions, the newest first."""
    return session().scalars(select(RulePresets).order_by(RulePresets.number.desc())).all()


def mode_of(rule: Rule, presets: Presets) -> str:
    """What the presets make of a rule: it counts, only advises, or is off."""
    if rule.id in presets.off:
        return OFF
    return ADVISES if presets.advisory(rule.id, rule.advisory) else COUNTS


def differences(old: Presets, new: Presets) -> Iterator[Difference]:
    """What `new` has otherwise, in the order of the rules."""
    for rule in ALL_RULES.values():
        before, after = mode_of(rule, old), mode_of(rule, new)
        if before != after:
            yield Difference(rule.id, rule.title, MODE_NAMES[before], MODE_NAMES[after])
        for each in rule.thresholds:
            if old[each] != new[each]:
                label = f"{rule.title}：{each.label}"
                yield Difference(rule.id, label, figure(each, old[each]), figure(each, new[each]))


def figure(threshold: Threshold, value: float) -> str:
    """The figure with its unit: 75 分, 0.6."""
    return f"{value:g} {threshold.unit}".strip()


def newest_presets(current: Session) -> RulePresets | None:
    """The newest version as it is kept; None until the province has set any."""
    return current.scalar(select(RulePresets).order_by(RulePresets.number.desc()).limit(1))
