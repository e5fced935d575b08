"""Which page of a county's site is the page of an item: a score of 100 and its reasons. Pure.

An index of pairs of characters finds the few dozen pages worth a closer look; these are compared by
title, column, publisher, kind and age. The words of the reasons are what the office reads.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from heapq import nlargest

from rapidfuzz import fuzz

LOOKED_AT = 60
"""Pages compared closely for each item, the ones that share most and rarest pairs of characters."""
LEAST = 35
"""A page below this score is no proposal."""
TITLE, COLUMN, GROUP, OWNER, ELEMENTS, KIND, ROWS, FRESH = 60, 14, 6, 5, 10, 6, 8, 3
"""Points of 100 that each likeness can bring."""
OTHER_PLACE, OTHER_ITEM, OLD, WRONG_KIND = 30, 12, 4, 6
TWINS, TWINS_APART = 15, 8
"""Points lost."""
SAME, ALIKE, ALL_BUT, BARE = 0.95, 0.7, 0.98, 0.96
COMMON = 0.4
"""A pair of characters in more than this share of the titles says nothing."""
YEAR_DAYS = 366
OLD_DAYS = 3 * YEAR_DAYS
ROW_ALIKE, HALF = 80.0, 0.5
ROWS_ENOUGH = 2
COLUMN_KINDS = frozenset({"list", "empty_column", "home"})

_MARKS = re.compile(r"[\W_]+")
_BRACKETED = re.compile(r"[(（【\[〔][^)）】\]〕]{1,20}[)）】\]〕]")
_TIMES = re.compile(
    r"(?:19|20)\d\d年?(?:度)?|第?[一二三四1-4]季度|\d{1,2}月份?|[上下]半年|第?\d+[期批号次]|\d+"
)
_FRAME = re.compile(
    r"^(?:关于|转发|印发)+|的?(?:通知|公告|公示|通告|公布|公开|情况|信息|一览表|目录|明细表?)+$|的"
)
_GOVERNMENT = re.compile(r"人民政府|办公室|管理委员会|管委会")

SYNONYMS: Sequence[tuple[str, ...]] = (
    ("低保", "最低生活保障"),
    ("特困人员救助供养", "特困供养", "五保供养"),
    ("政策法规文件", "政策文件", "法规文件", "法律法规", "相关政策", "规范性文件"),
    ("办事指南", "服务指南", "申请指南", "办理流程", "办事流程", "办理指南"),
    ("惠民惠农", "惠农惠民", "强农惠农", "惠农补贴", "涉农补贴"),
    ("征地", "土地征收", "征收土地"),
    ("预决算", "预算决算", "财政预算", "部门预算", "部门决算"),
    ("行政处罚", "处罚决定", "处罚结果"),
    ("行政许可", "许可决定", "许可结果"),
    ("权责清单", "权力清单", "责任清单", "权力和责任清单"),
    ("重大建设项目", "重点项目", "重点建设项目"),
    ("招标投标", "招投标", "招标公告", "中标"),
    ("老年人补贴", "高龄津贴", "老年津贴", "养老服务补贴", "老龄补贴"),
    ("保障性住房", "保障房", "公租房", "公共租赁住房"),
    ("危房改造", "农村危房", "危旧房改造"),
    ("义务教育", "中小学", "入学招生", "招生入学"),
    ("应急预案", "应急救援预案"),
    ("联系方式", "联系电话", "咨询电话", "办公电话"),
    ("监督检查", "检查结果", "抽查结果", "双随机"),
    ("解读", "政策问答", "图解"),
)
"""Words that name the same thing on sites and in the standard catalogue."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """An item that needs a page. `domain_names` are its domain's name and aliases, `owners` its
    owner's names, `periodic` whether it is published again and again; `places` are the names of its
    own place and those above it, `linked` addresses it links already."""

    id: int
    name: str
    group: str | None = None
    domain_names: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    elements: tuple[str, ...] = ()
    periodic: bool = False
    places: tuple[str, ...] = ()
    linked: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A page of the site as a survey knows it. `rows` are the rows of its list, or the headings of a
    document that was opened; `items` are names of items that link it already."""

    url: str
    title: str
    kind: str
    column: str | None = None
    breadcrumb: tuple[str, ...] = ()
    owner: str | None = None
    day: date | None = None
    rows: tuple[str, ...] = ()
    row_count: int | None = None
    items: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Match:
    """A page for an item, how surely of 100, and why: plain Chinese, the weightiest first."""

    page: Candidate
    score: int
    reasons: tuple[str, ...]


@dataclass(slots=True)
class _Tally:
    """Points with the reasons they are given for."""

    points: float = 0.0
    reasons: list[tuple[float, str]] = field(default_factory=list)

    def add(self, points: float, reason: str = "") -> None:
        self.points += points
        if reason:
            self.reasons.append((abs(points), reason))


