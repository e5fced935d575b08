"""K02-K04: what stands in the region's lists stands in its catalogues (实施方案 三(一)(二))."""

from __future__ import annotations

from dataclasses import dataclass

from catalog_app.checks.rules.catalogue_facts import Matter
from catalog_app.checks.rules.model import (
    MET,
    NOT_CHECKED,
    EntryRule,
    EntrySubject,
    Judgement,
    Presets,
    Rule,
    Severity,
    Threshold,
    advice,
    cannot_judge,
    not_met,
)

NEAR = Threshold("K02.near", "名称相同到多少就请人判断，不算缺少", 60, 40, 84, "%")


@dataclass(frozen=True, slots=True)
class Listed:
    """An item of a list that belongs to the catalogue's domain (`sure`: by name or by a person's
    word), whether an entry covers it, and the name nearest to its own with its likeness (0-100)."""

    name: str
    list_name: str
    owner: str | None
    sure: bool
    covered: bool
    nearest: str | None = None
    likeness: float = 0.0


def listed_item_kept(item: Listed, presets: Presets) -> Judgement:
    """K02: a list's item without an entry; in doubt a person decides."""
    if item.covered:
        return MET
    nearest = f"，最接近的是“{item.nearest}”" if item.nearest else ""
    if not item.sure or item.likeness >= presets[NEAR]:
        return cannot_judge(
            f"{item.list_name}中的“{item.name}”是否已在目录里，需要人工核对{nearest}。"
        )
    return not_met(
        f"{item.list_name}中的“{item.name}”没有列入目录{nearest}。",
        item=item.name,
        list=item.list_name,
        body=item.owner,
        nearest=item.nearest,
    )


def matter_named(subject: EntrySubject) -> Judgement:
    """K03: the entry bears exactly the name its matter has on the service platform."""
    if not subject.matters:
        return NOT_CHECKED
    if any(matter.same_name for matter in subject.matters):
        return MET
    official = subject.matters[0].name
    say = not_met if subject.matters[0].sure else advice
    return say(
        f"政务服务平台上的名称是“{official}”，目录里写成了“{subject.entry.name}”。",
        official=official,
        here=subject.entry.name,
    )


def matter_linked(subject: EntrySubject) -> Judgement:
    """K04: the entry leads to its matter's page, which opens and bears the name."""
    paged = [matter for matter in subject.matters if matter.url]
    if not paged:
        return NOT_CHECKED
    matter = next((each for each in paged if each.link != "none"), paged[0])
    if matter.link == "none":
        say = not_met if matter.sure else advice
        return say(f"没有登记办事页面的链接：{matter.url}", url=matter.url, official=matter.name)
    return _page_of(matter)


def _page_of(matter: Matter) -> Judgement:
    if matter.link == "broken":
        return not_met(f"办事页面打不开或不是正确网页：{matter.url}", url=matter.url)
    if matter.link != "ok":
        return cannot_judge("办事页面还没有核查，或暂时无法判断。", url=matter.url)
    if not matter.named:
        return advice(f"办事页面上没有找到事项名称“{matter.name}”。", url=matter.url)
    return MET


LISTED_ITEM = Rule(
    "K02",
    1,
    Severity.WARNING,
    "清单事项未列入目录",
    "权责清单、公共服务清单中属于这个领域的事项，应全部列入目录。",
    "请把这个事项补入目录；已由别的事项包含的，或不属于这个领域的，在清单里改正对应关系。",
    at_once=True,
    thresholds=(NEAR,),
)
ENTRY_RULES = (
    EntryRule(
        "K03",
        1,
        Severity.WARNING,
        "办事事项名称",
        "办事事项的名称应与政务服务平台上的名称完全一致。",
        "请把事项名称改成平台上的名称；不是同一个事项的，在清单里改正对应关系。",
        at_once=True,
        judge=matter_named,
    ),
    EntryRule(
        "K04",
        1,
        Severity.WARNING,
        "办事页面链接",
        "办事事项应直接链接到政务服务平台的办事页面，网页能打开，写的是这个事项。",
        "请在事项里登记办事页面的链接；链接失效的，换成平台现在的网址。",
        at_once=True,
        judge=matter_linked,
    ),
)
