"""When a limit ends, by the phrases of real catalogues."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domains.due_dates import DueDate, due
from domains.time_limit import parse
from domains.workdays import WorkdayCalendar

CALENDAR = WorkdayCalendar()
TABLE = Path(__file__).parent / "time_limits.tsv"
SEEN = [line.split("\t")[0] for line in TABLE.read_text(encoding="utf-8").splitlines()[1:]]


def due_of(phrase: str, trigger: date, calendar: WorkdayCalendar = CALENDAR) -> DueDate | None:
    (part,) = parse(phrase).parts
    return due(part, trigger, calendar)


@pytest.mark.parametrize(
    ("phrase", "trigger", "end"),
    [
        # the start day is not counted; 26 and 27 September 2026 are a weekend, 25 a holiday
        ("信息形成或变更之日起20个工作日内", date(2026, 9, 18), date(2026, 10, 22)),
        ("批准后20日内", date(2026, 6, 1), date(2026, 6, 22)),  # the 21st is a Sunday
        ("批准后20日内", date(2026, 5, 20), date(2026, 6, 9)),
        ("批准后20日内", date(2026, 9, 11), date(2026, 10, 8)),  # 1 to 7 October are off
        ("国务院重要信息发布后24小时内", date(2026, 6, 2), date(2026, 6, 3)),
        ("更改内容后一周内", date(2026, 6, 2), date(2026, 6, 9)),
        ("信息形成之日起2个月内", date(2025, 12, 31), date(2026, 2, 28)),
        ("公示期不少于7个工作日", date(2026, 6, 1), date(2026, 6, 10)),
        ("公告时间不得少于30日", date(2026, 5, 8), date(2026, 6, 8)),  # the 7th is a Sunday
        ("在组织听证7个工作日前予以公开", date(2026, 6, 10), date(2026, 6, 1)),
        ("提前一周发通知邀请", date(2026, 6, 10), date(2026, 6, 3)),
        ("每季度的首个月20日", date(2026, 8, 15), date(2026, 7, 20)),
        ("每季度的首个月20日", date(2026, 4, 1), date(2026, 4, 20)),
        ("每月10日前公布", date(2026, 6, 25), date(2026, 6, 10)),
        ("每月后10个工作日内公开", date(2026, 5, 31), date(2026, 6, 12)),
        ("每季度结束后15日内", date(2026, 2, 3), date(2026, 4, 15)),
        ("每年1月31日前", date(2025, 8, 1), date(2025, 2, 5)),  # a Friday of the Spring Festival
        ("月公开", date(2026, 5, 12), date(2026, 6, 12)),
        ("每三个月上墙公布一次", date(2026, 3, 10), date(2026, 6, 10)),
        ("每季度公布一次", date(2026, 3, 10), date(2026, 6, 10)),
        ("半年公布一次", date(2025, 12, 10), date(2026, 6, 10)),
        ("年公开", date(2024, 2, 29), date(2025, 2, 28)),
        ("同政策文件同步发布", date(2026, 6, 2), date(2026, 6, 2)),
    ],
)
def test_a_limit_ends_on_its_day(phrase: str, trigger: date, end: date) -> None:
    assert due_of(phrase, trigger) == DueDate(end)


def test_promptly_is_a_soft_limit_of_twenty_workdays() -> None:
    assert due_of("及时公开", date(2026, 9, 18)) == DueDate(date(2026, 10, 22), soft=True)


def test_a_bare_number_and_at_once_only_warn() -> None:
    assert due_of("20个工作日", date(2026, 9, 18)) == DueDate(date(2026, 10, 22), soft=True)
    assert due_of("实时公开", date(2026, 10, 1)) == DueDate(date(2026, 10, 8), soft=True)


@pytest.mark.parametrize(
    "phrase", ["长期公开", "按进展情况及时公开", "同上", "按卫健委要求单独公开"]
)
def test_a_limit_that_ends_on_no_day_has_no_due_date(phrase: str) -> None:
    assert due_of(phrase, date(2026, 6, 1)) is None


def test_an_end_in_a_year_without_a_notice_is_provisional() -> None:
    assert due_of("信息形成20个工作日内", date(2030, 1, 2)) == DueDate(date(2030, 1, 30), True)
    assert due_of("批准后20日内", date(2030, 1, 2)) == DueDate(date(2030, 1, 22), True)


def test_the_offices_own_table_moves_the_end() -> None:
    snow_day = WorkdayCalendar({date(2026, 10, 22): False})
    limit = "信息形成20个工作日内"
    assert due_of(limit, date(2026, 9, 18), snow_day) == DueDate(date(2026, 10, 23))


PHRASES = ["信息形成20个工作日内", "批准后20日内", "信息变更后1个月内", "及时公开", "月公开"]


@given(st.sampled_from(PHRASES), st.dates(date(2010, 1, 1), date(2040, 1, 1)))
def test_a_limit_ends_after_it_starts_and_on_a_working_day(phrase: str, trigger: date) -> None:
    end = due_of(phrase, trigger)
    assert end is not None
    assert end.date > trigger
    assert CALENDAR.is_workday(end.date)


@given(st.sampled_from(SEEN), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_every_seen_limit_has_a_due_date_or_plainly_none(phrase: str, trigger: date) -> None:
    for part in parse(phrase).parts:
        end = due(part, trigger, CALENDAR)
        assert (end is None) is (part.kind in {"continuous", "staged", "ditto", "manual"})
