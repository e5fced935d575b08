"""The province's presets: the version in force, and a new one."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.checks.models import RulePresets
from catalog_app.checks.rules.presets import AS_WRITTEN, Presets


def presets_in_force(current: Session) -> Presets:
    """The newest version; the rules as they are written until the province has set any."""
    kept = current.scalar(select(RulePresets).order_by(RulePresets.number.desc()).limit(1))
    if kept is None:
        return AS_WRITTEN
    return Presets(kept.number, kept.thresholds, kept.counting, frozenset(kept.off))
