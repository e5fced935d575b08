"""How far a rule can be trusted, by what reviewers decided about its findings. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

ENOUGH = 20
"""Fewer decisions say too little."""
TRUSTED = 0.8
"""From this share on a rule may count; the whole interval must lie above it (or below it)."""
Z = 1.959964
"""The normal distribution's quantile for an interval that holds the truth in 95 of 100 cases."""


@dataclass(frozen=True, slots=True)
class Precision:
    """`right` findings upheld, or solved after they were confirmed; `wrong` ones waived."""

    right: int = 0
    wrong: int = 0

    @property
    def total(self) -> int:
        return self.right + self.wrong

    @property
    def share(self) -> float:
        return self.right / self.total if self.total else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        return wilson(self.right, self.total)

    @property
    def is_enough(self) -> bool:
        return self.total >= ENOUGH

    @property
    def is_trusted(self) -> bool:
        """Surely right often enough to count."""
        return self.is_enough and self.interval[0] >= TRUSTED

    @property
    def is_doubted(self) -> bool:
        """Surely wrong too often to count."""
        return self.is_enough and self.interval[1] < TRUSTED


def wilson(right: int, total: int) -> tuple[float, float]:
    """The 95 % interval of a share after Wilson (1927): (low, high), also for few cases and for
    shares of 0 and 1. Without any case it is everything: (0, 1)."""
    if total <= 0:
        return 0.0, 1.0
    share, weight = right / total, Z * Z / total
    middle = (share + weight / 2) / (1 + weight)
    reach = Z * sqrt(share * (1 - share) / total + weight / (4 * total)) / (1 + weight)
    return max(0.0, middle - reach), min(1.0, middle + reach)
