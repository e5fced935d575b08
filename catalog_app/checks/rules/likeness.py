"""How much of an item's name stands in a title: pairs of characters, since Chinese has no blanks.

Ways to say the same thing count as one (高龄津贴, 老年人补贴), and words that any item could have
(信息, 公示, 办理) count little.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from catalog_app.checks.rules.words import Finder, finder, lines

NOISE = re.compile(r"\(.*?\)|（.*?）|[\W_]+|(?:19|20)\d\d年?度?")
LITTLE = 0.2
"""What a pair within a general word weighs beside one that names the matter."""

Pairs = dict[str, float]


def share(name: str, pairs: frozenset[str]) -> float:
    """How much of the name is in a text's pairs, 0 to 100."""
    weights = _weights(name)
    whole = sum(weights.values())
    if not whole:
        return 0.0
    return 100 * sum(weight for pair, weight in weights.items() if pair in pairs) / whole


def says_something(name: str) -> bool:
    """Has the name a word of its own, or is it one that any item could have (政策文件)?"""
    return any(weight > LITTLE for weight in _weights(name).values())


@lru_cache(maxsize=512)
def pairs_of(text: str) -> frozenset[str]:
    """The pairs of characters of a text, its synonyms made one."""
    plain = canonical(text)
    return frozenset(plain[i : i + 2] for i in range(max(1, len(plain) - 1)))


def canonical(text: str) -> str:
    """The text without signs, years and brackets, each synonym as the first word of its line."""
    plain = NOISE.sub("", text)
    written: list[str] = []
    at = 0
    for start, word in _synonyms().find(plain):
        written += (plain[at:start], _first_words()[word])
        at = start + len(word)
    return "".join((*written, plain[at:]))


@lru_cache(maxsize=4096)
def _weights(name: str) -> Pairs:
    plain = canonical(name)
    general = _general_characters(plain)
    weights: Pairs = {}
    for i in range(max(1, len(plain) - 1)):
        little = {i, min(i + 1, len(plain) - 1)} <= general
        weights[plain[i : i + 2]] = LITTLE if little else 1.0
    return weights


def _general_characters(text: str) -> set[int]:
    found: set[int] = set()
    for start, word in finder("generic_words").find(text):
        found.update(range(start, start + len(word)))
    return found


@cache
def _first_words() -> dict[str, str]:
    return {word: line[0] for line in lines("synonyms") for word in line}


@cache
def _synonyms() -> Finder:
    return Finder(_first_words())


def best(names: Iterable[str], texts: Iterable[str]) -> tuple[float, str]:
    """The text that holds most of one of the names, and how much; (0, "") without any."""
    names = tuple(names)
    found = ((share(name, pairs_of(text)), text) for text in texts for name in names)
    return max(found, default=(0.0, ""), key=lambda pair: pair[0])
