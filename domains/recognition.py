"""Which domain a title, a sheet name or a file name speaks of."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from domains.guide import Domain

# A bureau's name holds its field's words (生态环境局) without the table being of that domain.
_ORGANIZATION = re.compile(r"[局委办厅]")
# Two characters alone stand in many words (就业率, 养老保险): they need a clear end.
_CLEAR_END = re.compile(r"$|领域|[\W_\d和与及]|基层|政务|标准|目录|事项|公开|清单")
_SHORT = 2

CERTAIN = 1.0  # the text says "…领域", or is the name itself
LIKELY = 0.8  # the name occurs in the text


class _Hit(NamedTuple):
    start: int
    end: int
    domain: Domain


def recognise(text: str, domains: Sequence[Domain]) -> tuple[Domain, float] | None:
    """The one domain a text names, with how sure that is (0-1); None for none or several.

    The longest name wins where one lies inside another; prefixes, place names and suffixes of
    titles ("(二十二)沙湾区…领域基层政务公开标准目录(2024年版)") do not count.
    """
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    hits = _outermost([hit for each in domains for hit in _hits(plain, each)])
    found = {hit.domain.code: hit.domain for hit in hits}
    if len(found) != 1:
        return None
    certain = any(_is_certain(plain, hit) for hit in hits)
    return hits[0].domain, CERTAIN if certain else LIKELY


def _hits(text: str, domain: Domain) -> Iterator[_Hit]:
    for name in {_plain_name(word) for word in (domain.name, *domain.aliases)}:
        for match in re.finditer(re.escape(name), text):
            rest = text[match.end() :]
            if len(name) <= _SHORT and not _CLEAR_END.match(rest):
                continue
            if not _ORGANIZATION.match(rest):
                yield _Hit(match.start(), match.end(), domain)


def _plain_name(word: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", word)).removesuffix("领域")


def _outermost(hits: list[_Hit]) -> list[_Hit]:
    """Without the hits that lie inside a longer one (国土空间规划 holds no 规划)."""
    return [hit for hit in hits if not any(_inside(hit, other) for other in hits)]


def _inside(hit: _Hit, other: _Hit) -> bool:
    longer = other.end - other.start > hit.end - hit.start
    return longer and other.start <= hit.start and hit.end <= other.end


def _is_certain(text: str, hit: _Hit) -> bool:
    whole = hit.start == 0 and hit.end == len(text)
    return whole or text.startswith("领域", hit.end)
