"""Duties as an iCalendar file (RFC 5545): all-day events with an alarm some working days before."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from catalog_app.duties.models import Duty
from catalog_app.duties.reckoning import Now
from domains.workdays import WorkdayCalendar

PRODUCT = "-//Jilin disclosure catalogue//duties//ZH"
WARNED_WORKDAYS = 3
MORNING = timedelta(hours=9)
ONE_DAY = timedelta(days=1)
MARKS = {"done": "已公开：", "late": "已过期：", "reminder": "提醒："}
REFRESH = timedelta(hours=12)


def as_calendar(
    title: str,
    duties: Iterable[Duty],
    calendar: WorkdayCalendar,
    *,
    at: datetime,
    today: date,
    address: Callable[[Duty], str],
) -> bytes:
    """The file. `address` gives the page of a duty's entry. No person is named in it."""
    found = Calendar()
    found.add("prodid", PRODUCT)
    found.add("version", "2.0")
    found.add("calscale", "GREGORIAN")
    found.add("method", "PUBLISH")
    found.add("name", title)
    found.add("x-wr-calname", title)
    found.add("x-wr-timezone", "Asia/Shanghai")
    found.add("refresh-interval", REFRESH)
    for duty in duties:
        if duty.due is not None:
            event = _event(duty, duty.due, address(duty), at=at, today=today)
            if duty.done_on is None:
                event.add_component(_alarm(duty, duty.due, calendar))
            found.add_component(event)
    return bytes(found.to_ical())


def uid(duty: Duty) -> str:
    """The same at every reckoning of the same duty."""
    digest = hashlib.blake2b(f"{duty.entry_id}:{duty.key}".encode(), digest_size=12).hexdigest()
    return f"{digest}@duties.disclosure-catalog"


def _event(duty: Duty, day: date, link: str, *, at: datetime, today: date) -> Event:
    event = Event()
    event.add("uid", uid(duty))
    event.add("dtstamp", at)
    event.add("dtstart", day)
    event.add("dtend", day + ONE_DAY)
    event.add("summary", MARKS.get(duty.state(Now(today, today)), "") + duty.what)
    event.add("description", _description(duty, link))
    event.add("location", f"{duty.region.name} {duty.owner}".strip())
    event.add("url", link)
    event.add("categories", ["政务公开"])
    event.add("transp", "TRANSPARENT")
    event.add("status", "CONFIRMED")
    return event


def _description(duty: Duty, link: str) -> str:
    lines = [f"公开时限：{duty.limit_words}。"]
    lines += ["节假日安排还没有公布，日期是暂定的。"] if duty.provisional else []
    lines += [f"查看事项：{link}"]
    return "\n".join(lines)


def _alarm(duty: Duty, day: date, calendar: WorkdayCalendar) -> Alarm:
    """At nine in the morning, so many working days before."""
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", f"将到期：{duty.what}")
    alarm.add("trigger", calendar.add_workdays(day, -WARNED_WORKDAYS) - day + MORNING)
    return alarm
