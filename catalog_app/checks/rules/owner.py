"""P05: who published the page is who the catalogue says. Advice only: pages are often passed on."""

from __future__ import annotations

import re

from catalog_app.checks.rules.facts import Place
from catalog_app.checks.rules.model import (
    MET,
    NOT_CHECKED,
    Judgement,
    LinkRule,
    LinkSubject,
    Severity,
    cannot_judge,
    not_met,
)
from catalog_app.checks.rules.readable import readable

BETWEEN = re.compile(r"[、，,；;/\s]|以及|[及和或]")
LEVEL = re.compile(r"[省市县区乡镇州]级|人民政府|政府|各|所属|相关|有关|主管|部门|单位|行政")
TAIL = re.compile(r"(?:工作)?(?:局|委员会|委|办公室|办|厅|中心|站|所|处|科|股|大队|支队)$")
A_NAME = re.compile(r"(?:局|委|会|办|办公室|厅|中心|站|所|院|校|队|政府|公司|厂|社)$")
VAGUE = re.compile(r"相关|有关|各级|承办|主管|职能")
A_BUREAU = re.compile(r"(?:局|委员会|办公室|大队)$")
PASSED_ON = re.compile(
    r"网|报|台|融媒|新华|日报|转载|本站|信息中心|政务公开|人民政府|政府办|党委|管委会"
)


def owner_named(subject: LinkSubject) -> Judgement:
    """P05: 来源 / 发布机构 of the page is the item's owner, by any of its names."""
    page, place = readable(subject), subject.place
    if isinstance(page, Judgement):
        return page
    owners = [each for each in dict.fromkeys((subject.entry.owner, *place.owners)) if each]
    if not page.owner or not owners or page.kind != "article":
        return NOT_CHECKED
    wanted = {core for owner in owners for core in _cores(owner, place)}
    shown = _core(page.owner, place)
    if not wanted or any(_alike(shown, core) for core in wanted):
        return MET
    told = {"shown": page.owner, "owner": "、".join(owners)}
    if any(_is_vague(owner) for owner in owners):
        return cannot_judge("目录里的公开主体没有写明是哪个单位，无法核对。", **told)
    local = any(page.owner.startswith(name) for name in place.names)
    if not local or PASSED_ON.search(page.owner) or not A_BUREAU.search(page.owner):
        return cannot_judge("网页是别处转来或由政府网站统一发布的，看不出公开主体。", **told)
    return not_met(f"网页由“{page.owner}”发布，目录写的公开主体是“{told['owner']}”。", **told)


def _is_vague(owner: str) -> bool:
    """A kind of body (相关审批部门, 县级民政部门), as guides name it, and none by its own name."""
    parts = [part for part in BETWEEN.split(owner) if part]
    return any(VAGUE.search(part) or not A_NAME.search(part) for part in parts)


def _cores(owner: str, place: Place) -> set[str]:
    cores = {_core(part, place) for part in BETWEEN.split(owner)}
    return {core for core in cores if core}


def _core(name: str, place: Place) -> str:
    """What is a body's own in its name: 民政 of 敦化市民政局, of 县级人民政府民政部门."""
    for own in sorted((*place.names, *place.above), key=len, reverse=True):
        name = name.replace(own, "")
    return TAIL.sub("", LEVEL.sub("", name))


def _alike(one: str, other: str) -> bool:
    """One name within the other, or two characters in a row in common: bureaus merge and split."""
    if one and (one in other or other in one):
        return True
    return any(one[i : i + 2] in other for i in range(len(one) - 1))


RULES = (
    LinkRule(
        "P05",
        1,
        Severity.WARNING,
        "发布单位",
        "网页写明的来源或发布机构，应是目录里的公开主体。转载的不作判断。",
        "请核对链接；单位更名的，请修改目录里的公开主体或补充单位别名。",
        advisory=True,
        judge=owner_named,
    ),
)
