"""What judging a turn of pages needs besides the pages, loaded at once before they are visited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from catalog_app.checks.page_dates import PageDates
from catalog_app.checks.rules.facts import NOWHERE, UNSEEN, PageHistory, Place, TriggerFact
from catalog_app.checks.rules.presets import AS_WRITTEN, Presets
from catalog_app.checks.services.histories import (
    dates_of,
    histories_of,
    trigger_facts,
    workday_calendar,
)
from catalog_app.checks.services.places_known import places_of
from catalog_app.checks.services.presets import presets_in_force
from catalog_app.checks.services.targets import PlannedPage
from catalog_app.database import session
from domains.workdays import WorkdayCalendar


@dataclass(frozen=True, slots=True)
class Surroundings:
    """`places` by entry id, `histories` by web page id, `triggers` and `dates` by entry id;
    what is not in them is as nothing known."""

    presets: Presets = AS_WRITTEN
    calendar: WorkdayCalendar = field(default_factory=WorkdayCalendar)
    places: Mapping[int, Place] = field(default_factory=dict)
    histories: Mapping[int, PageHistory] = field(default_factory=dict)
    triggers: Mapping[int, tuple[TriggerFact, ...]] = field(default_factory=dict)
    dates: Mapping[int, Sequence[PageDates]] = field(default_factory=dict)

    def place(self, entry_id: int) -> Place:
        return self.places.get(entry_id, NOWHERE)

    def history(self, web_page_id: int) -> PageHistory:
        return self.histories.get(web_page_id, UNSEEN)

    def elsewhere(self, entry_id: int, url: str) -> tuple[date, ...] | None:
        """Dates on the entry's pages other than this one; None where it has no other."""
        others = [page for page in self.dates.get(entry_id, ()) if page.url != url]
        return tuple(page.shown for page in others if page.shown) if others else None


def surroundings_of(pages: Mapping[str, PlannedPage]) -> Surroundings:
    """For these pages by address; a fixed number of queries however many pages."""
    current = session()
    entry_ids = {target.entry_id for page in pages.values() for target in page.targets}
    return Surroundings(
        presets=presets_in_force(current),
        calendar=workday_calendar(current),
        places=places_of(current, pages),
        histories=histories_of(current, [page.web_page_id for page in pages.values()]),
        triggers=trigger_facts(current, entry_ids),
        dates=dates_of(current, entry_ids),
    )
