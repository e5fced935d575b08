"""What a rule kept as evidence, in words for a screen. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from catalog_app.checks.wording import EVIDENCE_FIELD_NAMES, EVIDENCE_NAMES, EVIDENCE_WORDS

TOLD_ELSEWHERE = frozenset({"fault", "elements"})


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing of the evidence: its name and its lines."""

    name: str
    lines: tuple[str, ...]


def facts_in_words(told: Mapping[str, Any]) -> list[Fact]:
    """Everything of the evidence that has a name for people, in the order it was told."""
    return [
        Fact(EVIDENCE_NAMES[key], _lines(value))
        for key, value in told.items()
        if key in EVIDENCE_NAMES and key not in TOLD_ELSEWHERE and value not in (None, "", [], {})
    ]


def _lines(value: Any) -> tuple[str, ...]:
    if isinstance(value, Mapping):
        return (_row(value),)
    if not isinstance(value, (list, tuple)):
        return (_word(value),)
    if any(isinstance(each, Mapping) for each in value):
        return tuple(_row(each) if isinstance(each, Mapping) else _word(each) for each in value)
    return ("、".join(map(_word, value)),)


def _row(value: Mapping[str, Any]) -> str:
    parts = (
        f"{EVIDENCE_FIELD_NAMES[key]}：{_word(each)}"
        for key, each in value.items()
        if key in EVIDENCE_FIELD_NAMES and each not in (None, "")
    )
    return "；".join(parts)


def _word(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:g}"
    return EVIDENCE_WORDS.get(str(value), str(value))
