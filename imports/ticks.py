"""One cell of a tick column: √, its many variants, or words instead of a tick."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from imports.marks import EMPTY, TICKED
from imports.wording import tidy

_YES = frozenset(
    "是 有 R V v P þ ü Y y YES Yes yes 对 对勾 勾选 已勾选 选 已选 打√ 打勾 √是 Ⅴ ⅴ ∨ ˇ".split()
)
_NO = frozenset(
    {
        "",
        "否",
        "无",
        "空",
        "/",
        "／",
        "⁄",
        "∕",
        "\\",
        "－",
        "–",
        "―",
        "口",
        "x",
        "X",
        "û",
        "N",
        "n",
        "0",
    }
)
_TICK = re.compile(f"^[{re.escape(TICKED)}]+")
_TICKS = re.compile(f"^[{re.escape(TICKED)}]+$")
_SHORT = 4  # characters of a tick with what may stand around it: [√]、（√）。
_BOX = re.compile(f"^[{re.escape(EMPTY)}─—-]+$")
_BRACKETED = re.compile(r"^[(（](.*)[)）]$")
_LOST = re.compile(r"^[?？\ufffd1]+$")
_WRAPPING = "()（）[]［］【】{}。.，,；;、 "


@dataclass(frozen=True, slots=True)
class Tick:
    """Ticked or not, and the words in the cell; `unclear` where that cannot be told."""

    ticked: bool = False
    words: str = ""
    unclear: bool = False


@lru_cache(maxsize=10_000)
def read_tick(text: str) -> Tick:
    """What a cell of a tick column says."""
    plain = tidy(text)
    if plain in _NO or _BOX.match(plain):
        return Tick()
    if plain in _YES or (len(plain) <= _SHORT and _TICKS.match(plain.strip(_WRAPPING))):
        return Tick(ticked=True)
    if _LOST.match(plain):
        return Tick(words=plain, unclear=True)
    sign = _TICK.match(plain)
    words = _unbracketed(plain[sign.end() :].strip(":：") if sign else plain)
    return Tick(ticked=sign is not None, words=words)


def _unbracketed(words: str) -> str:
    inside = _BRACKETED.match(words)
    return inside[1] if inside else words
