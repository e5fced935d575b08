"""T03 and T06: a column is kept up, and no period is left out (国办秘函〔2019〕19号; 村民委员会组织法)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from catalog_app.checks.page import PageReading
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
from catalog_app.checks.rules.readable import readable
from domains.periods import MONTHS, Period, period_of, period_unit
from domains.time_limit import parse

NEWS_DAYS = Threshold("T03.news", "动态、要闻类栏目多少天没有更新", 14, 7, 183, "天")
NOTICE_DAYS = Threshold("T03.notices", "通知公告、政策文件类栏目多少天没有更新", 183, 30, 730, "天")
OTHER_DAYS = Threshold("T03.other", "其他栏目多少天没有更新就问一问", 365, 90, 1825, "天")
AFTER_PERIOD = Threshold(
    "T03.after_period", "定期公开的，满一期后再等多少个工作日", 10, 0, 60, "个工作日"
)
GRACE_DAYS = Threshold("T06.grace", "一期结束后多少天内补发的，算在这一期", 31, 0, 120, "天")
NEWS = re.compile(r"(?:动态|要闻|新闻)$")
NOTICES = re.compile(r"^(?:通知公告|公示公告|公告公示|公告通知|政策文件|政策法规|规范性文件)$")
FEW = 3
SHOWN = 6


def kept_up(subject: LinkSubject) -> Judgement:
    """T03: the newest entry of a column against how often the item, or its kind of column, must
    be brought up to date. A column of another kind is only asked about."""
    page = readable(subject)
    if isinstance(page, Judgement):
        return page
    newest = page.newest_item_date
    if page.kind != "list" or newest is None or newest > subject.today:
        return NOT_CHECKED
    allowed = _allowed(subject, page, newest)
    told = {"newest": str(newest), "title": page.title}
    if subject.today <= allowed.until:
        return Judgement(MET.verdict, f"最新一条是 {newest}。", told)
    if not _newest_first(page):
        return cannot_judge("列表不是新的在前，后面几页可能还有更新的。", **told)
    words = f"最新一条是 {newest}，已有 {(subject.today - newest).days} 天没有更新"
    if not allowed.sure:
        return cannot_judge(f"{words}。是没有新的信息吗？请人工看一眼。", **told)
    return not_met(f"{words}，{allowed.words}。", **told)


@dataclass(frozen=True, slots=True)
class _Allowed:
    """The last day on which the column still counts as kept up, and by what rule."""

    until: date
    words: str
    sure: bool = True


def _allowed(subject: LinkSubject, page: PageReading, newest: date) -> _Allowed:
    unit = _unit(subject)
    if unit is not None:
        wait = int(subject.presets[AFTER_PERIOD])
        end = subject.calendar.add_workdays(period_of(newest, unit).next.end, wait)
        return _Allowed(end, "按目录应每期公开一次")
    names = (page.title or "", page.column_name or "")
    for pattern, days in ((NEWS, NEWS_DAYS), (NOTICES, NOTICE_DAYS)):
        if any(pattern.search(name) for name in names):
            limit = int(subject.presets[days])
            return _Allowed(newest + timedelta(days=limit), f"这类栏目应在 {limit} 天内更新")
    return _Allowed(newest + timedelta(days=int(subject.presets[OTHER_DAYS])), "", sure=False)


def _unit(subject: LinkSubject) -> str | None:
    """The longest of the periods the limit names: a shorter one often holds for some cases only."""
    parts = parse(subject.entry.time_limit or "").parts
    units = [unit for part in parts if (unit := period_unit(part)) is not None]
    return max(units, key=MONTHS.__getitem__, default=None)


def _newest_first(page: PageReading) -> bool:
    days = [item.date for item in page.items if item.date]
    half = len(days) // 2
    return not half or max(days[:half]) >= max(days[half:])


def _unpinned(page: PageReading) -> list[date]:
    """The rows' dates without those of old entries that are kept above the newest one."""
    days = [item.date for item in page.items if item.date]
    if not days or not _newest_first(page):
        return days
    return days[days.index(max(days)) :]


def no_period_missing(subject: LinkSubject) -> Judgement:
    """T06: each finished period that the visible part of the list spans has an entry of its own.

    An entry a little after its period counts for it, and so does a title that names it.
    """
    page = readable(subject)
    unit = _unit(subject)
    if isinstance(page, Judgement) or page.kind != "list" or unit is None:
        return page if isinstance(page, Judgement) else NOT_CHECKED
    days = sorted(day for day in _unpinned(page) if day <= subject.today)
    if len(days) < FEW:
        return NOT_CHECKED
    until = subject.today - timedelta(days=int(subject.presets[GRACE_DAYS]))
    spanned = list(_finished(period_of(days[0], unit), until))
    missing = [each for each in _missing(days, spanned, subject) if not _named(each, page)]
    return _told(subject, days[0], missing, len(spanned)) if missing else MET


def _told(subject: LinkSubject, oldest: date, missing: list[Period], spanned: int) -> Judgement:
    names = "、".join(period.name for period in missing[:SHOWN])
    names += f"等 {len(missing)} 期" if len(missing) > SHOWN else ""
    told = {"missing": [period.name for period in missing], "oldest": str(oldest)}
    if subject.elsewhere is not None:
        return cannot_judge(f"这个栏目里没有{names}的信息，可能在这个事项的其他网页上。", **told)
    if len(missing) * 2 > spanned:
        return cannot_judge(f"列表里没有{names}的信息，这里可能不是定期公开的栏目。", **told)
    return not_met(f"{oldest} 以来的列表里，没有{names}的信息。", **told)


def _missing(
    days: Sequence[date], periods: Sequence[Period], subject: LinkSubject
) -> Iterator[Period]:
    """Each period, oldest first, takes the earliest entry that is not another's."""
    grace = timedelta(days=int(subject.presets[GRACE_DAYS]))
    left = list(days)
    for period in periods:
        fits = next((day for day in left if period.start <= day <= period.end + grace), None)
        if fits is None:
            yield period
        left = [day for day in left if day > (fits or period.end)]


def _finished(first: Period, until: date) -> Iterator[Period]:
    period = first
    while period.end < until:
        yield period
        period = period.next


def _named(period: Period, page: PageReading) -> bool:
    """2026年第三季度, 2026年三季度, 3季度 …: some title says it is about this period."""
    year, month = period.start.year, period.start.month
    quarter = (month + 2) // 3
    words = {
        1: rf"{month}月",
        3: rf"(?:第?{'一二三四'[quarter - 1]}|第?{quarter})季度?",
        6: "上半年" if month == 1 else "下半年",
        12: "年",
    }[period.months]
    pattern = re.compile(rf"{year}\s*年?(?:度)?\s*{words}")
    return any(pattern.search(item.title) for item in page.items)


RULES = (
    LinkRule(
        "T03",
        1,
        Severity.ERROR,
        "栏目是否及时更新",
        "定期公开的，满一期后应有新的信息；动态类两周内、通知和政策类半年内应有更新。",
        "请补发应公开的信息；确实没有新信息的，在栏目里说明。",
        thresholds=(NEWS_DAYS, NOTICE_DAYS, OTHER_DAYS, AFTER_PERIOD),
        judge=kept_up,
    ),
    LinkRule(
        "T06",
        1,
        Severity.ERROR,
        "有没有漏期",
        "每月、每季度、每年公开的，看得到的列表里每一期都应有信息。正在进行的一期不算。",
        "请补发漏掉的一期；已发布在别处的，把那里也登记为链接。",
        thresholds=(GRACE_DAYS,),
        judge=no_period_missing,
    ),
)
