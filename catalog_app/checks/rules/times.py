"""T rules about dates: shown, in time, believable (国办秘函〔2019〕19号; 政府信息公开条例第二十六条)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from catalog_app.checks.page import PageReading
from catalog_app.checks.rules import lasting, periods
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
from domains.due_dates import DueDate, due
from domains.time_limit import LimitPart, parse

OLD_DOCUMENT = Threshold("T02.old", "成文超过多少天才发布的，看作补录或转载", 365, 30, 3650, "天")
SAME_MINUTE = Threshold("T07.same_minute", "同一分钟发布多少条算异常", 10, 3, 200, "条")
MADE = frozenset(
    {None, "unspecified", "formed", "formed_or_changed", "made_or_obtained", "decided"}
)
MADE |= {"approved", "confirmed", "issued", "document_date"}
"""What starts a clock on the day the document itself bears."""
FROM_ABOVE = re.compile(
    r"^(?:中共中央|全国|国家|国务院|中华人民共和国|[^关于]{1,12}部(?:办公厅)?关于|吉林省)"
)
MOMENT = re.compile(r"(20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?)\s*(\d{1,2}:\d\d)(?::\d\d)?")
MIDNIGHT = ("0:00", "00:00")
ONE_DAY = timedelta(days=1)


def date_shown(subject: LinkSubject) -> Judgement:
    """T01: a document shows its date of publication; a list shows dates beside its rows."""
    page = readable(subject)
    if isinstance(page, Judgement):
        return page
    if page.kind == "article":
        if page.published and page.published_source != "url":
            return MET
        if page.published:
            return cannot_judge(
                "网页上没有写发布日期，只有网址中像日期的数字。", url_date=str(page.published)
            )
        return not_met("网页上没有发布日期。", title=page.title)
    if page.kind == "list" and page.item_count and page.newest_item_date is None:
        return cannot_judge("列表里没有看到日期。", title=page.title)
    return MET if page.kind == "list" else NOT_CHECKED


def published_in_time(subject: LinkSubject) -> Judgement:
    """T02: from the day the clock started, as the document or a clerk says, to its publication.

    Without such a day nothing is judged. Advice only: what was obtained from above, or put in again
    after a migration, bears an older date than its duty.
    """
    page = readable(subject)
    if isinstance(page, Judgement) or page.kind != "article" or page.published is None:
        return page if isinstance(page, Judgement) else NOT_CHECKED
    parts = _counted_parts(subject)
    if not parts:
        return NOT_CHECKED
    if not page.published_certain:
        return cannot_judge("网页上的发布日期前后不一致，算不出是否按时。")
    ends = list(_ends(subject, parts, page))
    if not ends:
        return cannot_judge("不知道从哪一天起算：网页上没有成文日期，也没有人登记起算日期。")
    end, start = max(ends, key=lambda found: found[0].date)
    return _in_time(subject, page, page.published, end, start)


def _counted_parts(subject: LinkSubject) -> list[LimitPart]:
    limit = parse(subject.entry.time_limit or "")
    return [part for part in limit.parts if part.kind in {"within", "prompt"}]


def _ends(
    subject: LinkSubject, parts: list[LimitPart], page: PageReading
) -> Iterator[tuple[DueDate, date]]:
    """Every day on which a limit ended, with the day it was counted from."""
    for part in parts:
        start = _start(subject, part, page)
        end = due(part, start, subject.calendar) if start else None
        if start and end:
            yield end, start


def _start(subject: LinkSubject, part: LimitPart, page: PageReading) -> date | None:
    if page.made_on is not None and part.trigger in MADE:
        return page.made_on.day
    shown = page.published or subject.today
    entered = [each.day for each in subject.triggers if each.trigger == (part.trigger or "formed")]
    return max((day for day in entered if day <= shown), default=None)


def _in_time(
    subject: LinkSubject, page: PageReading, published: date, end: DueDate, start: date
) -> Judgement:
    told = {"start": str(start), "due": str(end.date), "published": str(published)}
    if start > published:
        return NOT_CHECKED
    if published <= end.date:
        return Judgement(MET.verdict, f"{start} 起算，{end.date} 到期，{published} 已发布。", told)
    if end.provisional:
        return cannot_judge("节假日安排还没有公布，到期日是暂定的。", **told)
    if (published - start).days > subject.presets[OLD_DOCUMENT] or _from_above(subject, page):
        return cannot_judge("像是转载或补录的文件，起算日期要请人工看。", **told)
    words = "（时限没有写明天数，只作提醒）" if end.soft else ""
    return not_met(f"{start} 起算，应在 {end.date} 前公开，{published} 才发布{words}。", **told)


def _from_above(subject: LinkSubject, page: PageReading) -> bool:
    title = page.title or ""
    return FROM_ABOVE.search(title) is not None or any(
        name in title for name in subject.place.above
    )


def date_believable(subject: LinkSubject) -> Judgement:
    """T07: no date to come, none before the document was made, no list put in all at one minute,
    none that changes from visit to visit. Advice only: a migration explains much."""
    page = readable(subject)
    if isinstance(page, Judgement):
        return page
    if page.kind == "list":
        return _one_minute(subject, page)
    if page.kind != "article" or page.published is None or page.published_source == "url":
        return NOT_CHECKED
    fault = _date_fault(subject, page, page.published)
    return not_met(fault, published=str(page.published), title=page.title) if fault else MET


def _date_fault(subject: LinkSubject, page: PageReading, published: date) -> str | None:
    if published > subject.today + ONE_DAY:
        return f"发布日期 {published} 还没有到。"
    made = page.made_on
    if made is not None and page.published_certain and made.day > published:
        return f"发布日期 {published} 早于文件自己写的日期 {made.day}。"
    history = subject.history
    seen = {*history.published, published}
    if len(seen) > 1 and set(history.titles) == {page.title}:
        dates = "、".join(str(day) for day in sorted(seen))
        return f"同一篇文章，几次核查看到的发布日期不同：{dates}。"
    return None


def _one_minute(subject: LinkSubject, page: PageReading) -> Judgement:
    moments = Counter(MOMENT.findall(page.text))
    (day, clock), count = max(moments.items(), key=lambda each: each[1], default=(("", ""), 0))
    if count >= subject.presets[SAME_MINUTE] and clock not in MIDNIGHT:
        return not_met(
            f"列表里有 {count} 条都是 {day} {clock} 发布的。", title=page.title, count=count
        )
    return MET if moments else NOT_CHECKED


_RULES = (
    LinkRule(
        "T01",
        1,
        Severity.WARNING,
        "发布日期",
        "公开的信息应写明发布日期，没有日期的视为无法证明按时公开。",
        "请在网页标题下补上发布日期。",
        judge=date_shown,
    ),
    LinkRule(
        "T02",
        1,
        Severity.ERROR,
        "是否按时公开",
        "从成文（或作出决定、获取信息）之日算起，应在目录写明的时限内发布。不知道起算日期的不作判断。",
        "请核对成文日期和发布日期；确有原因的，提出异议并说明。以后请在时限内发布。",
        advisory=True,
        thresholds=(OLD_DOCUMENT,),
        judge=published_in_time,
    ),
    *periods.RULES,
    *lasting.RULES,
    LinkRule(
        "T07",
        1,
        Severity.WARNING,
        "日期是否可信",
        "发布日期不应是将来的日子、不应早于文件成文、不应成批相同、不应前后改动。",
        "请核对发布日期，改成实际发布的日子；更新过内容的，另写“更新日期”。",
        advisory=True,
        thresholds=(SAME_MINUTE,),
        judge=date_believable,
    ),
)
RULES = tuple(sorted(_RULES, key=lambda rule: rule.id))
