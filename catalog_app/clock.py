"""The only place that reads the clock, and the one that turns UTC into China time for screens."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8), "中国标准时间")


def utc_now() -> datetime:
    return datetime.now(UTC)


def in_china(at: datetime) -> datetime:
    return at.astimezone(CHINA)


def china_date(at: datetime) -> date:
    """The calendar day in China on which `at` falls; rules count days by it."""
    return in_china(at).date()
