"""Working days, the office's own table and the years without a notice."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domains.workdays import WorkdayCalendar

NOTICES = WorkdayCalendar()
known_days = st.dates(date(2015, 1, 1), date(2026, 6, 30))


def test_a_moved_working_sunday_counts_and_a_national_day_does_not() -> None:
    assert NOTICES.is_workday(date(2026, 9, 20))
    assert not NOTICES.is_workday(date(2026, 10, 1))


def test_twenty_workdays_from_18_september_2026_end_on_22_october() -> None:
    assert NOTICES.add_workdays(date(2026, 9, 18), 20) == date(2026, 10, 22)


def test_the_offices_own_table_wins_over_the_notices() -> None:
    own = WorkdayCalendar({date(2026, 10, 1): True, date(2026, 9, 21): False})
    assert own.is_workday(date(2026, 10, 1))
    assert not own.is_workday(date(2026, 9, 21))
    assert own.add_workdays(date(2026, 9, 18), 20) == date(2026, 10, 22)
    assert own.add_workdays(date(2026, 9, 30), 1) == date(2026, 10, 1)


def test_past_the_last_notice_monday_to_friday_count_provisionally() -> None:
    friday, saturday = date(2035, 1, 5), date(2035, 1, 6)
    assert NOTICES.is_workday(friday)
    assert not NOTICES.is_workday(saturday)
    assert NOTICES.provisional(friday)
    assert not NOTICES.provisional(date(2026, 12, 31))


def test_a_day_entered_in_the_table_is_no_longer_provisional() -> None:
    spring_festival = date(2035, 2, 8)
    own = WorkdayCalendar({spring_festival: False})
    assert not own.is_workday(spring_festival)
    assert not own.provisional(spring_festival)


@pytest.mark.parametrize("day", [date(2026, 10, 3), date(2026, 10, 7)])
def test_a_rest_day_moves_on_to_the_first_day_after_the_holiday(day: date) -> None:
    assert NOTICES.next_workday(day) == date(2026, 10, 8)


@given(known_days, st.integers(0, 60))
def test_the_counted_end_is_a_workday_with_that_many_behind_it(start: date, count: int) -> None:
    end = NOTICES.add_workdays(start, count)
    between = [date.fromordinal(n) for n in range(start.toordinal() + 1, end.toordinal() + 1)]
    assert sum(map(NOTICES.is_workday, between)) == count
    assert count == 0 or NOTICES.is_workday(end)


@given(known_days, st.integers(1, 40))
def test_counting_back_undoes_counting_on_from_a_workday(day: date, count: int) -> None:
    start = NOTICES.next_workday(day)
    assert NOTICES.add_workdays(NOTICES.add_workdays(start, count), -count) == start


def test_a_year_the_office_entered_as_a_whole_is_sure() -> None:
    calendar = WorkdayCalendar({date(2030, 2, 4): False}, frozenset({2030}))
    assert not calendar.provisional(date(2030, 3, 5))
    assert calendar.is_workday(date(2030, 3, 5))
    assert not calendar.is_workday(date(2030, 2, 4))
    assert calendar.provisional(date(2031, 3, 5))
