"""The time limit of an entry, read from the phrase a catalogue writes.

    limit := part { (";" | "。" | numbering | "," | "、" | bracket) part } [override]
    part  := ditto | sync | staged | periodic | show | before | within
           | realtime | continuous | prompt | manual            (the first that fits)

White space never counts (cells are split as "20个工作 日内"), nor does width; 做出 is 作出, and
Chinese numerals are numbers. A number wins over 及时 and 予以公开. A number after 公示 or 公告 is
how long the page must be shown, no deadline. Reading never fails: what no rule fits is
"unreadable", what only a person can know is "manual".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from domains.time_limit_part import LimitPart
from domains.time_limit_rules import has_number, read
from domains.time_limit_text import clauses, plain

__all__ = ["ASSUMED_TRIGGER", "OVERRIDE", "PARTIAL", "LimitPart", "TimeLimit", "parse"]

OVERRIDE = "override"  # 法律、法规另有规定的,从其规定
ASSUMED_TRIGGER = "assumed_trigger"  # a bare number: counted from 信息形成或变更
PARTIAL = "partial"  # some piece of the phrase names a limit that could not be read


@dataclass(frozen=True)
class TimeLimit:
    """A phrase as written, and what it says."""

    phrase: str
    parts: tuple[LimitPart, ...]
    flags: frozenset[str] = frozenset()

    @property
    def kind(self) -> str:
        """The kind of its only part; "compound" for several, "unreadable" for none."""
        if not self.parts:
            return "unreadable"
        return self.parts[0].kind if len(self.parts) == 1 else "compound"

    @property
    def readable(self) -> bool:
        return bool(self.parts)

    def in_words(self) -> str:
        """What the phrase means, in plain Chinese."""
        if not self.parts:
            return "未能识别这一时限，请按“信息形成或变更之日起20个工作日内”这样的写法填写"
        text = "；".join(part.in_words() for part in self.parts)
        return f"{text}（法律、法规另有规定的，从其规定）" if OVERRIDE in self.flags else text


@lru_cache(maxsize=4096)  # a county writes a few phrases many times
def parse(phrase: str) -> TimeLimit:
    """Read any phrase; never raises."""
    parts: list[LimitPart] = []
    flags: set[str] = set()
    for clause in clauses(plain(phrase)):
        found, marks = _read_clause(clause)
        parts += found
        flags |= marks
    kept = _without_empty_promptness(list(dict.fromkeys(parts)))
    if any(part.trigger == "unspecified" for part in kept):
        flags.add(ASSUMED_TRIGGER)
    return TimeLimit(phrase, tuple(kept), frozenset(flags))


def _read_clause(pieces: list[str]) -> tuple[list[LimitPart], set[str]]:
    """The parts of one clause; a piece that says no limit belongs to the next one."""
    parts: list[LimitPart] = []
    flags: set[str] = set()
    waiting = ""
    for piece in pieces:
        waiting += piece
        override = bool(_OVERRIDE.search(waiting))
        found = read(waiting) if has_number(waiting) or not override else []
        if override:
            flags.add(OVERRIDE)
        if found or (override and not _UNREAD.search(waiting)):
            parts += found
            waiting = ""
    return parts, flags | ({PARTIAL} if _UNREAD.search(waiting) else set())


def _without_empty_promptness(parts: list[LimitPart]) -> list[LimitPart]:
    """及时 beside a number of days says nothing more."""
    counted = any(part.kind == "within" for part in parts)
    return [part for part in parts if not (counted and part == LimitPart("prompt"))]


_OVERRIDE = re.compile(r"另有规定|从其规定|规定的?除外")
_UNREAD = re.compile(r"[0-9*×X]+个?(?:工作日|日|天|周|月)|日内|工作日|[0-9]\W*$")
