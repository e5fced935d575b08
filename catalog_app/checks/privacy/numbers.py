"""Personal data in a text: citizen identity numbers, bank cards and mobile numbers.

Only masked forms leave this module's callers: the evidence of a leak must not leak it again.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from catalog_app.citizen_ids import PROVINCES, is_id_number

Kind = Literal["id_number", "bank_card", "mobile", "weak_mask"]


# A stretch of digits long enough to hold a number; quick to find, so that RUN is tried only there.
DIGITS = re.compile(r"\d[\d \u00a0-]{9,}[\dXx]", re.ASCII)
RUN = re.compile(
    r"(?<!\d)(?:\d{6}[ \u00a0-]?\d{8}[ \u00a0-]?\d{3}[\dXx]"  # identity number
    r"|1[3-9]\d[ \u00a0-]?\d{4}[ \u00a0-]?\d{4}"  # mobile
    r"|(?:62\d\d|[45]\d{3})(?:[ \u00a0-]?\d{4}){3}(?:[ \u00a0-]?\d{1,3})?)(?!\d)",  # card
    re.ASCII,
)
CELLS = re.compile(r"\d(?<![^\n]\d)(?:\n\d){16}\n[\dXx](?![^\n])", re.ASCII)
UNBROKEN = re.compile(rb"(?<![\dA-Za-z])\d{17}[\dXx](?![\dA-Za-z])")
# With every digit written as a zero, long runs are found by a plain search.
LONG_RUN = b"0" * 17
SHAPE = bytes.maketrans(b"123456789", b"000000000")
GAPS = re.compile(r"[\s\u00a0-]")
CODE_WORDS = re.compile(
    r"(?:信用代码|机构代码|项目代码|统一代码|订单|流水|单号|批号|备案号|(?:采购|项目|合同|招标|标段|案件|档案|宗地|许可|批准|备案)编号)[^\d\n]{0,8}$"
)
MOBILE = re.compile(r"1[3-9]\d{9}")
AFTER_YEAR = re.compile(r"(?<!\d)20\d\d[-_]$")  # a serial: 2025-13912345678
CARD = re.compile(r"(?:62|4|5)\d{14,17}")
CARD_WORDS = re.compile(r"账号|帐号|账户|卡号|银行|一卡通|存折|信用社")
NEAR = 40
# What may hold a number anywhere in a value written out as JSON, where a new line is two signs.
SUSPECT = re.compile(r"\d(?:[\d \u00a0-]|\\n){9,}[\dXxＸｘ]")
SHORTEST = 11  # signs of the shortest personal number, a mobile telephone's
WEAK = 14  # of 18 signs: more than the day of birth, or the order number, is left to guess
COVERED_DIGIT = re.compile(r"\d[*＊×●•#＃]|[*＊×●•#＃]\d")
COVERED_ID = re.compile(
    r"(?<![\dA-Za-z*＊×●•#＃-])[\d*＊×●•#＃]{17}[\dXx*＊×●•#＃](?![\dA-Za-z*＊×●•#＃])", re.ASCII
)
# Digits of full width, and signs that take no room on the page: a gap, so that places stay.
WIDE = re.compile("[０-９\u200b-\u200d\u2060\ufeff\u00ad]")
FULL_WIDTH = {ord("０") + digit: str(digit) for digit in range(10)} | {
    ord("Ｘ"): "X",
    ord("ｘ"): "x",
    **dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xAD), " "),
}


@dataclass(frozen=True, slots=True)
class PersonalDatum:
    """One hit: what it is, its masked form, and where it stands in the text."""

    kind: Kind
    masked: str
    start: int
    end: int


def personal_data(text: str) -> tuple[PersonalDatum, ...]:
    """Find identity, bank card and mobile numbers (checks V01, V02, V03), in order of place.

    An identity number has 18 characters that are no part of a longer run, a province code, a real
    date of birth and the MOD 11-2 check character. A card needs a known prefix, the Luhn check
    and a word about accounts nearby.
    """
    return _found(text)


def _found(text: str, *, whole: bool = False) -> tuple[PersonalDatum, ...]:
    """`whole`: a word about accounts anywhere in the text makes a card of a number."""
    plain = text.translate(FULL_WIDTH) if WIDE.search(text) else text
    found: list[PersonalDatum] = []
    for stretch in DIGITS.finditer(plain):
        # First the whole: a part of an identity number set with gaps may look like a telephone's.
        found += _spread(plain, stretch) or _runs(plain, stretch, whole=whole)
    for column in CELLS.finditer(plain):
        found += _spread(plain, column)
    return tuple(sorted(found, key=lambda datum: datum.start))


def identity_numbers(source: bytes) -> tuple[PersonalDatum, ...]:
    """Identity numbers anywhere in the source of a page: in attributes, hidden fields, scripts.

    The source is UTF-8 or another encoding that keeps ASCII; places are counted in bytes.
    """
    shape = source.translate(SHAPE)
    found: list[PersonalDatum] = []
    start = shape.find(LONG_RUN)
    while start >= 0:
        datum = _held(source, start)
        if datum is not None:
            found.append(datum)
        start = shape.find(LONG_RUN, start + 1)
    return tuple(found)


def _held(source: bytes, start: int) -> PersonalDatum | None:
    match = UNBROKEN.match(source, start)
    if match is None or not is_id_number(digits := match[0].decode("ascii")):
        return None
    before = source[max(0, start - NEAR) : start].decode("utf-8", "ignore")
    if _is_code(before, len(before)):
        return None
    return PersonalDatum("id_number", _mask_identity(digits), start, match.end())


def weak_masks(text: str) -> tuple[PersonalDatum, ...]:
    """Identity numbers of which a mask leaves 14 or more of 18 digits to be read (check V06)."""
    if not COVERED_DIGIT.search(text):
        return ()
    found = (match for match in COVERED_ID.finditer(text) if _is_weakly_covered(match[0]))
    return tuple(
        PersonalDatum("weak_mask", _mask_identity(match[0]), match.start(), match.end())
        for match in found
    )


def mask(text: str) -> str:
    """The text with every personal number replaced by its masked form. A card needs no word about
    accounts nearby: in a table it stands in the header, far above."""
    parts, last = [], 0
    for datum in _found(text, whole=True):
        parts += [text[last : datum.start], datum.masked]
        last = datum.end
    return "".join([*parts, text[last:]])


def masked(value: Any) -> Any:
    """The same plain value with every text in it masked, however deep in lists and objects.

    One look at the whole, written out, spares nearly all values the way through their parts."""
    if isinstance(value, str):
        return mask(value) if len(value) >= SHORTEST else value
    if not SUSPECT.search(json.dumps(value, ensure_ascii=False, default=str)):
        return value
    return _masked_through(value)


def _masked_through(value: Any) -> Any:
    if isinstance(value, str):
        return mask(value) if len(value) >= SHORTEST else value
    if isinstance(value, Mapping):
        return {name: _masked_through(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_masked_through(part) for part in value]
    return value


def _runs(text: str, stretch: re.Match[str], *, whole: bool) -> list[PersonalDatum]:
    runs = RUN.finditer(text, stretch.start(), stretch.end())
    judged = (_judge(text, run, whole=whole) for run in runs)
    return [datum for datum in judged if datum is not None]


def _judge(text: str, match: re.Match[str], *, whole: bool) -> PersonalDatum | None:
    digits = GAPS.sub("", match[0])
    kind: Kind
    if is_id_number(digits) and not _is_code(text, match.start()):
        kind, masked = "id_number", _mask_identity(digits)
    elif MOBILE.fullmatch(digits) and not AFTER_YEAR.search(
        text[max(0, match.start() - 6) : match.start()]
    ):
        kind, masked = "mobile", digits[:3] + "****" + digits[-4:]
    elif (
        CARD.fullmatch(digits)
        and has_luhn_digit(digits)
        and (CARD_WORDS.search(text) if whole else _speaks_of_cards(text, match))
    ):
        kind, masked = "bank_card", "*" * (len(digits) - 4) + digits[-4:]
    else:
        return None
    return PersonalDatum(kind, masked, match.start(), match.end())


def _mask_identity(digits: str) -> str:
    return digits[:2] + "*" * 13 + digits[-3:]


def _spread(text: str, stretch: re.Match[str]) -> list[PersonalDatum]:
    """An identity number set with a gap after any digit, or with one digit a table cell."""
    digits = GAPS.sub("", stretch[0])
    if not is_id_number(digits) or _is_code(text, stretch.start()):
        return []
    return [PersonalDatum("id_number", _mask_identity(digits), stretch.start(), stretch.end())]


def _is_weakly_covered(number: str) -> bool:
    """What can be read of it must fit an identity number: a province and a birthday."""
    shown = sum(sign in "0123456789Xx" for sign in number)
    province, century = number[:2], number[6:8]
    return (
        WEAK <= shown < len(number)
        and (province in PROVINCES or not province.isdigit())
        and (century in ("19", "20") or not century.isdigit())
        and not ("13" <= number[10:12] <= "99")
    )


def _is_code(text: str, start: int) -> bool:
    """Whether the words right before a number call it the number of an organisation or a paper."""
    return CODE_WORDS.search(text[max(0, start - NEAR) : start]) is not None


def has_luhn_digit(digits: str) -> bool:
    """Whether the last digit of a card's number is the right one (ISO/IEC 7812-1)."""
    doubled = [int(char) * (2 if place % 2 else 1) for place, char in enumerate(reversed(digits))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def _speaks_of_cards(text: str, match: re.Match[str]) -> bool:
    return bool(CARD_WORDS.search(text, max(0, match.start() - NEAR), match.end() + NEAR))
