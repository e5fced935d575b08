"""What one turn on a host begins with: the pages, what is kept of them, what judging them needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from catalog_app.checks.services.kept import KeptPage, kept_pages
from catalog_app.checks.services.surroundings import Surroundings, surroundings_of
from catalog_app.checks.services.targets import PlannedPage, planned_pages


@dataclass(frozen=True, slots=True)
class TurnPlan:
    """Pages and what is kept of them by address; no pages when nothing is left."""

    pages: Mapping[str, PlannedPage]
    kept: Mapping[str, KeptPage]
    around: Surroundings


def plan_turn(run_id: int, host: str, *, limit: int, today: date) -> TurnPlan:
    """At most `limit` pages of the host; a fixed number of statements however many they are."""
    pages = planned_pages(run_id, host, limit=limit)
    return TurnPlan(pages, kept_pages(pages, today=today), surroundings_of(pages))
