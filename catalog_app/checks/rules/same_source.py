"""C08 and C09: the same item says the same in every place where it is published. Pure.

A list may link to a department's column, but must stay of one source, item by item; what a village
puts on its board agrees with the county's list. Only what is certainly the same document is
compared, and of it only figures that both name by the same words. Both rules only advise.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from rapidfuzz import fuzz

from catalog_app.checks.rules.model import MET, NOT_CHECKED, Judgement, Rule, Severity, not_met
from catalog_app.checks.rules.presets import AS_WRITTEN, Presets, Threshold
from catalog_app.checks.rules.same_source_reading import (
    TEN_THOUSAND,
    TIMES,
    Figure,
    figures,
    figures_of_place,
    labelled_dates,
    rows,
)

SAME_TITLE = Threshold("C08.title", "标题多像才算同一份文件", 90, 60, 100, "分")
LAG = Threshold("C08.lag", "一处有、另一处多少天后还没有，算缺少", 30, 1, 365, "天")

SAME_SOURCE = Rule(
    "C08",
    1,
    Severity.ERROR,
    "各处内容一致",
    "同一个事项在门户网站、部门网站、乡镇和村公开的，应当同源：金额、日期和条目应当相同。",
    "请核对哪一处是对的，把另一处改成一样；最好只在一处发布，其他地方链接过去。",
    advisory=True,
    thresholds=(SAME_TITLE, LAG),
)
VILLAGE_COUNTY = Rule(
    "C09",
    1,
    Severity.ERROR,
    "村级与县级一致",
    "村（社区）公示的补贴，户数、人数和总额应与县级公布的这个村的数字相同。",
    "请与县级主管部门核对发放表，改正有误的一处；统计截止日期不同的，请在网页上写明。",
    advisory=True,
)
RULES = (SAME_SOURCE, VILLAGE_COUNTY)

SHOWN = 5
"""Differences told of one pair of pages."""
ROWS_ENOUGH = 3
SHARED = 0.5
"""Two lists are one only when so much of the shorter stands in the longer."""


_PLACE = re.compile(r"[\u4e00-\u9fff]{2,4}?(?:镇|乡|街道|村|社区|县|区|市)")


@dataclass(frozen=True, slots=True)
class Telling:
    """What one place says of an item: where, its address, and the page as it was last read."""

    where: str
    url: str
    title: str
    text: str
    kind: str = "article"
    day: date | None = None
    document_number: str | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """What two places say differently: `what` in words, and each place's own words."""

    what: str
    here: str
    there: str


def same_document(
    one: Telling, other: Telling, places: Iterable[str] = (), presets: Presets = AS_WRITTEN
) -> bool:
    """Are the pages certainly of one document: the same document number, or the same title about
    the same time? `places` are names both places bear, which a title may leave out."""
    if one.kind != other.kind:
        return False
    if one.document_number and other.document_number:
        return _bare(one.document_number) == _bare(other.document_number)
    names = sorted(places, key=len, reverse=True)
    mine, theirs = _bare(one.title, names), _bare(other.title, names)
    if not mine or not theirs or _PLACE.findall(mine) != _PLACE.findall(theirs):
        return False
    return _alike(mine, theirs, presets[SAME_TITLE])


def compare(one: Telling, other: Telling, *, today: date, lag: int = 30) -> list[Difference]:
    """Amounts, counts and named dates that both pages give and give differently; for two lists,
    rows that one has and the other, though kept up, has not."""
    if one.kind == "list":
        return _rows_missing(one, other, today - timedelta(days=lag))[:SHOWN]
    return [*_figures_apart(one.text, other.text), *_dates_apart(one.text, other.text)][:SHOWN]


def _figures_apart(one: str, other: str) -> Iterator[Difference]:
    mine, theirs = _alone(figures(one)), _alone(figures(other))
    for key, here in mine.items():
        there = theirs.get(key)
        if there is not None and there.value != here.value:
            yield Difference(f"“{here.label}”的{_measure(here)}", here.quote, there.quote)


def _alone(found: Iterable[Figure]) -> dict[tuple[str, str], Figure]:
    """Figures by words and unit; what a page names twice is of several things."""
    listed = list(found)
    times = Counter((each.label, each.unit) for each in listed)
    return {(each.label, each.unit): each for each in listed if times[each.label, each.unit] == 1}


def _dates_apart(one: str, other: str) -> Iterator[Difference]:
    theirs = labelled_dates(other)
    for label, (day, quote) in labelled_dates(one).items():
        if label in theirs and theirs[label][0] != day:
            yield Difference(f"“{label}”", quote, theirs[label][1])


