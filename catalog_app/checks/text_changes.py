"""What changed between two texts of a page, in words a person reads. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

SENTENCES_MAX = 3000
"""Sentences of a text that are compared; what is longer is compared up to there."""
AROUND = 1
"""Unchanged sentences shown on each side of a change."""
ALIKE = 0.5
"""From this likeness on, two sentences are one that was reworded."""
COMPARED_MAX = 400
"""Longer sentences are shown as taken out and put in, since comparing signs takes their square."""
SENTENCE = re.compile(r"[^\n。；！？]*[\n。；！？]?")

Kind = Literal["same", "added", "removed", "gap"]


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch that stayed, was put in, was taken out; or a gap of `left_out` unchanged sentences."""

    kind: Kind
    text: str = ""
    left_out: int = 0


def changes(old: str, new: str) -> list[Change]:
    """What was taken out of `old` and put into `new`, with a little of what stands around it.

    Empty when nothing changed but white space."""
    before, after = _sentences(old), _sentences(new)
    steps = SequenceMatcher(None, _plain(before), _plain(after), autojunk=False).get_opcodes()
    if all(tag == "equal" for tag, *_ in steps):
        return []
    found: list[Change] = []
    for index, (tag, start, end, low, high) in enumerate(steps):
        if tag == "equal":
            found += _unchanged(after[low:high], index > 0, index < len(steps) - 1)
        else:
            found += _changed(before[start:end], after[low:high])
    return found


def _sentences(text: str) -> list[str]:
    return [part for part in SENTENCE.findall(text) if part.strip()][:SENTENCES_MAX]


def _plain(sentences: Sequence[str]) -> list[str]:
    return ["".join(each.split()) for each in sentences]


def _unchanged(sentences: Sequence[str], after: bool, before: bool) -> Iterator[Change]:
    """The sentences next to a change, and how many lie between."""
    head = list(sentences[:AROUND]) if after else []
    tail = list(sentences[len(head) :][-AROUND:]) if before else []
    left = len(sentences) - len(head) - len(tail)
    yield from (Change("same", each) for each in head)
    if left:
        yield Change("gap", left_out=left)
    yield from (Change("same", each) for each in tail)


def _changed(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    """Sentences set against each other in pairs, the rest taken out or put in whole."""
    for one, other in zip(old, new, strict=False):
        yield from _reworded(one, other)
    yield from (Change("removed", each) for each in old[len(new) :])
    yield from (Change("added", each) for each in new[len(old) :])


def _reworded(old: str, new: str) -> Iterator[Change]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if max(len(old), len(new)) > COMPARED_MAX or matcher.ratio() < ALIKE:
        yield Change("removed", old)
        yield Change("added", new)
        return
    for tag, start, end, low, high in matcher.get_opcodes():
        if tag == "equal":
            yield Change("same", old[start:end])
            continue
        if end > start:
            yield Change("removed", old[start:end])
        if high > low:
            yield Change("added", new[low:high])
