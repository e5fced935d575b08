"""What an entry must publish next, by its time limit and by what is known. Pure; time is an argument.

Each part of the limit leads to days: a period's (每季度公开一次), a clock's that began on a day the
page bears or a clerk entered (作出决定之日起7个工作日内), a display's last day (公示7个工作日). What leads
to no day is a gap with its reason. Nothing is called missed that was never watched: without any
date seen, only what is still to come is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from catalog_app.checks.page_dates import PageDates
from catalog_app.checks.rules.facts import TriggerFact
from catalog_app.checks.rules.times import MADE
from domains.due_dates import DueDate, due
from domains.periods import MONTHS, Period, period_of, period_unit
from domains.time_limit import LimitPart, parse
from domains.workdays import WorkdayCalendar

GAPS = {
    "no_limit": "目录里没有写公开时限",
    "unreadable": "公开时限读不懂，请改成规范的写法",
    "needs_trigger": "不知道从哪一天起算，请登记起算日期",
    "no_page": "还没有登记公开链接",
    "not_seen": "网页上还没有看到日期",
    "manual": "时限没有写明天数，要由人判断",
    "staged": "按进展分阶段公开，没有固定日期",
    "continuous": "长期公开，没有到期日；只看网页是否还在",
    "ditto": "写的是“同上”，请改成实际的时限",
}
"""Why a part of a limit leads to no day."""
WORST_GAP = tuple(GAPS)
UNNAMED = "formed"
"""What a limit counts from that names nothing: the forming of the information."""
STARTS = {"before": "event", "realtime": "event", "sync": "published"}
"""Kinds whose clock is not the part's own trigger."""
REMEMBERED = timedelta(days=400)
AHEAD = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one entry: its pages' dates and the days clerks entered, oldest first."""

    name: str
    limit: str | None
    pages: Sequence[PageDates] = ()
    triggers: Sequence[TriggerFact] = ()

    @property
    def shown(self) -> list[tuple[date, str]]:
        """Every day of publication seen, oldest first, and where."""
        return sorted((page.shown, page.url) for page in self.pages if page.shown)


@dataclass(frozen=True, slots=True)
class Reckoned:
    """One duty, or with `gap` the reason why a part leads to none. `key` is the same at every
    reckoning of the same duty; `what` names the entry, `why` says how the day was found."""

    key: str
    limit_words: str
    what: str
    why: str
    due: date | None = None
    provisional: bool = False
    soft: bool = False
    done_on: date | None = None
    done_url: str | None = None
    gap: str | None = None


def reckon(facts: Facts, calendar: WorkdayCalendar, *, today: date) -> list[Reckoned]:
    """All duties in view of one entry: for each part the last one done and the next one; the gaps
    only where no part leads to a day."""
    if not (facts.limit or "").strip():
        return [_gap("0", "", "no_limit")]
    parts = parse(facts.limit or "").parts
    if not parts:
        return [_gap("0", facts.limit or "", "unreadable")]
    found = [
        each
        for number, part in enumerate(parts)
        for each in _Part(str(number), part, facts, calendar, today).duties(_longest(parts))
    ]
    return [each for each in found if each.gap is None] or _worst(found)


def start_of(part: LimitPart) -> str:
    """What starts the clock of a part, as `TriggerFact.trigger` names it."""
    own = part.trigger if part.trigger not in (None, "unspecified", "progress") else UNNAMED
    return STARTS.get(part.kind, own or UNNAMED)


def takes_triggers(part: LimitPart) -> bool:
    """Does the part count from a day that somebody may enter?"""
    return part.kind in {"within", "prompt", "before", "realtime", "sync"}


@dataclass(frozen=True, slots=True)
class Now:
    """Today in China, and the last day that counts as soon: so many working days from now."""

    today: date
    soon: date


def state_of(due_on: date, done_on: date | None, *, soft: bool, now: Now) -> str:
    """done, late, reminder (late by a soft limit), soon or coming."""
    if done_on is not None:
        return "done"
    if due_on < now.today:
        return "reminder" if soft else "late"
    return "soon" if due_on <= now.soon else "coming"


def day_words(day: date) -> str:
    """A day as staff read it: 2026年11月20日."""
    return f"{day.year}年{day.month}月{day.day}日"


def _gap(key: str, words: str, gap: str) -> Reckoned:
    return Reckoned(f"{key}:gap", words, "", GAPS[gap], gap=gap)


def _worst(gaps: Sequence[Reckoned]) -> list[Reckoned]:
    """One reason an entry, that which somebody can do most about."""
    return sorted(gaps, key=lambda each: WORST_GAP.index(each.gap or ""))[:1]