def _rows_missing(one: Telling, other: Telling, due: date) -> list[Difference]:
    mine, theirs = rows(one.text), rows(other.text)
    shorter = min(len(mine), len(theirs))
    if shorter < ROWS_ENOUGH:
        return []
    mine_only, theirs_only = _not_in(mine, theirs), _not_in(theirs, mine)
    if min(len(mine) - len(mine_only), len(theirs) - len(theirs_only)) < SHARED * shorter:
        return []
    gone = [_missing(row, here=True) for row in _expected(mine_only, theirs, due)]
    return gone + [_missing(row, here=False) for row in _expected(theirs_only, mine, due)]


def _not_in(one: Sequence[tuple[str, date]], other: Sequence[tuple[str, date]]) -> list[Any]:
    known = {_bare(title) for title, _ in other}
    return [
        (title, day)
        for title, day in one
        if _bare(title) not in known
        and not any(_alike(_bare(title), each, SAME_TITLE.default) for each in known)
    ]


def _expected(
    missing: Iterable[tuple[str, date]], other: Sequence[tuple[str, date]], due: date
) -> Iterator[tuple[str, date]]:
    """Rows the other list should show: no older than its oldest, and old enough to be due."""
    oldest = min(day for _, day in other)
    return ((title, day) for title, day in missing if oldest < day <= due)


def _missing(row: tuple[str, date], *, here: bool) -> Difference:
    told, nothing = f"{row[0]}（{row[1]}）", "没有这一条"
    what = f"列表里的“{row[0][:30]}”"
    return Difference(what, told if here else nothing, nothing if here else told)


def same_source(
    tellings: Sequence[Telling],
    *,
    today: date,
    places: Iterable[str] = (),
    presets: Presets = AS_WRITTEN,
) -> Judgement:
    """C08 for one item: every place against the first. MET where nothing differs."""
    if len(tellings) < 2:
        return MET
    names = tuple(places)
    for number, one in enumerate(tellings):
        for other in tellings[number + 1 :]:
            if not same_document(one, other, names, presets):
                continue
            found = compare(one, other, today=today, lag=int(presets[LAG]))
            if found:
                return _told("两处公布的内容不一致", one, other, found)
    return MET


def village_agrees(
    village: Telling, county: Iterable[Telling], names: Sequence[str], *, subsidy: str
) -> Judgement:
    """C09: the village's count and total against the figures the county gives for this village.

    `names` are the village's names, the longest first; `subsidy` is the item's name. Where the
    county's page does not name the village, or the years differ, nothing is judged."""
    own = _totals(village)
    judged = NOT_CHECKED
    for page in county:
        if not own or _years(page) != _years(village):
            continue
        listed = figures_of_place(page.text, names)
        if not listed:
            continue
        judged = MET
        apart = [each for each in own if not _among(each.value, listed)]
        if apart and len(apart) == len(own):
            quote = f"{names[0]}：{'，'.join(str(value) for value in listed)}"
            found = [
                Difference(f"“{subsidy}”的{_measure(each)}", each.quote, quote) for each in apart
            ]
            return _told("村里公示的与县里公布的不一致", village, page, found[:SHOWN])
    return judged


def _totals(page: Telling) -> list[Figure]:
    """The page's own totals: figures called a total, or the only ones of their unit."""
    found = list(figures(page.text))
    called = [each for each in found if re.search(r"共|合计|总", each.quote)]
    units = Counter(each.unit for each in found)
    kept = called or [each for each in found if units[each.unit] == 1]
    return [each for each in kept if each.unit in {"元", "户", "人"}]


def _among(value: Decimal, listed: Iterable[Decimal]) -> bool:
    return any(value in {each, each * TEN_THOUSAND} for each in listed)


def _told(words: str, one: Telling, other: Telling, found: Sequence[Difference]) -> Judgement:
    first = found[0]
    return not_met(
        f"{words}：{first.what}，{one.where}写“{first.here}”，{other.where}写“{first.there}”。",
        two_places=[_place(one), _place(other)],
        differences=[{"what": d.what, "here": d.here, "there": d.there} for d in found],
    )


def _place(page: Telling) -> dict[str, Any]:
    return {
        "where": page.where,
        "url": page.url,
        "title": page.title,
        "day": page.day.isoformat() if page.day else None,
    }


def _measure(figure: Figure) -> str:
    return "金额" if figure.unit == "元" else f"数量（{figure.unit}）"


def _bare(title: str, names: Sequence[str] = ()) -> str:
    whole = unicodedata.normalize("NFKC", title)
    for name in names:
        whole = whole.replace(name, "")
    return re.sub(r"[\W_]+", "", whole)


def _alike(one: str, other: str, least: float) -> bool:
    """The same words about the same time."""
    return _times(one) == _times(other) and fuzz.ratio(one, other) >= least


def _times(title: str) -> tuple[str, ...]:
    return tuple(sorted(re.sub(r"[年度份第]", "", each) for each in TIMES.findall(title)))


def _years(page: Telling) -> frozenset[str]:
    named = re.findall(r"((?:19|20)\d\d)年", page.title) or re.findall(
        r"((?:19|20)\d\d)年", page.text[:200]
    )
    return frozenset(named[:1])
