"""What judging a turn of pages needs besides the pages, loaded at once before they are visited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from catalog_app.checks.rules.facts import NOWHERE, UNSEEN, PageHistory, Place
from catalog_app.checks.rules.presets import AS_WRITTEN, Presets
from catalog_app.checks.services.presets import presets_in_force
from catalog_app.checks.services.targets import PlannedPage
from catalog_app.database import session
from domains.workdays import WorkdayCalendar


@dataclass(frozen=True, slots=True)
class Surroundings:
    """`places` by entry id, `histories` by web page id, `item_names` (how many different items link
    to it) by address; what is not in them is as nothing known."""

    presets: Presets = AS_WRITTEN
    calendar: WorkdayCalendar = field(default_factory=WorkdayCalendar)
    places: Mapping[int, Place] = field(default_factory=dict)
    histories: Mapping[int, PageHistory] = field(default_factory=dict)
    item_names: Mapping[str, int] = field(default_factory=dict)

    def place(self, entry_id: int) -> Place:
        return self.places.get(entry_id, NOWHERE)

    def history(self, web_page_id: int) -> PageHistory:
        return self.histories.get(web_page_id, UNSEEN)


def surroundings_of(pages: Mapping[str, PlannedPage]) -> Surroundings:
    """For these pages by address; a fixed number of queries however many pages."""
    return Surroundings(presets=presets_in_force(session()))
