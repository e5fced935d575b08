"""Words of the evidence, found again in the text of the page. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

CONTEXT = 120
"""Characters shown before and after marked words where a long text is folded."""
SHORT = 1200
"""Texts up to so many characters are shown whole."""
LONGEST_QUOTE = 400
SHORTEST_QUOTE = 2


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text: marked words, plain words, or (`left_out` > 0) so many characters
    that are left out."""

    text: str
    marked: bool = False
    left_out: int = 0


def marked_text(text: str, quotes: Iterable[str]) -> list[Piece]:
    """The whole text with every quote marked where it stands; white space and the width of signs may
    differ."""
    pieces: list[Piece] = []
    at = 0
    for start, end in _places(text, quotes):
        if start > at:
            pieces.append(Piece(text[at:start]))
        pieces.append(Piece(text[start:end], marked=True))
        at = end
    if at < len(text):
        pieces.append(Piece(text[at:]))
    return pieces


def folded(pieces: Sequence[Piece]) -> list[Piece]:
    """The same with long stretches of plain text cut down to the words around the marks.

    A text without marks keeps its beginning."""
    if sum(len(piece.text) for piece in pieces) <= SHORT:
        return list(pieces)
    if not any(piece.marked for piece in pieces):
        whole = "".join(piece.text for piece in pieces)
        return [Piece(whole[:SHORT]), Piece("", left_out=len(whole) - SHORT)]
    found: list[Piece] = []
    for index, piece in enumerate(pieces):
        before, after = index > 0, index < len(pieces) - 1
        found += [piece] if piece.marked else _cut(piece.text, before, after)
    return found


def has_marks(pieces: Iterable[Piece]) -> bool:
    """Was anything found to mark?"""
    return any(piece.marked for piece in pieces)


def _cut(text: str, after_mark: bool, before_mark: bool) -> list[Piece]:
    """Plain text between marks: what stands next to them, and how much lies between."""
    head = text[:CONTEXT] if after_mark else ""
    tail = text[-CONTEXT:] if before_mark else ""
    left = len(text) - len(head) - len(tail)
    if left <= 0:
        return [Piece(text)]
    pieces = [Piece(head), Piece("", left_out=left), Piece(tail)]
    return [piece for piece in pieces if piece.text or piece.left_out]


def _places(text: str, quotes: Iterable[str]) -> list[tuple[int, int]]:
    """Where the quotes stand, in order; what overlaps is one place."""
    plain, origin = _plain(text)
    found = sorted(
        (origin[start], origin[start + len(quote) - 1] + 1)
        for quote in {_plain(quote[:LONGEST_QUOTE])[0] for quote in quotes}
        if len(quote) >= SHORTEST_QUOTE
        for start in _starts(plain, quote)
    )
    joined: list[tuple[int, int]] = []
    for start, end in found:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _starts(plain: str, quote: str) -> Iterator[int]:
    at = plain.find(quote)
    while at >= 0:
        yield at
        at = plain.find(quote, at + len(quote))


def _plain(text: str) -> tuple[str, list[int]]:
    """The text without white space and with signs of one width, and where each sign stood."""
    signs: list[str] = []
    origin: list[int] = []
    for place, sign in enumerate(text):
        for one in unicodedata.normalize("NFKC", sign):
            if not one.isspace():
                signs.append(one)
                origin.append(place)
    return "".join(signs), origin
