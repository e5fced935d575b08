"""C06: no wrong words in official papers. Advice only, and never corrected by the system."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from catalog_app.checks.page import PageReading
from catalog_app.checks.rules.model import (
    MET,
    NOT_CHECKED,
    Judgement,
    LinkRule,
    LinkSubject,
    Severity,
    Threshold,
    not_met,
)
from catalog_app.checks.rules.readable import readable
from catalog_app.checks.rules.words import Finder, lines

YEARS = Threshold("C06.years", "机构撤并多少年后仍用旧名称算差错", 2, 1, 10, "年")
CITED = re.compile(r"《[^》]*》|“[^”]*”|[\u4e00-\u9fff]{2,15}[〔\[［（(]\d{4}[〕\]］）)]")
FORMER = re.compile(r"原[\u4e00-\u9fff]{0,4}$")
AROUND = 12
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Slip:
    """A wrong word, what to write instead, and the words around it. `since` is the year in which an
    office was dissolved, None for words that never were right."""

    wrong: str
    right: str
    quote: str
    since: int | None = None


def words_right(subject: LinkSubject) -> Judgement:
    """C06: fixed phrases are whole, and no office is named that is gone. Old papers may name it,
    and so may titles of other papers and what is called 原…."""
    page = readable(subject)
    if isinstance(page, Judgement):
        return page
    if page.kind != "article":
        return NOT_CHECKED
    found = [slip for slip in _slips(page) if _counts(slip, page, subject.presets[YEARS])]
    if not found:
        return MET
    named = "、".join(f"“{slip.wrong}”应为“{slip.right}”" for slip in found[:SHOWN])
    told = [{"wrong": s.wrong, "right": s.right, "quote": s.quote} for s in found[:SHOWN]]
    return not_met(f"疑似用词差错：{named}。", words=told, excerpt=found[0].quote)


def _counts(slip: Slip, page: PageReading, years: float) -> bool:
    if slip.since is None:
        return True
    return page.published is not None and page.published.year - slip.since >= years


def _slips(page: PageReading) -> Iterator[Slip]:
    """Each wrong word once, where it stands as the page's own words."""
    text = f"{page.title or ''}\n{page.text}"
    seen: set[str] = set()
    for start, word in _finder().find(text):
        if word in seen or _is_cited(text, start, word) or FORMER.search(text[:start][-5:]):
            continue
        seen.add(word)
        right, since = _known()[word]
        quote = " ".join(text[max(0, start - AROUND) : start + len(word) + AROUND].split())
        yield Slip(word, right, quote, since)


def _is_cited(text: str, start: int, word: str) -> bool:
    """Within the title of another paper, in quotation marks or in a document number."""
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", start)
    line = text[line_start : line_end if line_end >= 0 else len(text)]
    at = start - line_start
    return any(c.start() <= at and at + len(word) <= c.end() for c in CITED.finditer(line))


@cache
def _known() -> dict[str, tuple[str, int | None]]:
    slips: dict[str, tuple[str, int | None]] = {
        wrong: (right, None) for wrong, right in lines("wrong_words")
    }
    slips.update((name, (now, int(year))) for name, year, now in lines("abolished_organs"))
    return slips


@cache
def _finder() -> Finder:
    return Finder(_known())


RULES = (
    LinkRule(
        "C06",
        1,
        Severity.WARNING,
        "用词差错",
        "公文里的固定表述应完整，不应再使用已撤并机构的旧名称。旧文件、引用的文件名和写明“原”的不算。",
        "请核对原文；系统不会自动改动，确实无误的可提出异议。",
        advisory=True,
        thresholds=(YEARS,),
        judge=words_right,
    ),
)