class Matcher:
    """An index over the pages of a site. `other_places` are names of places that are not ours: a
    page that names one of them is theirs. `today` tells old pages from new."""

    def __init__(
        self, pages: Iterable[Candidate], *, today: date, other_places: Iterable[str] = ()
    ) -> None:
        self.pages = tuple(pages)
        self.today = today
        names = sorted(other_places, key=len, reverse=True)
        self._elsewhere = re.compile("|".join(map(re.escape, names))) if names else None
        self._postings: dict[str, list[int]] = defaultdict(list)
        for number, page in enumerate(self.pages):
            for pair in _pairs(f"{plain(page.title)} {page.column or ''}"):
                self._postings[pair].append(number)
        whole = len(self.pages) or 1
        self._weight = {
            pair: math.log(1 + whole / len(found))
            for pair, found in self._postings.items()
            if len(found) <= max(50, COMMON * whole)
        }

    def best(self, wanted: Wanted, limit: int = 3) -> list[Match]:
        """The pages most likely the item's, the surest first; none below a score of 35."""
        scored = (self.score(wanted, self.pages[number]) for number in self._near(wanted))
        kept = [match for match in scored if match.score >= LEAST]
        first = nlargest(limit, kept, key=lambda match: (match.score, match.page.day or date.min))
        return _doubted(first)

    def _near(self, wanted: Wanted) -> list[int]:
        """Numbers of the pages that share the rarest pairs with the item's names."""
        shared: dict[int, float] = defaultdict(float)
        for pair in _pairs(" ".join((plain(wanted.name), *_other_words(wanted.name)))):
            weight = self._weight.get(pair)
            if weight:
                for number in self._postings[pair]:
                    shared[number] += weight
        for name in (wanted.group or "", *wanted.domain_names[:2]):
            for pair in _pairs(plain(name)):
                for number in self._postings.get(pair, ()) if pair in self._weight else ():
                    if number in shared:
                        shared[number] += self._weight[pair] / 4
        return nlargest(LOOKED_AT, shared, key=lambda number: (shared[number], -number))

    def score(self, wanted: Wanted, page: Candidate) -> Match:
        """How surely the page is the item's, with reasons."""
        tally = _Tally()
        _title(tally, wanted, page)
        _column(tally, wanted, page)
        _owner(tally, wanted, page)
        _elements(tally, wanted, page)
        _kind(tally, wanted, page)
        _age(tally, page, self.today)
        _others(tally, wanted, page)
        self._place(tally, wanted, page)
        if page.url in wanted.linked:
            return Match(page, 0, ())
        reasons = sorted(tally.reasons, key=lambda reason: -reason[0])
        score = max(0, min(100, round(tally.points)))
        return Match(page, score, tuple(words for _, words in reasons))

    def _place(self, tally: _Tally, wanted: Wanted, page: Candidate) -> None:
        found = self._elsewhere.search(page.title) if self._elsewhere else None
        if found and not any(found[0] in place or place in found[0] for place in wanted.places):
            tally.add(-OTHER_PLACE, f"标题里写的是另一个地方“{found[0]}”")


def _doubted(found: list[Match]) -> list[Match]:
    """Where the surest pages bear one title, only a person can tell them apart."""
    twins = [match for match in found if match.page.title == found[0].page.title]
    if len(twins) < 2 or twins[0].score - twins[1].score > TWINS_APART:
        return found
    reason = f"有 {len(twins)} 个网页标题相同，请打开核对"
    most = max(0, found[0].score - TWINS)
    return [
        Match(
            match.page,
            min(match.score, most),
            (reason, *match.reasons) if match in twins else match.reasons,
        )
        for match in found
    ]


def _title(tally: _Tally, wanted: Wanted, page: Candidate) -> None:
    likeness = title_likeness(wanted.name, page.title, wanted.places)
    points = TITLE * likeness
    if likeness >= SAME:
        tally.add(points, "标题与事项名称相同")
    elif likeness >= ALIKE:
        tally.add(points, "标题与事项名称相近")
    else:
        tally.add(points, "标题有一部分与事项名称相同" if likeness > 0.4 else "")


def _column(tally: _Tally, wanted: Wanted, page: Candidate) -> None:
    steps = [step for step in (page.column, *page.breadcrumb) if step]
    if page.kind in COLUMN_KINDS:
        steps.append(page.title)
    named = next((s for s in steps if any(name in s for name in wanted.domain_names)), None)
    if named:
        tally.add(COLUMN, f"栏目“{named}”与领域相符")
    group = plain(wanted.group or "")
    same = next((s for s in steps if group and fuzz.ratio(group, plain(s)) >= ROW_ALIKE), None)
    if same and same != named:
        tally.add(GROUP, f"栏目“{same}”与一级事项相符")


def _owner(tally: _Tally, wanted: Wanted, page: Candidate) -> None:
    if page.owner and any(
        name and (name in page.owner or page.owner in name) for name in wanted.owners
    ):
        tally.add(OWNER, "发布机构与公开主体相同")


