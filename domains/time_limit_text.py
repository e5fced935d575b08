"""A time-limit phrase made plain, and cut into its clauses."""

from __future__ import annotations

import re
import unicodedata

_DIGITS = {char: value for value, char in enumerate("一二三四五六七八九", 1)} | {"两": 2}
_NUMERAL = re.compile(
    r"[一二两三四五六七八九十]{1,3}(?=个?(?:工作日|自然日|日(?![期常])|天|小时|周|星期)|个月)"
)
# A bracket that holds a limit of its own is a clause; "(变更)" belongs to the words around it.
_LIMIT_IN_BRACKETS = re.compile(r"\(([^()]*(?:每|[0-9]个?工作日|[0-9]日|规定)[^()]*)\)")
_STRONG = re.compile(r"[;。]|(?<![0-9第])[0-9]{1,2}[.、](?![0-9个日天])|\([0-9]{1,2}\)")
_WEAK = re.compile(r"(?<=[,、])")


def plain(phrase: str) -> str:
    """Without white space and invisible characters, half-width, numerals before units as digits."""
    marked = re.sub(r"[①-⑳]", ";", _without_blanks(phrase))
    text = _without_blanks(unicodedata.normalize("NFKC", marked))
    return _NUMERAL.sub(lambda match: str(_number(match[0])), text.replace("做出", "作出"))


def _without_blanks(text: str) -> str:
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c) != "Cf")


def clauses(text: str) -> list[list[str]]:
    """The clauses of a plain phrase, each as its pieces between commas (which stay in place)."""
    opened = _LIMIT_IN_BRACKETS.sub(r";\1;", text)
    strong = (clause for clause in _STRONG.split(opened) if clause)
    return [_WEAK.split(re.sub(r"[()]", "", clause)) for clause in strong]


def _number(numeral: str) -> int:
    """一 … 九十九 as a number."""
    tens, ten, ones = numeral.partition("十")
    if not ten:
        return _DIGITS.get(numeral[-1], 0)
    return _DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0)
