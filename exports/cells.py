"""How the elements of an entry are written into a cell, so that a reader gets them back."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, partial

from domains.vocabulary import CHANNELS, OTHER

TICK = "√"
TICKED, EMPTY = "■", "□"
NO_GROUP = "—"
CHANNEL_LINE_WIDTH = 34
"""Half-width characters: 社区/企事业单位/村公示栏(电子屏) with its box just fits."""

_LINE_BREAKS = re.compile(r"\s*[\r\n\v\f\x85\u2028\u2029]+\s*")
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_POINTED = re.compile(r"\d\s*[.、．)）](?!\d)")
_BRACKETED = re.compile(r"[(（]\d{1,2}[)）]")
_SIGNS = tuple([chr(ord(first) + n) for n in range(20)] for first in "①⑴⒈")
"""Numbers that are one sign each, twenty of a kind."""
_BULLET = "◆"
_STANDARD = tuple(term.name for term in CHANNELS if term.name != OTHER)


def one_line(text: str) -> str:
    """The text without line breaks, which separate the elements of a cell."""
    return (text if text.isprintable() else _LINE_BREAKS.sub(" ", text)).strip()


@lru_cache(maxsize=8192)
def numbered(elements: tuple[str, ...]) -> str:
    """One element a line, each behind its number, as the guides print them.

    The number is what tells a reader that 、 and ； inside an element separate nothing. So the list
    is numbered in a manner that its elements do not use themselves: "1.", "(1)", "①", "⑴", "⒈", "◆".
    A blank keeps the number apart from a digit: "3. 5个工作日" is not 3.5 days.
    """
    lines = [one_line(element) for element in elements]
    manner = _manner_for(lines)
    return "\n".join(
        f"{manner(number)}{' ' if line[:1].isdigit() else ''}{line}"
        for number, line in enumerate(lines, start=1)
    )


def _manner_for(lines: Sequence[str]) -> Callable[[int], str]:
    joined = "\n".join(lines)
    if not _POINTED.search(joined):
        return _pointed
    if not _BRACKETED.search(joined):
        return "({})".format
    for signs in _SIGNS:
        if len(lines) <= len(signs) and not any(sign in joined for sign in signs):
            return partial(_sign_of, signs)
    return _pointed if _BULLET in joined else lambda _: _BULLET


def _pointed(number: int) -> str:
    return f"{number}."


def _sign_of(signs: Sequence[str], number: int) -> str:
    return signs[number - 1]


def lines_of(texts: Iterable[str]) -> str:
    """One text a line, without numbers: addresses."""
    return "\n".join(one_line(text) for text in texts)


@lru_cache(maxsize=4096)
def channel_boxes(channels: tuple[str, ...]) -> str:
    """Every channel of the closed list with its box ticked or empty, then 其他 with its texts."""
    boxes = [f"{TICKED if name in channels else EMPTY}{name}" for name in _STANDARD]
    others = [one_line(name) for name in channels if name not in _STANDARD]
    boxes += [f"{TICKED}{_other(name)}" for name in others] or [f"{EMPTY}{OTHER}"]
    return "\n".join(_in_lines(boxes))


def _other(name: str) -> str:
    return name if name == OTHER or name.startswith(f"{OTHER}:") else f"{OTHER}:{name}"


def _in_lines(boxes: Sequence[str]) -> Iterable[str]:
    """Two boxes a line, as the guides have them, or one where two are too wide."""
    line = ""
    for box in boxes:
        pair = f"{line} {box}"
        if line and (" " in line or _width(pair) > CHANNEL_LINE_WIDTH):
            yield line
            line = box
        else:
            line = pair if line else box
    yield line


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in text)


def tick(present: bool) -> str:
    return TICK if present else ""


def neutralised(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would calculate it.

    Excel and WPS run a CSV field that begins with = + - @ (half or full width), a tab or a line
    break as a formula (OWASP, "CSV Injection"). A text that has such an apostrophe already gets a
    second one, so that the reader, who takes one away, always restores it.
    """
    return f"'{text}" if _FORMULA.match(text) else text
