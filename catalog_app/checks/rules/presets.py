"""Figures that the province may set otherwise (CHECKS: minutes, shares, days), and which rules count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Threshold:
    """One figure of one rule: `key` is "P01.found", `label` and `unit` are what the screen says.

    `default` holds until the province sets another between `least` and `most`."""

    key: str
    label: str
    default: float
    least: float
    most: float
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Presets:
    """One version of the province's presets. `counting` says for a rule whether its findings are
    deducted, where that differs from the rule's own `advisory`; `off` are rules not judged."""

    version: int = 0
    values: Mapping[str, float] = field(default_factory=dict)
    counting: Mapping[str, bool] = field(default_factory=dict)
    off: frozenset[str] = frozenset()

    def __getitem__(self, threshold: Threshold) -> float:
        return self.values.get(threshold.key, threshold.default)

    def advisory(self, rule_id: str, default: bool) -> bool:
        """Is a finding of this rule advice only? `default` is the rule's own word."""
        return not self.counting.get(rule_id, not default)


AS_WRITTEN = Presets()
