"""What a text is about, as far as a list of words per domain can tell."""

from __future__ import annotations

from collections import Counter
from functools import cache, lru_cache

from catalog_app.checks.rules.words import Finder, lines


def topics_in(text: str) -> Counter[str]:
    """The domains (by name) whose words are in the text, and how many times."""
    return Counter(dict(_topics_in(text)))


def topics_of(domain: str, *names: str) -> frozenset[str]:
    """The topics of an item: its domain, else those that its names have words of."""
    return frozenset((domain,)) if domain in _known() else frozenset(topics_in("\n".join(names)))


@lru_cache(maxsize=256)
def _topics_in(text: str) -> tuple[tuple[str, int], ...]:
    found: Counter[str] = Counter()
    for _, word in _finder().find(text):
        found.update(_domains_of()[word])
    return tuple(found.items())


@cache
def _known() -> frozenset[str]:
    return frozenset(line[0] for line in lines("topics"))


@cache
def _domains_of() -> dict[str, set[str]]:
    domains: dict[str, set[str]] = {}
    for line in lines("topics"):
        for word in line:
            domains.setdefault(word, set()).add(line[0])
    return domains


@cache
def _finder() -> Finder:
    return Finder(_domains_of())
