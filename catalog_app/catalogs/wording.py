"""How elements are worded on screens, and how two wordings are shown side by side. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import NamedTuple

from domains import time_limit, vocabulary

Value = str | Sequence[str] | None

CODED_FIELDS = frozenset({"method", "levels", "phases"})
SET_FIELDS = CODED_FIELDS | {"channels"}
_TOKEN = re.compile(r"[A-Za-z0-9.]+|.", re.DOTALL)
_UNLIKE = 0.35  # texts less alike than this are shown as replaced whole
_STRAY = 2  # shorter runs left between two changes only make them hard to read


class Mark(NamedTuple):
    """A run of text, and whether it is not on the other side."""

    changed: bool
    text: str


Line = list[Mark]


class Sides(NamedTuple):
    """Two values of one element, line by line, with what each has of its own marked."""

    before: list[Line]
    after: list[Line]


def lines(field: str, value: Value) -> list[str]:
    """The value as a person reads it, one line an element; an empty list for none."""
    if not value:
        return []
    if isinstance(value, str):
        return [value]
    if field in CODED_FIELDS:
        return [vocabulary.label(code) for code in value]
    if field == "channels":
        return [_channel(text) for text in value]
    return list(value)


def reading(time_limit_text: str | None) -> str | None:
    """What a time limit means in plain words; None where none is written."""
    return time_limit.parse(time_limit_text).in_words() if time_limit_text else None


def sides(field: str, before: Value, after: Value) -> Sides:
    """The two values side by side."""
    old, new = lines(field, before), lines(field, after)
    if field in SET_FIELDS:
        return Sides(_missing_marked(old, new), _missing_marked(new, old))
    found = Sides([], [])
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            found.before.extend([Mark(False, text)] for text in old[i1:i2])
            found.after.extend([Mark(False, text)] for text in new[j1:j2])
        else:
            _pair(old[i1:i2], new[j1:j2], found)
    return found


def _channel(text: str) -> str:
    prefix, colon, rest = text.partition(":")
    return f"{prefix}：{rest}" if colon else text


def _missing_marked(own: list[str], other: list[str]) -> list[Line]:
    return [[Mark(text not in other, text)] for text in own]


def _pair(old: list[str], new: list[str], found: Sides) -> None:
    for one, two in zip_longest(old, new):
        if one is None:
            found.after.append([Mark(True, two)])
        elif two is None:
            found.before.append([Mark(True, one)])
        else:
            left, right = _within(one, two)
            found.before.append(left)
            found.after.append(right)


def _within(one: str, two: str) -> tuple[Line, Line]:
    old, new = _TOKEN.findall(one), _TOKEN.findall(two)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < _UNLIKE:
        return [Mark(True, one)], [Mark(True, two)]
    left: Line = []
    right: Line = []
    for changed, before, after in _runs(matcher, old, new):
        _append(left, changed, before)
        _append(right, changed, after)
    return left, right


def _runs(
    matcher: SequenceMatcher[str], old: list[str], new: list[str]
) -> Iterator[tuple[bool, str, str]]:
    codes = matcher.get_opcodes()
    for place, (tag, i1, i2, j1, j2) in enumerate(codes):
        before, after = "".join(old[i1:i2]), "".join(new[j1:j2])
        inside = 0 < place < len(codes) - 1
        stray = tag == "equal" and inside and len(before) < _STRAY
        yield tag != "equal" or stray, before, after


def _append(line: Line, changed: bool, text: str) -> None:
    if not text:
        return
    if line and line[-1].changed == changed:
        line[-1] = Mark(changed, line[-1].text + text)
    else:
        line.append(Mark(changed, text))
