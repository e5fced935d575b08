"""Citizen identity numbers (公民身份号码, GB 11643): which 18 characters are one."""

from __future__ import annotations

import re
from datetime import date

# GB/T 2260: the two-digit codes of provinces, regions and municipalities.
PROVINCES = frozenset(
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 "
    "50 51 52 53 54 61 62 63 64 65 71 81 82 83".split()
)
# GB 11643: weights and check characters of MOD 11-2.
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
OLDEST = 1900
ALONE = re.compile(r"(?<![\dA-Za-z])\d{17}[\dXx](?![\dA-Za-z])", re.ASCII)


def is_id_number(text: str) -> bool:
    """Whether 18 characters are a citizen identity number: province, real birthday, MOD 11-2."""
    if len(text) != 18 or not text[:17].isdigit() or text[:2] not in PROVINCES:
        return False
    total = sum(int(char) * weight for char, weight in zip(text, WEIGHTS, strict=False))
    return CHECKS[total % 11] == text[17].upper() and _is_birthday(text[6:14])


def holds_id_number(text: str) -> bool:
    """Whether an unbroken identity number, no part of a longer run, stands in the text."""
    return any(is_id_number(found[0]) for found in ALONE.finditer(text))


def _is_birthday(digits: str) -> bool:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return OLDEST <= born.year < 2100
