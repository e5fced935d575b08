"""K06: an entry stands at the level its standard item is for."""

from __future__ import annotations

from collections.abc import Iterable

from catalog_app.checks.rules.model import (
    MET,
    NOT_CHECKED,
    EntryRule,
    EntrySubject,
    Judgement,
    Severity,
    not_met,
)
from domains.vocabulary import LEVELS

NAMES = {term.code: term.name for term in LEVELS}


def level_fits(subject: EntrySubject) -> Judgement:
    """K06: a county's power is not on a township's entry, nor the reverse.

    Fewer levels than the guide has is tailoring; other levels, or none of the guide's, is a fault.
    """
    item = subject.item
    if item is None or not item.sure or not item.levels or not subject.entry.levels:
        return NOT_CHECKED
    guide, here = set(item.levels), set(subject.entry.levels)
    if here.isdisjoint(guide):
        return _not_met("标准指引定为{guide}，目录里写成了{here}。", guide, here)
    beyond = (here - guide) & {"county", "township"}
    if beyond:
        return _not_met("标准指引定为{guide}，目录里多写了{here}。", guide, beyond)
    return MET


def _not_met(sentence: str, guide: set[str], here: set[str]) -> Judgement:
    message = sentence.format(guide=_in_words(guide), here=_in_words(here))
    return not_met(message, guide=sorted(guide), here=sorted(here))


def _in_words(levels: Iterable[str]) -> str:
    found = set(levels)
    return "、".join(name for code, name in NAMES.items() if code in found)


LEVEL = EntryRule(
    "K06",
    1,
    Severity.WARNING,
    "公开层级",
    "县级的事项不应写成乡级，乡级的事项也不应写成县级，以标准指引为准。",
    "请对照标准指引改正公开层级；本地确实下放或上收的，在备注里写明文件，并提出异议。",
    at_once=True,
    judge=level_fits,
)
