"""Months, quarters, half-years and years of the calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domains.periods import MONTHS, period_of, period_unit
from domains.time_limit import parse


@pytest.mark.parametrize(
    ("unit", "name", "end"),
    [
        ("month", "2026年11月", date(2026, 11, 30)),
        ("quarter", "2026年第四季度", date(2026, 12, 31)),
        ("half_year", "2026年下半年", date(2026, 12, 31)),
        ("year", "2026年", date(2026, 12, 31)),
    ],
)
def test_a_day_lies_in_a_period_of_each_kind(unit: str, name: str, end: date) -> None:
    period = period_of(date(2026, 11, 20), unit)
    assert (period.name, period.end) == (name, end)


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.sampled_from(list(MONTHS)))
def test_periods_follow_one_another_without_gap(day: date, unit: str) -> None:
    period = period_of(day, unit)
    assert period.start <= day <= period.end
    assert period.next.start == period.end + timedelta(days=1)
    assert period.next.previous == period
    assert period_of(period.end, unit) == period


@pytest.mark.parametrize(
    ("phrase", "unit"),
    [
        ("每季度公开一次", "quarter"),
        ("每三个月上墙公布一次", "quarter"),
        ("每季度第一个月的10日前", "quarter"),
        ("每月后10个工作日内公开", "month"),
        ("半年至少更新1次", "half_year"),
        ("年公开", "year"),
        ("信息形成之日起20个工作日内", None),
        ("长期公开", None),
    ],
)
def test_periodic_limits_count_in_periods_of_the_calendar(phrase: str, unit: str | None) -> None:
    assert period_unit(parse(phrase).parts[0]) == unit
