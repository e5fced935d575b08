"""How soon the daily patrol comes back to a page. Pure: days in, days out.

A page that stays as it is, and of which nothing is to be said, is visited after 1, 2, 4 and then
every 7 days. Columns are visited daily (2022年政务公开工作要点 二), and so is whatever has a finding
or could not be judged; any change brings a page back to daily. Whoever asks for a check himself has
every page visited.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

STEPS = (1, 2, 4, 7)
DAILY = STEPS[0]
COLUMN_KINDS = frozenset(("list", "home", "empty_column"))


@dataclass(frozen=True, slots=True)
class Pace:
    """How a page is visited now: every so many days, last on that day (None: never)."""

    interval: int = DAILY
    seen_on: date | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """What the newest visit says of the page's pace. `column`: it was registered as a column, or is
    a list or a home page. `sound`: the link is in order and no finding is open."""

    changed: bool
    sound: bool
    column: bool


def next_pace(pace: Pace, look: Look, *, today: date) -> int:
    """The interval after this visit, in days. Several visits on one day count as one."""
    if look.changed or look.column or not look.sound:
        return DAILY
    if pace.seen_on is None:
        return DAILY
    if pace.seen_on >= today:
        return pace.interval
    return next((days for days in STEPS if days > pace.interval), STEPS[-1])


def due_on(page_id: int, before: int, interval: int, *, today: date) -> date:
    """The day of the next visit. Where the interval has just grown, pages are spread over its days
    by their number, so that those first seen on one day do not all come back on one."""
    spread = page_id % interval if interval > before else 0
    return today + timedelta(days=interval - spread)