def _elements(tally: _Tally, wanted: Wanted, page: Candidate) -> None:
    """How many of the promised elements the headings of a document that was opened name."""
    if page.kind != "article" or not page.rows or not wanted.elements:
        return
    text = "".join(_MARKS.sub("", row) for row in page.rows)
    held = sum(_MARKS.sub("", element) in text for element in wanted.elements)
    share = held / len(wanted.elements)
    if share >= HALF:
        words = f"网页上有应公开的 {len(wanted.elements)} 项要素中的 {held} 项"
        tally.add(ELEMENTS * share, words)


def _kind(tally: _Tally, wanted: Wanted, page: Candidate) -> None:
    """What comes again and again stands in a column; what is told once, in an article."""
    is_column = page.kind in COLUMN_KINDS
    alike = _rows_alike(wanted, page) if is_column else 0
    if alike >= ROWS_ENOUGH:
        tally.add(ROWS, f"列表里有 {alike} 条同类信息")
    if page.kind == "empty_column":
        tally.add(-WRONG_KIND, "栏目里还没有内容")
    elif page.kind == "home":
        tally.add(-OTHER_PLACE, "这是网站首页")
    elif is_column == wanted.periodic:
        tally.add(KIND, "定期公开的事项，链接到栏目合适" if wanted.periodic else "")
    elif wanted.periodic:
        tally.add(-WRONG_KIND / 2, "这是单独一篇，定期公开的事项最好链接到栏目")


def _rows_alike(wanted: Wanted, page: Candidate) -> int:
    name = plain(wanted.name)
    alike = sum(fuzz.partial_ratio(name, plain(row)) >= ROW_ALIKE for row in page.rows)
    whole = page.row_count or len(page.rows)
    return alike if alike < len(page.rows) else whole


def _age(tally: _Tally, page: Candidate, today: date) -> None:
    if page.day is None or page.day > today:
        return
    days = (today - page.day).days
    if days <= YEAR_DAYS:
        tally.add(FRESH, "一年内有更新")
    elif days > OLD_DAYS:
        tally.add(-OLD, f"{page.day.year} 年的信息，比较旧")


def _others(tally: _Tally, wanted: Wanted, page: Candidate) -> None:
    others = page.items - {wanted.name}
    if others:
        lost = OTHER_ITEM / 3 if page.kind in COLUMN_KINDS else OTHER_ITEM
        tally.add(-lost, f"已经是“{min(others)}”等 {len(others)} 个事项的链接")


def title_likeness(name: str, title: str, places: Iterable[str] = ()) -> float:
    """How much a title says the item's name, 0 to 1. Places, years, brackets and the words around
    (关于…的公示) do not count; known synonyms count nearly as much as the word itself."""
    bare = _without(title, tuple(places))
    wanted, told = plain(name), plain(bare)
    if not wanted or not told:
        return 0.0
    whole, said = _MARKS.sub("", name), _MARKS.sub("", bare)
    if whole == said:
        return 1.0
    best = max(min(_alike(whole, said), ALL_BUT), BARE * _alike(wanted, told))
    for word in _other_words(name):
        best = max(best, 0.95 * _alike(plain(word), told))
    return best


def _alike(one: str, other: str) -> float:
    if one == other:
        return 1.0
    mine, theirs = _pairs(one), _pairs(other)
    both = len(mine & theirs)
    length = min(len(one), len(other)) / max(len(one), len(other))
    inside = one in other or other in one
    held = (0.72 + 0.26 * length) if inside and min(len(one), len(other)) >= 3 else 0.0
    dice = 2 * both / (len(mine) + len(theirs) or 1)
    share = both / (min(len(mine), len(theirs)) or 1)
    return max(0.98 * dice, held, share * (0.35 + 0.5 * length))


@lru_cache(maxsize=4096)
def _other_words(name: str) -> tuple[str, ...]:
    """The name with one of its words replaced by each of its synonyms."""
    return tuple(
        name.replace(word, other)
        for words in SYNONYMS
        for word in words
        if word in name
        for other in words
        if other != word and other not in name
    )


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """What of a title can be compared: no marks, brackets, times, nor the words that frame it."""
    whole = unicodedata.normalize("NFKC", text)
    bare = _BRACKETED.sub("", whole) or whole
    bare = _TIMES.sub("", _MARKS.sub("", bare))
    short = _FRAME.sub("", bare)
    return short if len(short) > 1 else bare


def _without(title: str, places: Sequence[str]) -> str:
    """The title without the names of the item's own place."""
    bare = _GOVERNMENT.sub("", title)
    for place in sorted(places, key=len, reverse=True):
        bare = bare.replace(place, "")
    return bare if len(bare) > 1 else title


def _pairs(text: str) -> set[str]:
    """Chinese has no blanks, so words are compared as overlapping pairs of characters."""
    return {text[i : i + 2] for i in range(len(text) - 1) if " " not in text[i : i + 2]}
