"""L rules: the address answers, and it is a page of its own (国办秘函〔2019〕19号)."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from rapidfuzz import fuzz

from catalog_app.addresses import AddressGuard, refusal
from catalog_app.checks.page import PageReading
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

SAME_PAGE = 90.0
"""Similarity in per cent above which two texts are the same page."""
COMPARED_CHARACTERS = 3000
HOME_PATH = re.compile(r"/?(?:(?:index|default|home|main)\.\w{2,5})?", re.IGNORECASE)
GONE = re.compile(
    r"您访问的(?:页面|网页|内容)|(?:页面|网页|内容|文章|信息|文件)(?:不存在|已(?:经)?(?:被)?(?:删除|移除|撤销|下线))"
)
NOTICE_MAX = 200
FAILED = {"timeout", "unreachable", "redirect_loop", "bad_response"}
READ = {"ok", "not_modified", "tls_error"}
EVERYWHERE = AddressGuard(("0.0.0.0/0", "::/0"))
"""Whether a network may be visited is the fetcher's question; L01 asks only for the form."""


def address_form(subject: LinkSubject) -> Judgement:
    """L01: http(s), a public host, no log-in or administration page; also after each redirect."""
    reason = refusal(subject.url, EVERYWHERE)
    if reason:
        return not_met(f"网址不能作为公开链接：{reason}")
    if subject.visit.outcome == "refused_address":
        return not_met(subject.visit.detail, final_url=subject.visit.final_url)
    return MET


def reachable(subject: LinkSubject) -> Judgement:
    """L02: the page answers within 15 seconds; confirmed only after misses on three days."""
    outcome = subject.visit.outcome
    if outcome in FAILED:
        return not_met(f"网页打不开：{subject.visit.detail}")
    if outcome == "too_large":
        return cannot_judge(f"网页太大，只读了开头：{subject.visit.detail}")
    return NOT_CHECKED if outcome in {"not_fetched", "refused_address"} else MET


def page_exists(subject: LinkSubject) -> Judgement:
    """L03: 404 and 410 are dead, 5xx is a fault; a refused robot can never be judged."""
    visit = subject.visit
    if visit.outcome == "blocked" or is_blocked(subject):
        return cannot_judge(f"网站拒绝自动访问，需人工打开查看：{visit.detail}")
    if visit.outcome == "dead":
        return not_met(f"网页不存在（网站回应 {visit.status}）。", status=visit.status)
    if visit.outcome == "server_error":
        return not_met(f"网站内部出错（回应 {visit.status}）。", status=visit.status)
    return MET if visit.outcome in READ | {"too_large"} else NOT_CHECKED


def certificate(subject: LinkSubject) -> Judgement:
    """L04: the certificate is in force, for this name, from a known issuer. Content is judged anyway."""
    if subject.visit.tls_fault:
        return not_met(
            f"网站的安全证书有问题：{subject.visit.detail}", fault=subject.visit.tls_fault
        )
    if subject.url.startswith("https:") and subject.visit.outcome in READ:
        return MET
    return NOT_CHECKED


def not_the_home_page(subject: LinkSubject) -> Judgement:
    """L05: the address of an item does not end on the site's home page."""
    if subject.page is None or subject.visit.outcome not in READ or is_blocked(subject):
        return NOT_CHECKED
    if is_home(subject.url):
        return NOT_CHECKED
    target = subject.page.refresh_url or subject.visit.final_url
    if target != subject.url and is_home(target):
        return not_met("链接跳转到了网站首页，没有打开这个事项的网页。", final_url=target)
    if _same_text(subject.page.text, subject.host.home_text):
        return not_met("链接打开的内容就是网站首页。", final_url=target)
    return MET


def not_a_disguised_error(subject: LinkSubject) -> Judgement:
    """L06: not a page that says "not found" while answering 200, nor what the site answers for
    an address that cannot exist."""
    page = subject.page
    if page is None or subject.visit.outcome not in READ or is_blocked(subject):
        return NOT_CHECKED
    if page.kind == "error" or _says_it_is_gone(page):
        return not_met("网页能打开，但内容是“不存在”或“已删除”的提示。", excerpt=page.text[:120])
    if page.kind not in {"home", "redirect"} and _same_text(page.text, subject.host.missing_text):
        return not_met(
            "网页内容与该网站对不存在网址的回应相同，说明内容已经没有了。", excerpt=page.text[:120]
        )
    return MET


def _says_it_is_gone(page: PageReading) -> bool:
    """A short page that is no document and no list, and says that what it held is not there."""
    if page.kind not in {"empty_column", "other"} or page.explained_empty:
        return False
    return len(page.text) < NOTICE_MAX and GONE.search(page.text) is not None


def is_blocked(subject: LinkSubject) -> bool:
    """A challenge, a firewall's words or a script-only page stands in place of the page."""
    return subject.page is not None and (
        subject.page.kind == "blocked" or subject.page.refused is not None
    )


def is_home(url: str) -> bool:
    """Is this the address of a site's home page? "/", "/index.html"; no query."""
    parts = urlsplit(url)
    return not parts.query and HOME_PATH.fullmatch(parts.path) is not None


def _same_text(text: str, other: str | None) -> bool:
    if not text or not other:
        return False
    one, two = text[:COMPARED_CHARACTERS], other[:COMPARED_CHARACTERS]
    return fuzz.ratio(one, two, score_cutoff=SAME_PAGE) >= SAME_PAGE


RULES = (
    LinkRule(
        "L01",
        1,
        Severity.ERROR,
        "网址格式",
        "链接应是公众能打开的 http 或 https 网址，不能是内网、登录页或后台地址。",
        "请改为公众能够直接打开的网址。",
        at_once=True,
        judge=address_form,
    ),
    LinkRule(
        "L02",
        1,
        Severity.ERROR,
        "能否打开",
        "网页应在 15 秒内打开。在不同的三天都打不开才确认。",
        "请检查网址是否正确、网站是否正常；网站改版的，换成新网址。",
        judge=reachable,
    ),
    LinkRule(
        "L03",
        1,
        Severity.ERROR,
        "网页是否存在",
        "网页不能是“不存在”或服务器错误。拒绝机器访问的不作判断。",
        "请找到这个事项现在的网页，更换链接；内容被误删的，恢复发布。",
        judge=page_exists,
    ),
    LinkRule(
        "L04",
        1,
        Severity.WARNING,
        "安全证书",
        "https 网站的证书应有效、与网址一致、由可信机构签发。",
        "请联系网站技术人员更换证书。内容仍已照常核查。",
        judge=certificate,
    ),
    LinkRule(
        "L05",
        1,
        Severity.ERROR,
        "是否跳到首页",
        "事项的链接应打开事项自己的网页，而不是网站首页。",
        "请换成这个事项的栏目或文章网址。",
        judge=not_the_home_page,
    ),
    LinkRule(
        "L06",
        1,
        Severity.ERROR,
        "是否假网页",
        "网页显示“不存在”“已删除”，即使网站回应正常，也是失效链接。",
        "请找到这个事项现在的网页，更换链接；内容被误删的，恢复发布。",
        judge=not_a_disguised_error,
    ),
)
