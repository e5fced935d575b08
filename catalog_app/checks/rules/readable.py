"""Whether a page's content can be judged at all, for every rule about what stands on it."""

from __future__ import annotations

from catalog_app.checks.page import PageReading
from catalog_app.checks.rules.links import READ, is_blocked
from catalog_app.checks.rules.model import NOT_CHECKED, Judgement, LinkSubject, cannot_judge

BLOCKED = cannot_judge("网站拒绝自动访问，没有读到网页内容。")
DEAD_KINDS = {"error", "redirect"}


def readable(subject: LinkSubject) -> PageReading | Judgement:
    """The page when its content can be judged, else what is to be said instead."""
    if subject.visit.outcome == "blocked" or is_blocked(subject):
        return BLOCKED
    if subject.page is None or subject.visit.outcome not in READ:
        return NOT_CHECKED
    return NOT_CHECKED if subject.page.kind in DEAD_KINDS else subject.page
