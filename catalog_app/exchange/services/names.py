"""Whether two names may be one item's: pure comparison of names, careful rather than clever.

A wrong match overwrites what is kept, a missed one is put right by the clerk: so names that differ in
a word that tells items apart (许可 and 处罚, 设立 and 变更), or in a number, are never near.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz, process

NEAR = 90.0
"""Least likeness (0-100, rapidfuzz ratio) of two names that may be one item's."""
RIVAL = 4.0
"""How far the nearest name must be ahead of the next: closer ones are left to the clerk."""
_BLANKS = re.compile(r"\s+")
_NUMBERS = re.compile(r"[0-9一二三四五六七八九十]+")
_TELLING = re.compile(
    "许可|处罚|强制|征收|征用|给付|检查|确认|奖励|裁决|备案|登记|设立|变更|注销|延续|撤销|补办|换发|遗失"
    "|申请|受理|审批|审核|初审|结果|公示|公告|名单|标准|流程|条件|依据|计划|总结|预算|决算|执行"
    "|小学|初中|高中|幼儿|学前|城镇|农村|城市|乡村|居民|职工|企业|个人|机构|男|女|新建|改建|扩建"
    "|非机动车|机动车|重大|一般|失业|就业|工伤|生育|养老|医疗|低保|特困|临时|残疾|儿童|老年|征地|拆迁"
    "|参保|停保|转入|转出|新增|减少|发放|停发|拨付|使用|分配|招标|中标|投诉|举报|省|市|县|乡|镇|村"
)


class Near(NamedTuple):
    """The place of the nearest name, and how near it is (0-100)."""

    place: int
    likeness: float


@lru_cache(maxsize=100_000)
def plain_name(name: str) -> str:
    """A name as it is compared: no white space, no difference of width."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", name))


def near_name(name: str, names: Sequence[str]) -> Near | None:
    """The one name that is nearly `name` (all plain); None for none or several."""
    close = process.extract(name, names, scorer=fuzz.ratio, score_cutoff=NEAR - RIVAL, limit=None)
    alike = [Near(place, score) for other, score, place in close if tells_the_same(name, other)]
    if not alike or alike[0].likeness < NEAR:
        return None
    rival = len(alike) > 1 and alike[0].likeness - alike[1].likeness < RIVAL
    return None if rival else alike[0]


def likeness(name: str, other: str) -> float:
    """How near two plain names are, 0-100."""
    return fuzz.ratio(name, other)


def tells_the_same(name: str, other: str) -> bool:
    """Whether both names have the same numbers and the same words that tell items apart; of a name
    cut short within brackets only what is left of it counts."""
    shorter, longer = sorted((name, other), key=len)
    if shorter.count("(") > shorter.count(")") and longer.startswith(shorter):
        return True
    return all(
        sorted(pattern.findall(name)) == sorted(pattern.findall(other))
        for pattern in (_NUMBERS, _TELLING)
    )
