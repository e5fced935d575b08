"""Open findings side by side: which rules are missed most, which counties have most to do."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from catalog_app.checks.models import FINDING_STATES, Finding
from catalog_app.checks.rules import ALL_RULES
from catalog_app.checks.services.finding_filter import FindingFilter, narrowed
from catalog_app.database import session
from catalog_app.regions.models import Region, RegionLevel

COUNTY_LEVELS = (RegionLevel.COUNTY, RegionLevel.PREFECTURE, RegionLevel.PROVINCE)


@dataclass(frozen=True, slots=True)
class Bar:
    """One rule or county: its name, the arguments of its own list, and its number by state."""

    title: str
    asks: dict[str, str]
    states: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.states.values())


def compared(user: Any, wanted: FindingFilter, by: str) -> Sequence[Bar]:
    """Bars by "rule" or "county", the longest first. What lies below a county is its own."""
    key = Finding.rule_id if by == "rule" else Region.path
    query = narrowed(select(key, Finding.state, func.count()), user, wanted)
    rows = session().execute(query.group_by(key, Finding.state)).all()
    if by == "rule":
        return _bars(
            {(rule, state): number for rule, state, number in rows},
            {rule: (ALL_RULES[rule].title, {"rule": rule}) for rule, _, _ in rows},
        )
    return _by_county(rows)


def _by_county(rows: Sequence[Any]) -> Sequence[Bar]:
    ids = {int(part) for path, _, _ in rows for part in path.strip("/").split("/")}
    upper = select(Region).where(Region.id.in_(ids), Region.level.in_(COUNTY_LEVELS))
    places = {str(region.id): region for region in session().scalars(upper)}
    counted: Counter[tuple[str, str]] = Counter()
    for path, state, number in rows:
        lowest = [part for part in path.strip("/").split("/") if part in places][-1]
        counted[lowest, state] += number
    return _bars(counted, {key: (each.name, {"region": each.code}) for key, each in places.items()})


def _bars(
    counted: dict[tuple[str, str], int], named: dict[str, tuple[str, dict[str, str]]]
) -> Sequence[Bar]:
    states: dict[str, dict[str, int]] = defaultdict(dict)
    for (key, state), number in counted.items():
        states[key][state] = number
    bars = [
        Bar(*named[key], {state: each[state] for state in FINDING_STATES if state in each})
        for key, each in states.items()
    ]
    return sorted(bars, key=lambda bar: (-bar.total, bar.title))
