"""A month as a grid of weeks, Monday first. Pure."""

from __future__ import annotations

import re
from calendar import Calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from domains.workdays import WorkdayCalendar

WRITTEN = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Month:
    year: int
    number: int

    @property
    def first(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        return self.next.first - ONE_DAY

    @property
    def next(self) -> Month:
        return self._moved(1)

    @property
    def previous(self) -> Month:
        return self._moved(-1)

    @property
    def name(self) -> str:
        return f"{self.year}年{self.number}月"

    def __str__(self) -> str:
        return f"{self.year}-{self.number:02d}"

    def _moved(self, months: int) -> Month:
        year, month = divmod(self.year * 12 + self.number - 1 + months, 12)
        return Month(year, month + 1)


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the grid: whether it is of the month, one works on it, and that is sure; how many
    duties end on it, by state."""

    day: date
    inside: bool
    is_workday: bool
    provisional: bool
    counts: Mapping[str, int]


def month_of(day: date) -> Month:
    """The month a day lies in."""
    return Month(day.year, day.month)


def written_month(text: str | None) -> Month | None:
    """2026-11; None for anything else."""
    found = WRITTEN.fullmatch(text or "")
    return Month(int(found[1]), int(found[2])) if found else None


def grid(
    month: Month, calendar: WorkdayCalendar, counts: Mapping[date, Mapping[str, int]]
) -> Sequence[Sequence[Day]]:
    """The weeks that touch the month."""
    return [
        [
            Day(
                day,
                inside=day.month == month.number,
                is_workday=calendar.is_workday(day),
                provisional=calendar.provisional(day),
                counts=counts.get(day, {}) if day.month == month.number else {},
            )
            for day in week
        ]
        for week in Calendar().monthdatescalendar(month.year, month.number)
    ]
