"""The lists of words that rules go by: data files beside the rules, `#` begins a remark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import ahocorasick

DATA = Path(__file__).parent / "data"


def lines(name: str) -> Iterator[list[str]]:
    """The lines of a list, each as its words."""
    for line in (DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        words = line.partition("#")[0].split()
        if words:
            yield words


@cache
def words(name: str) -> frozenset[str]:
    """All words of a list."""
    return frozenset(word for line in lines(name) for word in line)


class Finder:
    """Finds many words in a text in one pass; of overlapping words the longest counts."""

    def __init__(self, wanted: Iterable[str]) -> None:
        self._automaton = ahocorasick.Automaton()
        for word in wanted:
            self._automaton.add_word(word, word)
        self._automaton.make_automaton()

    def find(self, text: str) -> list[tuple[int, str]]:
        """Where each word begins, in order."""
        return [(end - len(word) + 1, word) for end, word in self._automaton.iter_long(text)]


@cache
def finder(name: str) -> Finder:
    """The finder of a list's words; built once."""
    return Finder(words(name))
