"""Cutting text into search tokens, the same for documents and for queries. Plain Python.

Chinese is cut into overlapping pairs of characters, and a run's last character is kept too, so that
every character starts some token and a one-character query works by prefix. Latin letters and
digits stay whole words. Tags ("d_elderly_care", "r_88") hold an underscore, which no text token can.

What is indexed is deleted by its tokens: after a change here run `catalog reindex`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

WORD_MAX = 48
_RUN = re.compile(r"[a-z0-9]+|[^\W_a-z0-9]+")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens that must follow each other; the last one is a beginning only where `prefix`."""

    tokens: tuple[str, ...]
    prefix: bool = False


def normal(text: str) -> str:
    """Half width, lower case, compatibility forms made plain."""
    return unicodedata.normalize("NFKC", text).lower()


def tokens(text: str) -> list[str]:
    """All tokens of a document's text, in order."""
    return [token for run in _RUN.findall(normal(text)) for token in _of_run(run)]


def joined(texts: Iterable[str | None]) -> str:
    """The tokens of several texts as the index stores them: separated by blanks."""
    return " ".join(token for text in texts if text for token in tokens(text))


def words(text: str) -> list[str]:
    """The words a reader typed: what white space and punctuation leave together."""
    return list(dict.fromkeys(_WORD.findall(normal(text))))


def phrases(text: str) -> list[Phrase]:
    """What a document must hold to answer a query: each word, as written."""
    return [_phrase(word) for word in words(text)]


def halves(text: str) -> list[str]:
    """The words cut into pairs side by side (危房改造标准 → 危房 改造 标准): most Chinese words have
    two characters, so a sentence that stands nowhere as such can still be asked for by its words."""
    return list(dict.fromkeys(piece for word in words(text) for piece in _pieces(word)))


def _of_run(run: str) -> Iterator[str]:
    if run[0].isascii():
        yield run[:WORD_MAX]
        return
    for place in range(len(run) - 1):
        yield run[place : place + 2]
    yield run[-1]


def _phrase(word: str) -> Phrase:
    found = [token for run in _RUN.findall(word) for token in _of_run(run)]
    last = _RUN.findall(word)[-1]
    if last[0].isascii() or len(last) == 1:
        return Phrase(tuple(found), prefix=True)
    return Phrase(tuple(found[:-1]))


def _pieces(word: str) -> Iterator[str]:
    for run in _RUN.findall(word):
        if run[0].isascii() or len(run) <= 3:
            yield run
        else:
            yield from (run[place : place + 2] for place in range(0, len(run) - 1, 2))
