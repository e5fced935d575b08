"""The periods that catalogues count in: months, quarters, half-years and years of the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from domains.time_limit_part import LimitPart

MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
_BY_MONTHS = {length: unit for unit, length in MONTHS.items()}
_QUARTERS = "一二三四"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """One month, quarter, half-year or year: its first day, and how many months it lasts."""

    start: date
    months: int

    @property
    def end(self) -> date:
        """Its last day."""
        return self.next.start - timedelta(days=1)

    @property
    def next(self) -> Period:
        return self._moved(self.months)

    @property
    def previous(self) -> Period:
        return self._moved(-self.months)

    @property
    def name(self) -> str:
        """2026年3月, 2026年第一季度, 2026年上半年, 2026年."""
        year, month = f"{self.start.year}年", self.start.month
        if self.months == MONTHS["month"]:
            return f"{year}{month}月"
        if self.months == MONTHS["quarter"]:
            return f"{year}第{_QUARTERS[month // 3]}季度"
        if self.months == MONTHS["half_year"]:
            return f"{year}{'上' if month == 1 else '下'}半年"
        return year

    def _moved(self, months: int) -> Period:
        year, month = divmod(self.start.year * 12 + self.start.month - 1 + months, 12)
        return Period(date(year, month + 1, 1), self.months)


def period_of(day: date, unit: str) -> Period:
    """The period of this unit (month, quarter, half_year, year) in which the day lies."""
    months = MONTHS[unit]
    return Period(date(day.year, (day.month - 1) // months * months + 1, 1), months)


def period_unit(part: LimitPart) -> str | None:
    """The calendar period a periodic limit counts in: every 3 months are a quarter; None for a
    limit that is not periodic, or counts in days, weeks or an odd number of months."""
    if part.kind != "periodic":
        return None
    if part.period is not None:
        return part.period
    return _BY_MONTHS.get((part.amount or 1) * MONTHS.get(part.unit or "", 0))
