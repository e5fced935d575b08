"""When a time limit ends (民法典第二百条至第二百零三条; 政府信息公开条例第二十六条).

The start day is not counted. An end in calendar days, weeks, months or years that falls on a rest
day moves to the next working day; working days come from the calendar.
"""

from __future__ import annotations

import calendar as months
from dataclasses import dataclass
from datetime import date, timedelta

from domains.time_limit_part import LimitPart
from domains.workdays import ONE_DAY, WorkdayCalendar

PROMPT_WORKDAYS = 20  # 及时公开 names no number: the ordinance's 20 working days, as a warning only
_MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
_HOURS_A_DAY = 24


@dataclass(frozen=True)
class DueDate:
    """The last day on which the limit is kept.

    provisional: the holiday notice of a counted year is not out yet. soft: the limit names no
    number or no start of its own, so that a late page is a warning, no fault.
    """

    date: date
    provisional: bool = False
    soft: bool = False


def due(part: LimitPart, trigger: date, calendar: WorkdayCalendar) -> DueDate | None:
    """The day one limit ends, counted from `trigger`; None for a kind that ends on no day.

    trigger: the day the clock starts (the part's `trigger` says which); for `before` the day of
    the event; for `periodic` with a period any day of that period, else the last publication.
    The result of `show` is the last day the page must still be up.
    """
    if part.kind in ("within", "show"):
        soft = part.trigger == "unspecified"
        return _counted(part.amount or 0, part.unit, trigger, calendar, soft=soft)
    if part.kind == "before":
        return _before(part, trigger, calendar)
    if part.kind == "periodic":
        return _periodic(part, trigger, calendar)
    if part.kind == "prompt":
        return _counted(PROMPT_WORKDAYS, "workday", trigger, calendar, soft=True)
    if part.kind in ("realtime", "sync"):
        return _ending(trigger, calendar, soft=part.kind == "realtime")
    return None


def _counted(
    amount: int, unit: str | None, start: date, calendar: WorkdayCalendar, *, soft: bool = False
) -> DueDate:
    if unit == "workday":
        end = calendar.add_workdays(start, amount)
        return DueDate(end, _provisional_between(start, end, calendar), soft)
    return _ending(_later(start, amount, unit), calendar, soft=soft)


def _later(start: date, amount: int, unit: str | None) -> date:
    if unit == "hour":
        return start + timedelta(days=-(-amount // _HOURS_A_DAY))
    if unit in ("day", "week"):
        return start + timedelta(days=amount * (7 if unit == "week" else 1))
    return _months_later(start, amount * _MONTHS[unit or "month"])


def _months_later(start: date, count: int) -> date:
    """The same day of a later month, or that month's last day (民法典第二百零二条)."""
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    last = months.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last))


def _before(part: LimitPart, event: date, calendar: WorkdayCalendar) -> DueDate:
    amount = part.amount or 0
    if part.unit == "workday":
        day = calendar.add_workdays(event, -amount)
        return DueDate(day, _provisional_between(day, event, calendar))
    return DueDate(_later(event, -amount, part.unit))


def _periodic(part: LimitPart, day: date, calendar: WorkdayCalendar) -> DueDate:
    amount = part.amount or 1
    if part.unit == "date_of_year":
        return _ending(_day_of_month(day.year, amount // 100, amount % 100), calendar)
    if part.period is None:
        return _counted(amount, part.unit, day, calendar)
    first = _period_start(day, _MONTHS[part.period])
    if part.unit == "day_of_first_month":
        return _ending(_day_of_month(first.year, first.month, amount), calendar)
    last = _months_later(first, _MONTHS[part.period]) - ONE_DAY
    return _counted(amount, part.unit, last, calendar)


def _period_start(day: date, length: int) -> date:
    """The first day of the month, quarter, half-year or year (in months) the day lies in."""
    return date(day.year, (day.month - 1) // length * length + 1, 1)


def _day_of_month(year: int, month: int, day: int) -> date:
    """That day, or the month's last one; a month or day no calendar has is the nearest it has."""
    month = min(max(month, 1), 12)
    return date(year, month, min(max(day, 1), months.monthrange(year, month)[1]))


def _ending(end: date, calendar: WorkdayCalendar, *, soft: bool = False) -> DueDate:
    moved = calendar.next_workday(end)
    return DueDate(moved, _provisional_between(end - ONE_DAY, moved, calendar), soft)


def _provisional_between(start: date, end: date, calendar: WorkdayCalendar) -> bool:
    days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    return any(calendar.provisional(day) for day in days)
