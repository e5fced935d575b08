"""Names that Excel accepts for the sheets of one workbook."""

from __future__ import annotations

import re
from itertools import chain, count

LIMIT = 31
"""Characters of a sheet's name, counted as Excel does, in UTF-16 units."""

_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f\ufffe\uffff]")
_RESERVED = "history"


class SheetNames:
    """Gives every sheet a name of its own: the domain, then with the region, then with a number."""

    def __init__(self) -> None:
        self._taken = {_RESERVED}

    def take(self, domain_name: str, region_name: str) -> str:
        """A name not given before, from the domain's; letters' case does not tell two apart."""
        domain = _safe(domain_name)
        both = _safe(f"{domain} {region_name}")
        numbered = (_shortened(domain, f" ({number})") for number in count(2))
        candidates = chain((_shortened(domain), _shortened(both)), numbered)
        name = next(name for name in candidates if name.casefold() not in self._taken)
        self._taken.add(name.casefold())
        return name


def _safe(name: str) -> str:
    return _FORBIDDEN.sub(" ", name).strip(" '") or "目录"


def _shortened(name: str, ending: str = "") -> str:
    room = (LIMIT - len(ending)) * 2
    cut = name.encode("utf-16-le")[:room].decode("utf-16-le", errors="ignore")
    return cut.rstrip(" '") + ending
