"""Through a site: one key for each page, which addresses are worth opening, and in what order. Pure.

A site may be endless (calendars, session numbers, one page under many addresses); what is decided
here keeps a survey of it short.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from urllib.parse import urlsplit, urlunsplit

from catalog_app.addresses import is_login_page, normalise
from catalog_app.checks.page.attachments import FILE

LOOK, FIRST, NEAR, FAR = -1, 0, 1, 5
"""Ranks: a page that is to be proposed; a disclosure column and more of its list; what a disclosure
column links; anything else."""
SEGMENTS_MAX = 10
ADDRESS_MAX = 500
QUERY_MAX = 6
NAME_MAX = 30
SAME_SEGMENT = 3

_SESSION = re.compile(
    r"jsessionid|phpsessid|aspsessionid\w*|session_?id|sess_?id|sid|cfid|cftoken|_|timestamp|rnd|rand|"
    r"random|utm_\w+|spm|_t|nonce",
    re.IGNORECASE,
)
_IN_PATH = re.compile(
    r";[a-z_]*sess[a-z_]*=[^/?#]*|/\((?:[SAF]\([^)/]*\))+\)(?=/|$)", re.IGNORECASE
)
_FRONT = re.compile(r"/(?:index|default|main)\.(?:s?html?|jsp|aspx?|php)$", re.IGNORECASE)
_NUMBERS = re.compile(
    r"(?<=[/=_-])(?:[0-9a-f]{8,}|(?=[a-z]*\d)[0-9a-z]{5,})(?=[/&_.-]|$)|\d+", re.IGNORECASE
)
_DISCLOSURE_PATH = re.compile(
    r"/(?:[a-z]*zwgk|[a-z]*xxgk|zfxxgk|jczw|gkml|fdzdgk|openness|publicity|zwgkml|gkzn)",
    re.IGNORECASE,
)
_DISCLOSURE = re.compile(
    r"政务公开|信息公开|主动公开|公开目录|标准目录|公开事项|公开内容|基层公开|重点领域|村务公开|居务公开|"
    r"权责清单|财政预决算|行政执法公示|规范性文件"
)
_ASIDE = re.compile(
    r"/(?:search|jsearch|so|tag|tags|comment|share|print|logout|register|cart|rss|feed|mailto|video|album)"
    r"(?:[/.?_]|$)|[?&](?:print|replytocom|share|sort|order|lang|theme|fontsize|month|day|date)=",
    re.IGNORECASE,
)


def cleaned(url: str) -> str:
    """The address in its one spelling and without session numbers, ready to be opened or kept."""
    parts = urlsplit(normalise(url))
    path = _IN_PATH.sub("", parts.path) or "/"
    query = _plain_query(parts.query) if parts.query else ""
    return urlunsplit((parts.scheme, parts.netloc, path, query, ""))


def key_of(address: str) -> str:
    """What all spellings of one page have in common: no scheme, no index.html, parameters sorted."""
    parts = urlsplit(address)
    path = re.sub(r"/{2,}", "/", _FRONT.sub("/", parts.path))
    query = "&".join(sorted(parts.query.split("&"))) if parts.query else ""
    return f"{parts.netloc}{path}{'?' if query else ''}{query}"


def shape_of(address: str) -> str:
    """The address with numbers left out: what the days of a calendar have in common."""
    return _NUMBERS.sub("#", key_of(address))


def leads_on(address: str, hosts: Collection[str]) -> bool:
    """Is this a page of one of the hosts that a survey may open? No files, searches, log-ins, no
    addresses that go round in circles."""
    parts = urlsplit(address)
    segments = [part for part in parts.path.split("/") if part]
    return (
        parts.scheme in {"http", "https"}
        and parts.netloc in hosts
        and len(address) <= ADDRESS_MAX
        and len(segments) <= SEGMENTS_MAX
        and all(segments.count(part) < SAME_SEGMENT for part in set(segments))
        and parts.query.count("&") < QUERY_MAX
        and not FILE.search(address)
        and not _ASIDE.search(address)
        and not is_login_page(address)
    )


def rank_of(text: str, address: str, names: Iterable[str], *, near: bool) -> int:
    """How soon a link is opened. `names` are those of the domains, `near` whether it stood on a page
    of disclosure."""
    short = len(text) <= NAME_MAX
    if short and (_DISCLOSURE.search(text) or any(name in text for name in names)):
        return FIRST
    if near:
        return NEAR
    return NEAR if _DISCLOSURE_PATH.search(address) else FAR


def is_disclosure(title: str | None, steps: Iterable[str], names: Iterable[str]) -> bool:
    """Is a page, by its title and breadcrumb, one of disclosure?"""
    told = [title or "", *steps]
    return any(
        _DISCLOSURE.search(each) or any(name in each for name in names)
        for each in told
        if len(each) <= NAME_MAX
    )


def _plain_query(query: str) -> str:
    pairs = query.split("&")
    return "&".join(pair for pair in pairs if not _SESSION.fullmatch(pair.partition("=")[0]))
