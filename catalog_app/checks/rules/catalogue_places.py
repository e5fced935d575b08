"""K10: the owner is a body of this place that still exists."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from catalog_app.checks.rules.catalogue_facts import Gazetteer
from catalog_app.checks.rules.model import (
    MET,
    EntryRule,
    EntrySubject,
    Judgement,
    Severity,
    advice,
    not_met,
)

OFFICES = Path(__file__).parent / "data" / "abolished_offices.csv"
_BETWEEN = re.compile(r"[、,，;；/\s]+|以及|[和或及]")
_PLACEHOLDER = re.compile(r"(?:[XxＸ×*＊]{1,4}|某某?)(?:省|市|县|区|镇|乡|街道|村)")
_COUNTY = re.compile(r"^([\u4e00-\u9fff]{2,8}?县)(?=[\u4e00-\u9fff]*[局委办府院站所心队社会])")
_TOWNSHIP = re.compile(r"^([\u4e00-\u9fff]{1,6}(?:镇|乡|街道))(?=人民政府|政府|办事处)")
_GENERAL = re.compile(r"[各本该我全每外所]|有关|相关|乡镇|镇街|街镇|乡(?=街|镇)|[省市]县|辖")
_BARE_LEAST = 2
"""Characters of a place's name without its kind, from which it surely is a name (桦甸)."""


@dataclass(frozen=True, slots=True)
class Office:
    """A bureau that was dissolved: its name, what took its place; `certain` when it was read in a
    source, not recalled."""

    name: str
    now: str
    since: str
    certain: bool


@cache
def abolished_offices() -> tuple[Office, ...]:
    """The offices of the data file, longer names first."""
    with OFFICES.open(encoding="utf-8", newline="") as file:
        found = [
            Office(row["name"], row["now"], row["since"], row["certain"] == "yes")
            for row in csv.DictReader(file)
        ]
    return tuple(sorted(found, key=lambda office: -len(office.name)))


def owner_is_here(subject: EntrySubject) -> Judgement:
    """K10: no unit of another place, no unfilled template, no place or bureau that is gone."""
    owner = subject.entry.owner or ""
    fault = next(_foreign(owner, subject.gazetteer), None)
    if fault:
        return not_met(fault, owner=owner)
    for office in abolished_offices():
        if office.name in owner:
            since = f"{office.since}年" if office.since else ""
            told = f"公开主体“{owner}”中的“{office.name}”已在{since}机构改革中更名或撤并，现为{office.now}。"
            return not_met(told, owner=owner) if office.certain else advice(told, owner=owner)
    return MET


def _foreign(owner: str, places: Gazetteer) -> Iterator[str]:
    blank = _PLACEHOLDER.search(owner)
    if blank:
        yield f"公开主体“{owner}”里的“{blank[0]}”没有换成本地名称。"
    if not places.own:
        return
    for unit in _BETWEEN.split(owner):
        yield from _in_unit(unit, places)


def _in_unit(unit: str, places: Gazetteer) -> Iterator[str]:
    rest = _without_own(unit, places.own)
    for name in sorted(places.others, key=len, reverse=True):
        if name in rest:
            yield f"公开主体“{unit}”是“{name}”的单位，不是本地的。"
            return
    county = _COUNTY.match(rest)
    if county and not _GENERAL.search(county[1]):
        yield f"公开主体“{unit}”里的“{county[1]}”不在本省行政区划名册中。"
        return
    yield from _township(unit, rest, places)


def _township(unit: str, rest: str, places: Gazetteer) -> Iterator[str]:
    found = _TOWNSHIP.match(rest)
    if not found or not places.townships or _GENERAL.search(found[1]):
        return
    name = found[1]
    if name in places.abolished:
        now = places.abolished[name]
        yield f"公开主体“{unit}”里的“{name}”已经撤销{f'，现为{now}' if now else ''}。"
    elif name not in places.townships and len(name.rstrip("镇乡街道")) >= _BARE_LEAST:
        yield f"公开主体“{unit}”里的“{name}”不在本地行政区划名册中。"


def _without_own(unit: str, own: tuple[str, ...]) -> str:
    for name in sorted(own, key=len, reverse=True):
        unit = unit.replace(name, "")
    return unit


PLACE = EntryRule(
    "K10",
    1,
    Severity.WARNING,
    "公开主体所在地",
    "公开主体应是本地现有的单位，不是别的县、已撤并的单位或没有填写的模板。",
    "请把公开主体改成本地现在的单位名称；名册有误的，请告诉省政务公开办公室。",
    at_once=True,
    judge=owner_is_here,
)
