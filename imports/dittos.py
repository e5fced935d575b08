"""Texts that stand for another: 同上 and its signs, 同左, 同第3行; and a spreadsheet's error values."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

from imports.wording import squeeze

_LONGEST = 12  # characters, blanks included
_AROUND = "()（）[]【】。.，,；;：:"
_ABOVE = re.compile(
    r"(?:同|如|见|与|和)上(?:同|面|边|述|表|例)?|(?:同|与)上(?:面|述)?一?[行栏格项条款列个](?:相同)?|上同|同前|同一上行"
    r"|[〃″〞々\"”“＂]|''|′′|,,"
)
_LEFT = re.compile(r"同左[边侧]?(?:列|栏|格)?|与左同")
_ELSEWHERE = re.compile(r"(?:同|见)(?:右|下|后)[边面]?|同(?:第|序号|编号)?\d{1,4}[行项条号]?")
_ERROR = re.compile(r"#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)")


class StandIn(StrEnum):
    """What a text stands for that is no value itself."""

    ABOVE = "above"
    LEFT = "left"
    ELSEWHERE = "elsewhere"  # a row or column that cannot be followed surely
    ERROR = "error"


def stand_ins(texts: Iterable[str]) -> dict[str, StandIn]:
    """Those of the texts that stand for another, and what for."""
    short = (text for text in texts if 0 < len(text) <= _LONGEST and not text.isdecimal())
    found = ((text, _stand_in(squeeze(text))) for text in short)
    return {text: kind for text, kind in found if kind}


def _stand_in(text: str) -> StandIn | None:
    if text.startswith("#"):
        return StandIn.ERROR if _ERROR.fullmatch(text.upper()) else None
    plain = text.strip(_AROUND) or text
    if _ABOVE.fullmatch(plain):
        return StandIn.ABOVE
    if _LEFT.fullmatch(plain):
        return StandIn.LEFT
    return StandIn.ELSEWHERE if _ELSEWHERE.fullmatch(plain) else None