def _longest(parts: Sequence[LimitPart]) -> str | None:
    units = [unit for part in parts if (unit := period_unit(part)) is not None]
    return max(units, key=MONTHS.__getitem__, default=None)


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of the limit, with all that its days depend on."""

    key: str
    part: LimitPart
    facts: Facts
    calendar: WorkdayCalendar
    today: date

    def duties(self, longest: str | None) -> Iterator[Reckoned]:
        kind, unit = self.part.kind, period_unit(self.part)
        if unit is not None:
            yield from self.each_period(unit, soft=unit != longest)
        elif kind == "periodic":
            yield self.after_the_last()
        elif kind == "show":
            yield from self.shown()
        elif takes_triggers(self.part):
            yield from self.counted()
        else:
            yield self.gap(kind if kind in GAPS else "manual")

    def gap(self, reason: str) -> Reckoned:
        return _gap(self.key, self.part.in_words(), reason)

    def unseen(self) -> Reckoned:
        return self.gap("not_seen" if self.facts.pages else "no_page")

    def duty(self, key: str, end: DueDate, what: str, why: str) -> Reckoned:
        return Reckoned(
            f"{self.key}:{key}",
            self.part.in_words(),
            what,
            why,
            due=end.date,
            provisional=end.provisional,
            soft=end.soft,
        )

    # 每季度公开一次, 每季度第一个月20日前, 每月结束后10个工作日内

    def each_period(self, unit: str, *, soft: bool) -> Iterator[Reckoned]:
        seen = [(day, url) for day, url in self.facts.shown if day <= self.today]
        if not seen:
            why = f"{self.part.in_words()}；还没有在网页上看到日期。"
            yield replace(self.of_period(self.next_due(unit), why), soft=soft)
            return
        last, url = seen[-1]
        served = self.served(last, unit)
        why = f"最近一次公开是{day_words(last)}（{served.name}）。"
        done = self.of_period(served, why)
        yield replace(done, done_on=last, done_url=url, soft=soft)
        yield replace(self.of_period(served.next, why), soft=soft)

    def of_period(self, period: Period, why: str) -> Reckoned:
        told = f"{period.name}的信息"
        if self.part.unit == "day_of_first_month":  # early in a period the one before is told of
            told = f"{period.name}的一次（一般是上一期的信息）"
        what = f"公开“{self.facts.name}”{told}"
        return self.duty(str(period.start), self.period_end(period), what, why)

    def served(self, day: date, unit: str) -> Period:
        """The period a publication of this day is for: the one it falls in, or for a limit that
        counts from a period's end the one before."""
        period = period_of(day, unit)
        return period.previous if self.part.trigger == "period_end" else period

    def period_end(self, period: Period) -> DueDate:
        if self.part.period is None:  # once a period: by its last day
            end = self.calendar.next_workday(period.end)
            return DueDate(end, self.calendar.provisional(period.end))
        return due(self.part, period.start, self.calendar) or DueDate(period.end)

    def next_due(self, unit: str) -> Period:
        period = period_of(self.today, unit).previous
        while self.period_end(period).date < self.today:
            period = period.next
        return period

    def after_the_last(self) -> Reckoned:
        """Every week, every two months: counted from the last publication."""
        seen = [(day, url) for day, url in self.facts.shown if day <= self.today]
        end = due(self.part, seen[-1][0], self.calendar) if seen else None
        if end is None:
            return self.unseen()
        why = f"最近一次公开是{day_words(seen[-1][0])}。"
        return self.duty(f"after:{seen[-1][0]}", end, f"更新“{self.facts.name}”", why)

    # 公示7个工作日

    def shown(self) -> Iterator[Reckoned]:
        papers = [page for page in self.facts.pages if page.published]
        latest = max(papers, key=lambda page: page.published or date.min, default=None)
        end = (
            due(self.part, latest.published, self.calendar) if latest and latest.published else None
        )
        if latest is None or end is None or latest.published is None:
            yield self.unseen()
            return
        watched = latest.last_good is not None and latest.last_good >= end.date
        if self.today > end.date and not watched:
            yield self.unseen()
            return
        what = f"继续公示“{self.facts.name}”，到这一天为止不要撤下"
        why = f"{day_words(latest.published)}发布，{self.part.in_words()}。"
        found = self.duty(f"show:{latest.published}", end, what, why)
        yield replace(found, done_on=end.date, done_url=latest.url) if watched else found

    # 作出决定之日起7个工作日内, 及时公开, 召开3日前

    def counted(self) -> Iterator[Reckoned]:
        found = [*self.from_pages(), *self.from_clerks()]
        yield from found or [self.gap("needs_trigger")]

    def from_pages(self) -> Iterator[Reckoned]:
        """The newest document that says when it was made: a duty that is done."""
        if self.part.kind not in {"within", "prompt"} or self.part.trigger not in MADE:
            return
        papers = [
            (page.published, page.made_on, page.url)
            for page in self.facts.pages
            if page.published and page.made_on and page.made_on <= page.published <= self.today
        ]
        for published, made_on, url in sorted(papers)[-1:]:
            end = due(self.part, made_on, self.calendar)
            if end is not None:
                why = f"网页写明{day_words(made_on)}成文，{day_words(published)}发布。"
                what = f"公开“{self.facts.name}”（{day_words(made_on)}成文）"
                found = self.duty(f"page:{made_on}", end, what, why)
                yield replace(found, done_on=published, done_url=url)

    def from_clerks(self) -> Iterator[Reckoned]:
        wanted = start_of(self.part)
        for day in sorted({each.day for each in self.facts.triggers if each.trigger == wanted}):
            end = due(self.part, day, self.calendar)
            done = self.done_since(day)
            if end is None or (done and end.date < self.today - REMEMBERED):
                continue
            why = f"登记的起算日期是{day_words(day)}，{self.part.in_words()}。"
            what = f"公开“{self.facts.name}”（{day_words(day)}起算）"
            found = self.duty(f"day:{day}", end, what, why)
            yield replace(found, done_on=done[0], done_url=done[1]) if done else found

    def done_since(self, day: date) -> tuple[date, str] | None:
        """The first publication seen from that day on; for what must precede an event, one in the
        weeks before it."""
        first, last = day, self.today
        if self.part.kind == "before":
            first, last = day - AHEAD, min(day, self.today)
        return next((each for each in self.facts.shown if first <= each[0] <= last), None)
