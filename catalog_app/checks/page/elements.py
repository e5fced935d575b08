"""Whether a page holds the content elements its entry promises (check P03), with quoted evidence.

An element is met by its own words, or by the way offices put it: a telephone number is 咨询电话,
a cited paper is 政策依据. What a scan or a file may hold cannot be judged from the page.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from catalog_app.checks.page.concepts import CONCEPTS

Verdict = Literal["met", "not_met", "cannot_judge"]

DETAIL = re.compile(r"[:：,，]?\s*(?:主要)?(?:包括|包含|含|如).*$|[:：].*$", re.DOTALL)
WIDE_SIGNS = tuple(zip("（）［］：，", "()[]:,", strict=True))
JOINT = re.compile(r"以及|、|及其|及|和|与|或|/|,")
GENERIC_TAIL = re.compile(
    r"(?:相关|有关|基本|具体|等)*(?:信息|情况|内容|资料|事项|等)+(?:表|统计表)?$"
)
EXCERPT = 24
READABLE = 50
SUFFICIENT = 200
GAP = ".{0,2}?"


@dataclass(frozen=True, slots=True)
class ElementReading:
    """The verdict on one element and the words it rests on (None when nothing was found)."""

    verdict: Verdict
    evidence: str | None


def judge_elements(
    elements: Sequence[str], text: str, names: Sequence[str], *, whole: bool
) -> dict[str, ElementReading]:
    """Judge each element against a page's text and the names of its files and entries.

    `whole` says that the text is all there is: nothing is left to a file, picture or further page.
    """
    plain = _narrow("\n".join((text, *names)))
    return {element: _judge(element, plain, whole=whole) for element in elements}


def _judge(element: str, text: str, *, whole: bool) -> ElementReading:
    name = _name(element)
    start = text.find(name) if name else -1
    if start >= 0:
        return ElementReading("met", _excerpt(text, start, start + len(name)))
    for pattern in _patterns(element):
        found = pattern.search(text)
        if found is not None:
            return ElementReading("met", _excerpt(text, *found.span()))
    return ElementReading("not_met" if whole else "cannot_judge", None)


def _narrow(text: str) -> str:
    """The text with brackets, colons and commas of one width; many times as fast as `translate`."""
    for wide, narrow in WIDE_SIGNS:
        text = text.replace(wide, narrow)
    return text


@lru_cache(maxsize=8192)
def _name(element: str) -> str:
    """The element without what describes it."""
    return DETAIL.sub("", _narrow(element)).strip()


@lru_cache(maxsize=8192)
def _patterns(element: str) -> tuple[re.Pattern[str], ...]:
    """What shows the element: its name or one of the names it joins, at most two characters apart,
    else the way offices put it. A province's catalogues hold a few thousand different elements."""
    own = [
        re.escape(term) if len(term) < 4 else GAP.join(map(re.escape, term))
        for term in _terms(element)
    ]
    usual = next((told for concept, told in CONCEPTS if concept.search(_name(element))), None)
    return (*map(re.compile, own), *((usual,) if usual else ()))


def _terms(element: str) -> list[str]:
    name = _name(element)
    parts = [name, re.sub(r"\([^)]*\)", "", name), *JOINT.split(name)]
    terms = [GENERIC_TAIL.sub("", part.strip()) for part in parts]
    kept = [term for term in terms if len(term) > 2 or (term == name and term)]
    return list(dict.fromkeys(kept))


def _excerpt(text: str, start: int, end: int) -> str:
    start, end = max(0, start - EXCERPT), end + EXCERPT
    return re.sub(r"\s+", " ", text[start:end]).strip()
