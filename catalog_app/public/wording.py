"""Elements of an item in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from catalog_app.search.models import SearchDocument
from domains import time_limit, vocabulary

ONLINE = frozenset({"政府网站", "两微一端", "精准推送"})
LEVEL_NAMES = {
    "province": "省级",
    "prefecture": "市（州）",
    "county": "县（市、区）",
    "township": "乡镇（街道）",
    "village": "村（社区）",
}
LINK_KINDS = {
    "column": "公开栏目",
    "article": "公开文章",
    "service": "办事页面",
    "attachment": "附件",
}


def when(phrase: str | None) -> str:
    """When it is published, in plain words; a phrase no rule reads is given as it stands."""
    if not phrase:
        return "目录中未写明"
    limit = time_limit.parse(phrase)
    if not limit.readable or limit.kind in {"manual", "ditto"}:
        return phrase
    return limit.in_words()


def labels(codes: Iterable[str]) -> list[str]:
    """The words for vocabulary codes; a code no vocabulary has is left out."""
    found = []
    for code in codes:
        try:
            found.append(vocabulary.label(code))
        except KeyError:
            continue
    return found


def channels(values: Sequence[str], *, offline: bool = False) -> list[str]:
    """Channel names without "其他:"; with `offline` only places one can go to or read on paper."""
    kept = [each for each in values if not (offline and each in ONLINE)]
    return [each.partition(":")[2] or each for each in kept]


def short_code(code: str) -> str:
    """A region's code as addresses show it: 6, 9 or 12 digits."""
    for length in (6, 9):
        if code[length:].strip("0") == "":
            return code[:length]
    return code


def applies(document: SearchDocument, level: str, name: str) -> str:
    """How an item of a superior reaches the township or village one looks from; else ""."""
    own = document.elements["place"][-1]
    if own["level"] not in {"county", "prefecture", "province"} or level not in {
        "township",
        "village",
    }:
        return ""
    if level in document.elements["levels"]:
        return "本乡镇也公开" if level == "township" else "本村（社区）也公开"
    return f"{own['name']}统一公开，适用于{name}"


def moment(text: str | None) -> datetime | None:
    """A link's time of check as stored."""
    return datetime.fromisoformat(text) if text else None


def best_link(links: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """The link to offer first: one seen to work, else one not known to be dead."""
    order = {"ok": 0, "unchecked": 1, "unsure": 2}
    usable = [link for link in links if link["state"] in order]
    return min(usable, key=lambda link: order[link["state"]], default=None)
