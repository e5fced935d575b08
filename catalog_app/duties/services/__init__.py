"""Use cases of the calendar of duties."""

from catalog_app.catalogs.services import when_entries_change
from catalog_app.checks.services import carry_out_too
from catalog_app.checks.services.listeners import when_judged
from catalog_app.duties.reckoning import Now
from catalog_app.duties.services.days import (
    remove_day,
    set_days,
    settle_year,
    settled_years,
    special_days,
)
from catalog_app.duties.services.feeds import feed_content, feeds_of, make_feed, revoke_feed
from catalog_app.duties.services.following import note_entries
from catalog_app.duties.services.listing import (
    DutyFilter,
    Share,
    by_day,
    compared,
    counts,
    duties_page,
    duties_rows,
    of_entries,
    owners_of,
    present,
)
from catalog_app.duties.services.recalculating import RECALCULATING, change_to_follow
from catalog_app.duties.services.reckoning import reckon_all, reckon_catalogs, reckon_entries
from catalog_app.duties.services.triggers import (
    add_trigger_day,
    remove_trigger_day,
    trigger_choices,
    trigger_days,
)

# Areas below this one tell it, without knowing it.
when_entries_change(note_entries)
when_judged(reckon_catalogs)
carry_out_too(RECALCULATING)

__all__ = [
    "DutyFilter",
    "Now",
    "Share",
    "add_trigger_day",
    "by_day",
    "change_to_follow",
    "compared",
    "counts",
    "duties_page",
    "duties_rows",
    "feed_content",
    "feeds_of",
    "make_feed",
    "note_entries",
    "of_entries",
    "owners_of",
    "present",
    "reckon_all",
    "reckon_catalogs",
    "reckon_entries",
    "remove_day",
    "remove_trigger_day",
    "revoke_feed",
    "set_days",
    "settle_year",
    "settled_years",
    "special_days",
    "trigger_choices",
    "trigger_days",
]
