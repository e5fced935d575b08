"""P03: the page holds the content elements its entry promises (国办发〔2019〕54号). Advice only.

Each element gets its own verdict with the words it rests on; what a file not read, a picture, a
script or a further page may hold is never called missing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from catalog_app.checks.page import PageReading
from catalog_app.checks.page.elements import judge_elements
from catalog_app.checks.rules.model import (
    NOT_CHECKED,
    AttachmentVisit,
    Judgement,
    LinkRule,
    LinkSubject,
    Severity,
    Threshold,
    Verdict,
    cannot_judge,
    not_met,
)
from catalog_app.checks.rules.readable import readable

FAIL = Threshold("P03.fail", "找到的要素低于此为大多缺失", 60, 10, 100, "%")
WARN = Threshold("P03.warn", "找到的要素低于此为有缺失", 100, 10, 100, "%")
KINDS = {"article", "list", "other"}
MARK = re.compile(
    r"[；;●·•◆■□\n]|(?:^|(?<=[\s，。、；;]))(?:\d{1,2}[.．、)）](?!\d)|[(（][\d一二三四五六七八九十]{1,2}[)）]|"
    r"[一二三四五六七八九十]{1,2}、)|[①-⑳]"
)
DETAILED = re.compile(r"[:：]|包括|包含")
PAUSE = re.compile(r"(?:[,，、]?以及|、)(?![^(（《]*[)）》])")
HEAD = re.compile(r"[,，]?(?:主要)?(?:包括|包含)|[:：]")
OPEN_END = re.compile(r"等(?:信息|情况|内容)?[。.]?$")
EDGE = " 、，,。.:：;；"
NAME_MAX = 12
BARE_MAX = 2
FILE_TEXT = 20000
SHOWN = 5


@dataclass(frozen=True, slots=True)
class HeldElement:
    """One promised element: its name, met / not_met / cannot_judge, and the words found."""

    name: str
    verdict: str
    quote: str | None

    @property
    def told(self) -> dict[str, str | None]:
        return {"name": self.name, "verdict": self.verdict, "quote": self.quote}


def elements_held(subject: LinkSubject) -> Judgement:
    """P03: the share of promised elements found in the page, its rows and its files."""
    page = readable(subject)
    if isinstance(page, Judgement):
        return page
    wanted = promised_elements(subject.entry.content)
    if page.kind not in KINDS or not wanted:
        return NOT_CHECKED
    held = _held(wanted, page, subject.attachments)
    missing = [each.name for each in held if each.verdict == "not_met"]
    found = sum(each.verdict == "met" for each in held)
    told = {"elements": [each.told for each in held], "found": found, "of": len(held)}
    if found == len(held):
        return Judgement(Verdict.MET, f"{found} 项内容要素都找到了。", told)
    share = 100 * found / (found + len(missing)) if missing else 100
    if share < subject.presets[FAIL]:
        most = not_met(f"{len(held)} 项内容要素只找到 {found} 项，{_listed(missing)}。", **told)
        return replace(most, severity=Severity.ERROR)
    if share < subject.presets[WARN]:
        return not_met(f"内容要素不全：{_listed(missing)}。", **told)
    return cannot_judge(
        f"{len(held)} 项内容要素找到 {found} 项，其余的可能在附件或下级网页里。", **told
    )


@lru_cache(maxsize=4096)
def promised_elements(content: Sequence[str]) -> tuple[str, ...]:
    """The elements of 公开内容, one by one, however they were written into it.

    "1.申请条件；2.申请材料" and "办理时间、地点" are two each; what follows 包括 or a colon describes
    the element before it.
    """
    found: list[str] = []
    for part in (part for text in content for part in MARK.split(text) if part):
        if DETAILED.search(part):
            found.append(HEAD.split(part)[0] or part)
        else:
            found += _listed_in(part)
    named = (name.strip(EDGE) for name in found)
    return tuple(dict.fromkeys(name for name in named if name))


def _listed_in(part: str) -> list[str]:
    """The short words of a list; a sentence that has a 、 in it is one element, and so are words
    that share their last part (咨询、监督投诉方式)."""
    names = PAUSE.split(part)
    whole = any(len(name) > NAME_MAX for name in names)
    shared = any(len(name.strip()) <= BARE_MAX for name in names[:-1])
    return [part] if whole or shared else names


def _held(
    wanted: Sequence[str], page: PageReading, files: Sequence[AttachmentVisit]
) -> list[HeldElement]:
    """The page first, then each file for what is still missing."""
    names = [page.title or "", *(file.name for file in page.attachments)]
    names += [row.title for row in page.items]
    whole = _is_whole(page, files)
    found = judge_elements(wanted, page.text, names, whole=whole)
    held = {name: HeldElement(name, one.verdict, one.evidence) for name, one in found.items()}
    for file in files:
        missing = [name for name in wanted if held[name].verdict != "met"]
        if file.reading is None or not missing:
            continue
        text = file.reading.text[:FILE_TEXT]
        for name, one in judge_elements(missing, text, (), whole=False).items():
            if one.verdict == "met":
                held[name] = HeldElement(name, "met", f"附件“{file.name}”：{one.evidence}")
    return [_uncertain(each) for each in held.values()]


def _is_whole(page: PageReading, files: Sequence[AttachmentVisit]) -> bool:
    """Is everything that the page has to say at hand, its files' content included?"""
    if page.kind != "article" or page.elsewhere:
        return False
    return len(files) >= len(page.attachments) and all(_is_read(file) for file in files)


def _is_read(file: AttachmentVisit) -> bool:
    reading = file.reading
    if reading is None or reading.fault or reading.scanned or reading.encrypted or reading.cut:
        return False
    return len(reading.text) <= FILE_TEXT and not reading.names


def _uncertain(each: HeldElement) -> HeldElement:
    """An element that ends in 等 promises nothing in particular."""
    if each.verdict == "not_met" and OPEN_END.search(each.name):
        return HeldElement(each.name, "cannot_judge", None)
    return each


def _listed(names: Sequence[str]) -> str:
    more = f"等 {len(names)} 项" if len(names) > SHOWN else ""
    return f"没有找到：{'、'.join(names[:SHOWN])}{more}"


RULES = (
    LinkRule(
        "P03",
        1,
        Severity.WARNING,
        "内容要素",
        "目录承诺公开的每项内容，都应能在网页、列表或附件里找到。附件读不出、内容在图片或下级网页里的不作判断。",
        "请在网页上补充缺少的内容；换了说法或在别处公开的，可提出异议并说明在哪里。",
        advisory=True,
        thresholds=(FAIL, WARN),
        judge=elements_held,
    ),
)
