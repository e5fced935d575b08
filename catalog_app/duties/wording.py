"""Duties in the words of the screens."""

from __future__ import annotations

from datetime import date

STATE_NAMES = {
    "late": "已过期",
    "reminder": "过期提醒",
    "soon": "快到期",
    "coming": "未到期",
    "done": "已公开",
}
STATE_TONES = {"late": "bad", "reminder": "ask", "soon": "ask", "coming": "none", "done": "ok"}
GAP_NAME = "没有到期日"
PROVISIONAL = "节假日安排还没有公布，日期是暂定的"
SOFT = "这一条只作提醒"
WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")


def weekday(day: date) -> str:
    """周一 to 周日."""
    return WEEKDAYS[day.weekday()]
