"""T04 and T05: what is to be shown for a time, or for good, stays up."""

from __future__ import annotations

from datetime import date, timedelta

from catalog_app.checks.page import PageReading
from catalog_app.checks.rules.links import FAILED, READ
from catalog_app.checks.rules.model import (
    MET,
    NOT_CHECKED,
    Judgement,
    LinkRule,
    LinkSubject,
    Severity,
    cannot_judge,
    not_met,
)
from catalog_app.checks.rules.presets import Threshold
from domains.due_dates import DueDate, due
from domains.time_limit import parse

UNREACHABLE_DAYS = Threshold("T05.days", "连续多少天打不开才算消失", 3, 1, 60, "天")


def shown_long_enough(subject: LinkSubject) -> Judgement:
    """T04: a public notice stays up through its last day.

    Certain only where the page says when it was published and is seen gone before that day; of one
    that went between two visits nobody can say when.
    """
    end = _last_day(subject)
    if end is None:
        return NOT_CHECKED
    last = subject.history.last_good
    told = {"last_day": str(end.date), "last_seen": str(last) if last else None}
    if not _gone(subject):
        over = subject.today >= end.date and subject.visit.outcome in READ
        return (
            Judgement(MET.verdict, f"应公示到 {end.date}，现在还在。", told)
            if over
            else NOT_CHECKED
        )
    if last is None:
        return NOT_CHECKED
    if last >= end.date:
        return Judgement(MET.verdict, f"公示到了最后一天（{end.date}）。", told)
    if subject.today > end.date or end.provisional:
        return cannot_judge(f"应公示到 {end.date}，{last} 还在，哪一天撤下的不知道。", **told)
    return not_met(f"应公示到 {end.date}，{last} 还在，{subject.today} 已经撤下。", **told)


def _last_day(subject: LinkSubject) -> DueDate | None:
    """The last day the page must be up, by the longest display the limit names; None where the
    limit names none, or the page never said when it was published."""
    parts = [p for p in parse(subject.entry.time_limit or "").parts if p.kind == "show"]
    start = _first_day(subject)
    if start is None:
        return None
    ends = (due(part, start, subject.calendar) for part in parts)
    return max((end for end in ends if end), key=lambda end: end.date, default=None)


def _first_day(subject: LinkSubject) -> date | None:
    page = subject.page
    if page is not None and page.kind == "article" and page.published:
        return page.published
    return subject.history.published[-1] if subject.history.published else None


def still_there(subject: LinkSubject) -> Judgement:
    """T05: what is to be public for good, and once was, still opens. A refused robot says nothing."""
    parts = parse(subject.entry.time_limit or "").parts
    last = subject.history.last_good
    if last is None or not any(part.kind == "continuous" for part in parts):
        return NOT_CHECKED
    told = {"last_seen": str(last)}
    if _gone(subject):
        return not_met(f"应长期公开，{last} 还能打开，现在已经没有了。", **told)
    if subject.visit.outcome in FAILED:
        waits = timedelta(days=subject.presets[UNREACHABLE_DAYS])
        if subject.today - last > waits:
            return not_met(f"应长期公开，{last} 以后一直打不开。", **told)
        return cannot_judge(f"应长期公开，现在打不开，{last} 还能打开。", **told)
    return MET if subject.visit.outcome in READ and _is_page(subject.page) else NOT_CHECKED


def _gone(subject: LinkSubject) -> bool:
    """404, 410, or a page that only says it is not there."""
    page = subject.page
    if subject.visit.outcome == "dead":
        return page is None or (page.kind != "blocked" and page.refused is None)
    return subject.visit.outcome in READ and page is not None and page.kind == "error"


def _is_page(page: PageReading | None) -> bool:
    return page is not None and page.kind not in {"blocked", "redirect"} and page.refused is None


RULES = (
    LinkRule(
        "T04",
        1,
        Severity.ERROR,
        "公示期是否够",
        "写明公示多少天的，网页应一直保留到最后一天。只有看到它提前撤下才判断。",
        "请恢复发布，公示满规定的天数。",
        judge=shown_long_enough,
    ),
    LinkRule(
        "T05",
        1,
        Severity.ERROR,
        "长期公开的是否还在",
        "写明长期公开的，曾经能打开的网页不应消失。",
        "请恢复网页；换了地方的，更换链接。",
        thresholds=(UNREACHABLE_DAYS,),
        judge=still_there,
    ),
)
