"""Figures, dates and rows as a page's text tells them, for holding two pages against each other. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from catalog_app.checks.page.dates import find_dates, first_date

LABEL_MIN, LABEL_MAX = 3, 20
TEN_THOUSAND = Decimal(10_000)
SCALES = {"亿元": Decimal(10**8), "万元": TEN_THOUSAND, "千元": Decimal(1000), "元": Decimal(1)}
COUNTED = ("人次", "户次", "户", "人", "名", "亩", "平方米", "家")
_WIDE = str.maketrans("０１２３４５６７８９．", "0123456789.")

NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_FIGURE = re.compile(
    rf"(?<![\d.,/-])(?P<number>{NUMBER})\s*(?P<unit>亿元|万元|千元|元|{'|'.join(COUNTED)})(?![\d/])"
)
_CLAUSE = re.compile(r"[，。；;！？\n]|(?<!\d),|,(?!\d{3})")
TIMES = re.compile(
    r"(?:19|20)\d\d年?度?|第?[一二三四1-4]季度|(?:\d{1,2}|[一二三四五六七八九十]{1,3})月份?|[上下]半年|"
    r"第[\d一二三四五六七八九十]+[期批号次]"
)
_FILLERS = re.compile(
    r"(?:共计?|合计|总计|累计|约|达到?|为|是|计|已|全[市县镇村年]|[:：（()）\s\d])+$"
)
_BEGINNINGS = re.compile(r"^(?:[\W\d]|全[市县区镇村年州省]|截至|目前|本年|共计?|累计|已)+")
_EDGE = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_DATED = re.compile(r"([\u4e00-\u9fff]{2,8}(?:日期|时间|时限))\s*[:：]")
_OF_THE_SITE = re.compile(r"发布|更新|打印|浏览|访问|发文|生成|当前|来源|公开")
_ONLY_A_NUMBER = re.compile(rf"(?:{NUMBER})\s*(?:万元|元|户|人)?")


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount in yuan, or a count of something, with the words before it and its sentence."""

    label: str
    value: Decimal
    unit: str
    quote: str


def figures(text: str) -> Iterator[Figure]:
    """Amounts and counts in running text, each under the words of its clause before it."""
    for clause in _CLAUSE.split(text.translate(_WIDE)):
        for found in _FIGURE.finditer(clause):
            value = decimal(found["number"])
            label = _label(clause[: found.start()])
            if value is None or not LABEL_MIN <= len(label) <= LABEL_MAX:
                continue
            scale = SCALES.get(found["unit"])
            unit = "元" if scale else found["unit"]
            yield Figure(label, value * scale if scale else value, unit, clause.strip()[:80])


def labelled_dates(text: str) -> dict[str, tuple[date, str]]:
    """Dates that the text names (施行日期：…), but for those of the page itself."""
    found: dict[str, tuple[date, str]] = {}
    for line in text.split("\n"):
        for label in _DATED.finditer(line):
            day = first_date(line[label.end() : label.end() + 16])
            if day is not None and not _OF_THE_SITE.search(label[1]):
                found.setdefault(label[1], (day, line.strip()[:80]))
    return found


def rows(text: str) -> list[tuple[str, date]]:
    """The rows of a list's text: a title with its date beside it or on the next line."""
    found: list[tuple[str, date]] = []
    title = ""
    for line in text.split("\n"):
        dates = list(find_dates(line))
        if dates and len(line) - (dates[-1][2] - dates[-1][1]) >= 6:
            found.append((line[: dates[-1][1]].strip(" []()（）"), dates[-1][0]))
        elif dates and title:
            found.append((title, dates[-1][0]))
        title = "" if dates else line.strip()
    return found


def figures_of_place(text: str, names: Sequence[str]) -> list[Decimal]:
    """The figures of the row that begins with the place's name: on its line, or in the cells after."""
    lines = [line.strip() for line in text.translate(_WIDE).split("\n")]
    for number, line in enumerate(lines):
        name = next((name for name in names if line == name or line.endswith(name)), None)
        if name is not None:
            cells = []
            for cell in lines[number + 1 : number + 8]:
                if not _ONLY_A_NUMBER.fullmatch(cell):
                    break
                cells.append(cell)
            if cells:
                return [value for cell in cells if (value := decimal(cell)) is not None]
        begun = next((name for name in names if line.startswith(name)), None)
        if begun is not None:
            held = re.findall(NUMBER, line.removeprefix(begun))
            if held:
                return [value for each in held if (value := decimal(each)) is not None]
    return []


def _label(before: str) -> str:
    """The words that name a figure, without times, fillers and marks."""
    words = TIMES.sub("", before)
    words = _BEGINNINGS.sub("", _FILLERS.sub("", words))
    return _EDGE.sub("", words)[-LABEL_MAX:]


def decimal(text: str) -> Decimal | None:
    try:
        return Decimal(re.sub(r"[^\d.]", "", text))
    except InvalidOperation:
        return None
