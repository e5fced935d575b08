"""A week of one place on paper: what was found, what was solved, what is still to do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select

from catalog_app.checks.models import FINDING_STATES, Finding, FindingEvent
from catalog_app.checks.rules import ALL_RULES
from catalog_app.checks.services.finding_filter import (
    OWNER,
    WITH_PLACE,
    FindingFilter,
    china_midnight,
    is_overdue,
    matching,
    narrowed,
    ordered,
)
from catalog_app.database import session
from catalog_app.regions.models import Region

LISTED_MAX = 100
STEPS = ("confirmed", "contested", "waived", "fixed")
NEW, OPEN = "new", "open"
EACH = func.count(Finding.id.distinct())
"""A finding that took the same step twice in a week counts once."""


@dataclass(frozen=True, slots=True)
class Line:
    """One rule's or organization's week: figures by "new", "confirmed", "contested", "waived",
    "fixed" (in the week) and "open" (now)."""

    title: str
    figures: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Week:
    """`monday` to `sunday` in `region`; the lists hold at most LISTED_MAX findings that are open
    now."""

    region: Region
    monday: date
    figures: Mapping[str, int]
    rules: Sequence[Line]
    owners: Sequence[Line]
    confirmed: Sequence[Finding] = field(default_factory=list)
    overdue: Sequence[Finding] = field(default_factory=list)

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)


def week_of(user: Any, region: Region, day: date, *, today: date) -> Week:
    """The week that `day` falls in, as far as the user may see; a fixed number of queries."""
    monday = day - timedelta(days=day.weekday())
    place = FindingFilter(region_id=region.id, states=FINDING_STATES, today=today)
    now_open = FindingFilter(region_id=region.id, today=today)
    cells = _cells(user, place, now_open, monday)
    late = matching(user, now_open).where(is_overdue(today))
    sure = matching(user, FindingFilter(region_id=region.id, states=("confirmed",)))
    return Week(
        region=region,
        monday=monday,
        figures=_summed(cells, lambda _owner, _rule: "")[""],
        rules=[
            Line(ALL_RULES[rule].title, figures)
            for rule, figures in _most_open(_summed(cells, lambda _owner, rule: rule))
        ],
        owners=[
            Line(owner, figures)
            for owner, figures in _most_open(_summed(cells, lambda owner, _rule: owner))
        ],
        confirmed=_listed(sure),
        overdue=_listed(late),
    )


Cells = Mapping[tuple[str, str, str], int]


def _cells(user: Any, place: FindingFilter, now_open: FindingFilter, monday: date) -> Cells:
    """(organization, rule, figure) → number."""
    start, end = china_midnight(monday), china_midnight(monday + timedelta(days=7))
    keys = (OWNER, Finding.rule_id)
    cells: dict[tuple[str, str, str], int] = defaultdict(int)
    fresh = narrowed(select(*keys, func.count()), user, place)
    fresh = fresh.where(Finding.first_seen >= start, Finding.first_seen < end)
    for owner, rule, number in session().execute(fresh.group_by(*keys)):
        cells[owner, rule, NEW] += number
    still = narrowed(select(*keys, func.count()), user, now_open)
    for owner, rule, number in session().execute(still.group_by(*keys)):
        cells[owner, rule, OPEN] += number
    steps = narrowed(select(*keys, FindingEvent.to_state, EACH), user, place)
    steps = steps.join(FindingEvent, FindingEvent.finding_id == Finding.id).where(
        FindingEvent.kind == "state",
        FindingEvent.to_state.in_(STEPS),
        ~_upheld(),
        FindingEvent.at >= start,
        FindingEvent.at < end,
    )
    for owner, rule, state, number in session().execute(
        steps.group_by(*keys, FindingEvent.to_state)
    ):
        cells[owner, rule, state] += number
    return cells


def _upheld() -> ColumnElement[bool]:
    """Confirmed again after an objection: known before, so nothing newly confirmed."""
    before = func.coalesce(FindingEvent.from_state, "")
    return and_(FindingEvent.to_state == "confirmed", before == "contested")


def _summed(cells: Cells, key: Any) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys((NEW, *STEPS, OPEN), 0))
    for (owner, rule, figure), number in cells.items():
        found[key(owner, rule)][figure] += number
    return found


def _most_open(summed: Mapping[str, dict[str, int]]) -> list[tuple[str, dict[str, int]]]:
    return sorted(summed.items(), key=lambda each: (-each[1][OPEN], -each[1][NEW], each[0]))


def _listed(query: Any) -> Sequence[Finding]:
    shown = ordered(query.options(*WITH_PLACE), "worst").limit(LISTED_MAX)
    return session().scalars(shown).all()
