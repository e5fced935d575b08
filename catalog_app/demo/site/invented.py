"""Personal data of nobody, put together here so that no such number stands in any file."""

from __future__ import annotations

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def invented_id_number() -> str:
    """An ID number with a right check digit and a birth date more than a hundred years back."""
    body = "222403" + "19210101" + "999"
    total = sum(int(digit) * weight for digit, weight in zip(body, _ID_WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11]


def invented_card() -> str:
    """A card number with a right check digit, of no bank."""
    body = "62" + "0" * 12 + "9"
    doubled = (int(d) * (1 if place % 2 else 2) for place, d in enumerate(reversed(body)))
    return body + str(-sum(n - 9 if n > 9 else n for n in doubled) % 10)


def invented_mobile(number: int) -> str:
    """A mobile number that is written in examples only."""
    return f"139{number:08d}"
