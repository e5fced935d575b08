"""C07: no links hidden in the page that lead the public, or search engines, elsewhere."""

from __future__ import annotations

from catalog_app.checks.page.hidden_links import HiddenLink
from catalog_app.checks.rules.model import (
    MET,
    Judgement,
    LinkRule,
    LinkSubject,
    Severity,
    cannot_judge,
    not_met,
)
from catalog_app.checks.rules.readable import readable
from catalog_app.checks.rules.words import finder, words

SHOWN = 5
SPAM_HOSTS = 2
"""So many different sellers are no coincidence."""
BURIED_HOSTS = 3
"""Sliders and folded parts put a link or two aside as well."""
NEVER_MEANT = {"tiny", "off_screen"}
"""Ways of hiding that no menu needs; a drop-down list of friendly links is not displayed either."""


def no_hidden_links(subject: LinkSubject) -> Judgement:
    """C07: links to hosts outside the government's, hidden by size, place or style."""
    page = readable(subject)
    if isinstance(page, Judgement):
        return page
    foreign = [link for link in page.hidden_links if not _is_harmless(link.host)]
    bad = _bad(foreign)
    buried = [link for link in foreign if link.how in NEVER_MEANT and link.text]
    if len({link.host for link in buried}) < BURIED_HOSTS:
        buried = []
    if bad or buried:
        worst = bad or buried
        return not_met(
            f"网页里藏着 {len(worst)} 个看不见的外部链接，例如“{worst[0].text or worst[0].host}”。",
            links=_told(worst),
        )
    if foreign:
        return cannot_judge("网页里有平时不显示的外部链接，请看是不是菜单。", links=_told(foreign))
    return MET


def _bad(links: list[HiddenLink]) -> list[HiddenLink]:
    """Links to gambling or indecent sites, and to sellers where there are several."""
    spam = [link for link in links if finder("spam_words").find(link.text)]
    worst = [link for link in links if finder("bad_words").find(link.text)]
    return worst + (spam if len({link.host for link in spam}) >= SPAM_HOSTS else [])


def _is_harmless(host: str) -> bool:
    """Share buttons, counters, official media and marks that every government page carries."""
    parts = host.split(".")
    return any(".".join(parts[start:]) in words("harmless_sites") for start in range(len(parts)))


def _told(links: list[HiddenLink]) -> list[dict[str, str]]:
    return [{"text": link.text, "url": link.url} for link in links[:SHOWN]]


RULES = (
    LinkRule(
        "C07",
        1,
        Severity.ERROR,
        "隐藏链接",
        "网页里不能藏有看不见的外部链接（俗称暗链）。菜单、分享按钮、统计代码不算。",
        "请立即请网站技术人员删除，并检查网站是否被入侵。",
        judge=no_hidden_links,
    ),
)
