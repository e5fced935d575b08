"""Texts cut in two by the end of a printed page, joined where their two pieces show it."""

from __future__ import annotations

import re
from functools import cache

from domains.standard import load_domains
from imports.texts import is_body, is_readable
from imports.wording import tidy

_STARTS_ANEW = re.compile(
    r"\s*(?:[(（]?\d{1,2}[.、．)）]|[①-⑳⑴-⒇●○■□·]|[(（]?[一二三四五六七八九十]{1,2}[、)）]|《)"
)
_OPEN, _CLOSE = "《〈(（〔[【“", "》〉)）〕]】”"


def joined(name: str, above: str, below: str) -> list[str]:
    """The text of a field and the rest of it from the next page: one text where it was cut inside."""
    return [above + below] if above and _is_cut(name, above, below) else [above, below]


def _is_cut(name: str, above: str, below: str) -> bool:
    if sum(above.count(sign) for sign in _OPEN) > sum(above.count(sign) for sign in _CLOSE):
        return True
    if _STARTS_ANEW.match(below):
        return False
    if name == "time_limit":
        return not is_readable(tidy(above)) or not is_readable(tidy(below))
    if name == "owner":
        return not is_body(tidy(above)) and is_body(tidy(above + below))
    return name == "content" and bool(_STARTS_ANEW.match(above))  # its numbers mark what begins


@cache
def known_names() -> frozenset[str]:
    """Every group and every item that a standard names."""
    contents = [item.content for domain in load_domains() for item in domain.items]
    return frozenset(name for each in contents for name in (each.group, each.name) if name)


def joined_name(above: str | None, below: str) -> str | None:
    """The known name whose two pieces these are (养老服务业 and 务办理), or None."""
    names = known_names()
    whole = (above or "") + below
    return whole if whole in names and above and not {above, below} & names else None
