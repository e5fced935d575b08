"""L07, L08, L09: whose site the page stands on, and whether it is a page of the item's own."""

from __future__ import annotations

import re
from functools import lru_cache

from catalog_app.addresses import host_name
from catalog_app.checks.page import PageReading
from catalog_app.checks.rules.gazetteer import place_of_code
from catalog_app.checks.rules.links import READ, is_home
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
from catalog_app.checks.rules.words import finder, words

ITEMS = Threshold("L09.items", "同一网址对应的不同事项不超过", 5, 2, 100, "个")
GOVERNMENT = ".gov.cn"
NATION = "gov.cn"
SITE_CODE = re.compile(r"(\d{6})\d{4}")
PROVINCE = "22"
PROVINCES = range(11, 66)


def not_hijacked(subject: LinkSubject) -> Judgement:
    """L07: the page does not call itself a gambling or indecent site. Two signs are needed: such
    words in the title or in what it tells search engines, and a host outside the government's or a
    title that was another one before."""
    page = subject.page
    if page is None or subject.visit.outcome not in READ:
        return NOT_CHECKED
    called = f"{page.head}\n{page.title or ''}\n{page.described}"
    found = sorted({word for _, word in finder("bad_words").find(called)})
    if not found or finder("guarding_words").find(called):
        return MET
    signs = _signs(subject, page)
    told = {"words": found[:5], "title": page.head or page.title, "signs": signs}
    if not signs:
        return cannot_judge("网页标题中有赌博或色情网站常用的词，请立即人工查看。", **told)
    return not_met(
        f"网页可能被篡改或域名被他人使用：标题中有“{found[0]}”，并且{'，'.join(signs)}。", **told
    )


def _signs(subject: LinkSubject, page: PageReading) -> list[str]:
    signs = []
    if not host_name(subject.visit.final_url).endswith(GOVERNMENT):
        signs.append("不是政府网站的域名")
    before = [t for t in subject.history.titles if not finder("bad_words").find(t)]
    if before and (page.title or page.head) not in before:
        signs.append(f"标题原来是“{before[-1]}”")
    return signs


def owned_site(subject: LinkSubject) -> Judgement:
    """L08: the site is the place's own, its superiors' or one that all places share.

    Where the place has entered no site of its own, only the site's national code is believed.
    """
    page, place = readable(subject), subject.place
    host = host_name(subject.visit.final_url)
    if isinstance(page, Judgement) or not place.names:
        return NOT_CHECKED if isinstance(page, PageReading) else page
    if _listed(host, place.sites) or is_shared(host):
        return MET
    found = SITE_CODE.fullmatch((page.site_id_code or "").strip())
    code = found[1] if found else None
    if code and code.startswith(place.site_codes):
        return MET
    owner = _site_owner(code)
    told = {"host": host, "site_id_code": page.site_id_code, "site_name": page.site_name}
    if owner:
        return not_met(f"网页在{owner}的网站上，不是{place.names[0]}或上级的网站。", **told)
    if place.sites and not host.endswith(GOVERNMENT):
        return not_met(f"网站“{host}”不是政府网站，也不在本地网站名单里。", **told)
    return cannot_judge(f"看不出“{host}”是不是本地或上级的网站，请核对本地网站名单。", **told)


def own_page(subject: LinkSubject) -> Judgement:
    """L09: not one page for many different items, nor a site's bare home. A column may be shared."""
    page = readable(subject)
    if isinstance(page, Judgement):
        return page
    if is_home(subject.url):
        return not_met("链接填的是网站首页，公众找不到这个事项。", title=page.title)
    if page.kind == "home":
        return cannot_judge(
            "网页像是一个网站或专题的首页，请看能否找到这个事项。", title=page.title
        )
    limit = subject.presets[ITEMS]
    if subject.item_names <= limit:
        return MET
    told = {"items": subject.item_names, "title": page.title}
    if page.kind == "article":
        return not_met(f"{subject.item_names} 个不同的事项都链接到同一篇文章。", **told)
    return cannot_judge(
        f"{subject.item_names} 个不同的事项都链接到这个栏目，请看能否分别找到。", **told
    )


def is_shared(host: str) -> bool:
    """Is this a platform that every county publishes on?"""
    return _listed(host, words("shared_sites"))


def _listed(host: str, sites: frozenset[str]) -> bool:
    """Is the host one of these sites, or below one? Below gov.cn stands every government's."""
    parts = host.split(".")
    above = {".".join(parts[start:]) for start in range(len(parts))} - {NATION}
    return not above.isdisjoint(_with_bare_names(sites))


@lru_cache(maxsize=1024)
def _with_bare_names(sites: frozenset[str]) -> frozenset[str]:
    return sites | {site.removeprefix("www.") for site in sites}


def _site_owner(code: str | None) -> str | None:
    """Whose sites bear this code: a place of the province, or 外省; None when it cannot be told."""
    if code is None:
        return None
    outside = not code.startswith(PROVINCE) and int(code[:2]) in PROVINCES
    return "外省" if outside else place_of_code(code)


RULES = (
    LinkRule(
        "L07",
        1,
        Severity.BLOCK,
        "是否被篡改",
        "网页不能变成赌博、色情等网站。标题出现这类词，并且域名不是政府的或标题突然变了，判为不符合。",
        "请立即删除链接并通知网站管理单位；域名已被他人使用的，报告省政务公开办公室。",
        judge=not_hijacked,
    ),
    LinkRule(
        "L08",
        1,
        Severity.WARNING,
        "网站归属",
        "链接应在本地、上级的政府网站或全省通用的平台上。依据是本地网站名单和网站标识码。",
        "请换成本地网站上的网页；确实是本地网站的，请补进“本地网站”。",
        advisory=True,
        judge=owned_site,
    ),
    LinkRule(
        "L09",
        1,
        Severity.WARNING,
        "一址多用",
        "许多不同的事项不应都链接到同一篇文章，也不应只链接到网站首页。共用一个栏目是可以的。",
        "请为每个事项换成自己的栏目或文章网址。",
        advisory=True,
        thresholds=(ITEMS,),
        judge=own_page,
    ),
)
