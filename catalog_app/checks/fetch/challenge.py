"""Telling a refused robot from a page: such an answer says nothing about the page (rule L03)."""

from __future__ import annotations

import re

REFUSING_STATUSES = frozenset({401, 403, 405, 406, 407, 412, 418, 429, 451, 511})

# What the usual protections write into their pages.
_MARKS = (
    b"__jsl_clearance",
    b"acw_sc__v2",
    b"$_ts",
    b"cf-challenge",
    b"challenge-platform",
    b"_guard/auto.js",
    "请完成验证".encode(),
    "安全验证".encode(),
    "访问验证".encode(),
    "人机验证".encode(),
    "访问被拦截".encode(),
    "您的访问过于频繁".encode(),
    "安全验证".encode("gb18030"),
    "人机验证".encode("gb18030"),
)
_CHALLENGE_LINKS = 3  # a page with more links than a challenge has is a page: told at little cost
_MARKED_PAGE_MAX = 16 * 1024  # a challenge is short; a long page that has the words is a page
_SCRIPT_PAGE_MAX = 256 * 1024
_UNSEEN_BLOCKS = (
    (b"<!--", b"-->"),
    (b"<script", b"</script"),
    (b"<style", b"</style"),
    (b"<noscript", b"</noscript"),
    (b"<title", b"</title"),
)
_TAG_OR_SPACE = re.compile(rb"<[^<>]*>|&nbsp;|\s+")  # no "<" inside: a hostile page costs no more
_CONTENT_TAGS = re.compile(rb"<(?:a|p|td|li|h[1-6]|img|iframe|frame|frameset|embed|object)\b", re.I)
_FRAME = re.compile(rb"""<(?:div|main|section)\b[^<>]{0,200}\bid\s*=|<[a-z]+-[a-z-]+[\s>]""", re.I)
_GOES_ELSEWHERE = re.compile(rb"""location(?:\.href)?\s*(?:=|\.replace\(|\.assign\()\s*["'][^"']""")
_VISIBLE_MIN = 20  # bytes: six Chinese characters


def is_challenge(status: int, content_type: str, body: bytes) -> bool:
    """Whether the answer is a robot check or a refusal instead of a page.

    A body that is nothing but script counts for 200, 202 and 5xx only: many sites' own 404 page
    is a script (the public-interest page for missing children). A script that only leads to a
    written address is a redirect, which the reader of the page judges.
    """
    if status in REFUSING_STATUSES:
        return True
    if not body or ("html" not in content_type and content_type):
        return False
    if body.count(b"<a ") > _CHALLENGE_LINKS:
        return False
    if len(body) <= _MARKED_PAGE_MAX and any(mark in body for mark in _MARKS):
        return True
    return (status in (200, 202) or status >= 500) and _only_script(body)


def is_script_application(status: int, content_type: str, body: bytes) -> bool:
    """Whether the answer is an empty frame that a script of the site's own fills, and no robot check:
    these have marks, other statuses, or no element to fill."""
    if status != 200 or "html" not in content_type or any(mark in body for mark in _MARKS):
        return False
    return _only_script(body) and _FRAME.search(body) is not None


def _only_script(body: bytes) -> bool:
    if len(body) > _SCRIPT_PAGE_MAX or _CONTENT_TAGS.search(body):
        return False
    text = body.lower()
    if b"<script" not in text or _GOES_ELSEWHERE.search(text):
        return False
    for begin, end in _UNSEEN_BLOCKS:
        text = _without(text, begin, end)
    return len(_TAG_OR_SPACE.sub(b"", text)) < _VISIBLE_MIN


def _without(text: bytes, begin: bytes, end: bytes) -> bytes:
    """The text without its blocks, in one pass; a block that never ends takes the rest with it.

    A regular expression would start over at each begin, and take minutes on a hostile page.
    """
    kept = []
    position = 0
    while (start := text.find(begin, position)) >= 0:
        kept.append(text[position:start])
        stop = text.find(end, start)
        if stop < 0:
            return b"".join(kept)
        position = text.find(b">", stop) + 1 or len(text)
    return b"".join([*kept, text[position:]])
