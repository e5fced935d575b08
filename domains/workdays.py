"""Working days by the State Council's holiday notices (the chinesecalendar package, from 2004).

An office's own table of days wins over them. Past the last year the package knows, Monday to
Friday count as working days and the answer is provisional.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

import chinese_calendar

ONE_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True)
class WorkdayCalendar:
    """Tells working days from rest days. `extra_days`: True for a working day, False for a rest.

    `settled_years` are years whose notice is out and stands in `extra_days` as a whole: their other
    days are ordinary ones, and sure.
    """

    extra_days: Mapping[date, bool] = field(default_factory=dict)
    settled_years: frozenset[int] = frozenset()

    def is_workday(self, day: date) -> bool:
        if day in self.extra_days:
            return self.extra_days[day]
        known = _by_notice(day)
        return day.weekday() < _SATURDAY if known is None else known

    def provisional(self, day: date) -> bool:
        """Whether no notice and no entry of the table says what this day is."""
        told = day in self.extra_days or day.year in self.settled_years
        return not told and _by_notice(day) is None

    def add_workdays(self, start: date, workdays: int) -> date:
        """The last of the given number of working days after `start`, which is not counted.

        A negative number counts back.
        """
        day, left = start, abs(workdays)
        step = ONE_DAY if workdays >= 0 else -ONE_DAY
        while left > 0:
            day += step
            left -= self.is_workday(day)
        return day

    def next_workday(self, day: date) -> date:
        """The day itself, or the first working day after a rest day."""
        while not self.is_workday(day):
            day += ONE_DAY
        return day


def _by_notice(day: date) -> bool | None:
    """What the published holiday notices say of a day; None outside their years."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return None
