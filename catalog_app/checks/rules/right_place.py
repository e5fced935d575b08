"""P02, P06: the page is about the place it is linked for, and about the level it is promised at."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from catalog_app.checks.page import PageReading
from catalog_app.checks.rules.facts import Place
from catalog_app.checks.rules.gazetteer import is_prefecture, places_named
from catalog_app.checks.rules.model import (
    MET,
    NOT_CHECKED,
    Judgement,
    LinkRule,
    LinkSubject,
    Severity,
    Threshold,
    cannot_judge,
    not_met,
)
from catalog_app.checks.rules.readable import readable

MENTIONS = Threshold("P02.mentions", "别的地方至少出现", 3, 2, 20, "次")
ANOTHER = {"article", "list"}
TEXT = 5000
"""Characters of the text in which places are looked for."""
SISTERS = 3
"""A page that names so many places is about all of them."""
PROVINCIAL = "220000"
ANY_TOWNSHIP = re.compile(r"[乡镇](?:（街道）)?|街道|村")
LOCAL_MATTER = re.compile(r"名单|名册|公示|发放|台账|明细|花名|结果|对象|救助|补贴|补助")
GENERAL_MATTER = re.compile(r"政策|法规|规章|文件|依据|指南|标准|条件|流程|解读|咨询")


def right_place(subject: LinkSubject) -> Judgement:
    """P02: the page does not speak of another prefecture, county or town of the province.

    What stands above the place (province, prefecture) is no other place, nor is what stands below.
    """
    page, place = readable(subject), subject.place
    if isinstance(page, Judgement):
        return page
    if page.kind not in ANOTHER or not place.names or subject.kind == "service":
        return NOT_CHECKED
    if page.kind == "list" and (page.site_id_code or "").startswith(PROVINCIAL):
        return NOT_CHECKED
    title, text = page.title or "", f"{page.title}\n{page.text[:TEXT]}"
    others = _others(places_named(text), place)
    if not others or len(others) >= SISTERS:
        return MET
    (other, times), ours = others.most_common(1)[0], _times(text, _own(place))
    named = other in _others(places_named(title), place) and not _times(title, _own(place))
    told = {"other": other, "times": times, "ours": ours, "title": title}
    if is_prefecture(other) and (not named or _times(title, place.above)):
        return MET
    foreign = named or not (ours or _times(_frame(page), place.names))
    if times > ours and foreign and times >= subject.presets[MENTIONS]:
        return not_met(f"网页讲的是{other}（提到 {times} 次），不是{place.names[0]}。", **told)
    if times > ours:
        return cannot_judge(f"网页提到{other}比{place.names[0]}多，请人工看一眼。", **told)
    return MET


def right_level(subject: LinkSubject) -> Judgement:
    """P06: an item promised at township level shows townships' own data, not the county's alone."""
    page, place, entry = readable(subject), subject.place, subject.entry
    if isinstance(page, Judgement):
        return page
    if entry.levels != ("township",) or not _expects_townships(subject):
        return NOT_CHECKED
    text = f"{_frame(page)}\n{page.text[:TEXT]}"
    wanted = place.names if place.level == "township" else place.townships
    if _times(text, wanted):
        return MET
    if page.kind != "article" or page.attachments or page.elsewhere or ANY_TOWNSHIP.search(text):
        return cannot_judge("乡级事项的网页上没有看到本地乡镇的名称，请人工看一眼。")
    return not_met("这是乡级公开的事项，网页上只有县级的内容，没有提到任何乡镇。", title=page.title)


def _expects_townships(subject: LinkSubject) -> bool:
    """Lists and results are a township's own; policies and guides may well be the county's."""
    place, name = subject.place, subject.entry.name
    known = place.names if place.level == "township" else place.townships
    if not known or GENERAL_MATTER.search(name):
        return False
    return LOCAL_MATTER.search(name) is not None


def _others(found: Counter[str], place: Place) -> Counter[str]:
    near = {*place.names, *place.above, *place.townships}
    return Counter({name: times for name, times in found.items() if name not in near})


def _own(place: Place) -> tuple[str, ...]:
    return (*place.names, *place.townships)


def _times(text: str, names: Iterable[str]) -> int:
    """How often any of the names is in the text; a name within another counts once."""
    return sum(text.count(name) for name in _shortest(tuple(names)))


@lru_cache(maxsize=1024)
def _shortest(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names that hold no other of them."""
    return tuple(name for name in names if not any(o != name and o in name for o in names))


def _frame(page: PageReading) -> str:
    """What the page and its site call themselves."""
    parts = (page.title, page.site_name, page.column_name, page.owner, *page.breadcrumb)
    return "\n".join(part for part in parts if part)


RULES = (
    LinkRule(
        "P02",
        1,
        Severity.ERROR,
        "是否本地网页",
        "网页讲的应是本地的事。标题或内容反复提到另一个县、市或乡镇而不提本地的，不符合。",
        "请核对链接是否填成了别处的网页；内容确实适用于本地的，可提出异议并说明理由。",
        advisory=True,
        thresholds=(MENTIONS,),
        judge=right_place,
    ),
    LinkRule(
        "P06",
        1,
        Severity.WARNING,
        "乡镇内容",
        "标明只由乡级公开的名单、结果类事项，网页上应有乡镇的内容。",
        "请换成乡镇的网页，或在县级网页上按乡镇列出；层级填错了的，请修改目录。",
        advisory=True,
        judge=right_level,
    ),
)
