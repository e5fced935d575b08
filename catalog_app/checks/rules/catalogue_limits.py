"""K08: the time limit can be read, and is no weaker than the guide's."""

from __future__ import annotations

from collections.abc import Iterator

from catalog_app.checks.rules.catalogue_fields import DITTO
from catalog_app.checks.rules.model import (
    MET,
    EntryRule,
    EntrySubject,
    Judgement,
    Severity,
    Threshold,
    not_met,
)
from domains.time_limit import PARTIAL, LimitPart, TimeLimit, parse

SPARE = Threshold("K08.spare", "本地时限比指引长多少天以内不算", 0, 0, 30, "天")
ORDINARY = frozenset(
    {"formed_or_changed", "formed", "changed", "made_or_obtained", "obtained", "unspecified"}
)
"""Triggers that all mean: when there is something to publish."""
SHORTEST_AND_LONGEST = {
    "hour": (1 / 24, 1 / 24),
    "day": (1, 1),
    "week": (7, 7),
    "month": (28, 31),
    "quarter": (90, 92),
    "half_year": (181, 184),
    "year": (365, 366),
}
HOLIDAYS = 10
"""The most days off beyond week-ends that a span of working days meets (National Day with Mid-Autumn)."""
PERIOD_DAYS = {"day": 1, "week": 7, "month": 31, "quarter": 92, "half_year": 184, "year": 366}


def limit_holds(subject: EntrySubject) -> Judgement:
    """K08: the phrase is readable; where it is comparable with the guide's it is not weaker."""
    phrase = subject.entry.time_limit
    if not phrase or phrase.strip() in DITTO:  # K09 speaks of these
        return MET
    limit = parse(phrase)
    if not limit.readable:
        return not_met(f"公开时限“{phrase}”看不出是多长时间、从什么时候算起。", phrase=phrase)
    item = subject.item
    if item is None or not item.sure or not item.time_limit:
        return MET
    guide = parse(item.time_limit)
    for wanted, here in comparable(guide, limit):
        if surplus(wanted, here) > subject.presets[SPARE]:
            return not_met(
                f"本地时限“{here.in_words()}”比标准指引“{wanted.in_words()}”宽松。",
                phrase=phrase,
                guide=item.time_limit,
            )
    return MET


def comparable(guide: TimeLimit, limit: TimeLimit) -> Iterator[tuple[LimitPart, LimitPart]]:
    """The parts of both that speak of the same: one kind, one beginning, and no other like them."""
    if PARTIAL in guide.flags | limit.flags:
        return
    for wanted in guide.parts:
        rivals = [part for part in guide.parts if _alike(wanted, part)]
        here = [part for part in limit.parts if _alike(wanted, part)]
        if len(rivals) == 1 and len(here) == 1:
            yield wanted, here[0]


def _alike(one: LimitPart, other: LimitPart) -> bool:
    if one.kind != other.kind or one.kind not in {"within", "show", "before", "periodic"}:
        return False
    ordinary = one.trigger in ORDINARY and other.trigger in ORDINARY
    return one.kind == "periodic" or one.trigger == other.trigger or ordinary


def surplus(guide: LimitPart, here: LimitPart) -> float:
    """By how many days the local part is surely weaker: later, rarer, or shown for less time."""
    if guide.kind == "periodic":
        return _period(here) - _period(guide)
    if guide.kind in {"show", "before"}:
        guide, here = here, guide
    if guide.unit == here.unit:
        days = SHORTEST_AND_LONGEST.get(here.unit or "", (1, 1))[0]
        return ((here.amount or 0) - (guide.amount or 0)) * days
    return _days(here)[0] - _days(guide)[1]


def _days(part: LimitPart) -> tuple[float, float]:
    """The fewest and the most calendar days a part can mean."""
    amount = part.amount or 0
    if part.unit == "workday":
        weekends = 2 * (max(amount - 1, 0) // 5)
        return amount + weekends, amount + weekends + 2 + HOLIDAYS
    shortest, longest = SHORTEST_AND_LONGEST[part.unit or "day"]
    return amount * shortest, amount * longest


def _period(part: LimitPart) -> float:
    """Days from one publication to the next."""
    if part.unit == "date_of_year":
        return PERIOD_DAYS["year"]
    if part.period:
        return PERIOD_DAYS[part.period]
    return PERIOD_DAYS.get(part.unit or "", 0) * (part.amount or 1)


LIMIT = EntryRule(
    "K08",
    1,
    Severity.WARNING,
    "公开时限",
    "公开时限要写清多长时间、从什么时候算起，并且不比标准指引宽松。",
    "请按“信息形成或者变更之日起20个工作日内”这样的写法填写；比指引宽松的，改成指引的时限。",
    at_once=True,
    thresholds=(SPARE,),
    judge=limit_holds,
)
