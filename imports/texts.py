"""Judges single texts of an entry: is the limit readable, is the owner a body, is a name whole."""

from __future__ import annotations

import re
from functools import lru_cache

from domains.time_limit import parse
from imports.wording import tidy

_LONGEST_PHRASE = 500  # characters; the longest limit met has 90
_AUDIENCE_WORDS = re.compile(
    r"自然人|法人和其[他它]组织|公民|社会公众|全社会"
    r"|申请人|相对人|当事人|群众|居民|农户|村民$|特定群体"
)
_BODY_WORDS = re.compile(
    r"局|委|办|部门|政府|中心|机关|站|所$|所[、,(（]|院|厅"
    r"|银行|队|公司|学校|单位|机构|主体|招标人|行政村"
)
_BODY_END = re.compile(r"(?:局|委|政府|部门|中心|机关|站|所|院|厅|委员会|公司|大队|支队)$")
_UNFINISHED = tuple("、,，和及与或(（《")
_BRACKET = re.compile(r"[()（）《》〔〕“”]")
_OPENING = "(（《〔“"


@lru_cache(maxsize=4_096)
def is_readable(phrase: str) -> bool:
    """Whether the grammar of time limits reads anything in a phrase."""
    return len(phrase) <= _LONGEST_PHRASE and parse(phrase).readable


@lru_cache(maxsize=4_096)
def time_limit_text(text: str) -> str:
    """The phrase as written; limits that stand on lines of their own are parted by ;."""
    lines = [line for line in map(tidy, text.splitlines()) if line]
    whole = all(is_readable(line) and line[-1] not in ";；,，、:：" for line in lines)
    return ";".join(lines) if whole else tidy(text)


@lru_cache(maxsize=4_096)
def owner_text(text: str) -> str:
    """The owner as written; bodies listed on lines of their own are parted by 、."""
    lines = [line for line in map(tidy, text.splitlines()) if line]
    if len(lines) > 1 and all(_BODY_END.search(line) for line in lines):
        return "、".join(lines)
    return tidy(text)


def is_body(text: str) -> bool:
    """Whether a text ends like the name of a body: …局, …部门."""
    return bool(_BODY_END.search(text))


@lru_cache(maxsize=4_096)
def looks_like_audience(owner: str) -> bool:
    """Whether an owner names people to be told instead of a body that tells."""
    words = owner.replace("委托", "")
    return bool(_AUDIENCE_WORDS.search(words)) and not _BODY_WORDS.search(words)


def is_cut(name: str) -> bool:
    """Whether a name ends in the middle: a bracket left open, a comma at the end."""
    if name.endswith(_UNFINISHED):
        return True
    return _is_open("".join(_BRACKET.findall(name)))


@lru_cache(maxsize=4_096)  # most names have no brackets, or one pair
def _is_open(brackets: str) -> bool:
    return sum(each in _OPENING for each in brackets) * 2 != len(brackets)
