"""White space and width: what may differ between two writings of one text."""

from __future__ import annotations

import re
from functools import lru_cache

# Blanks seen in real files beside the ordinary ones: ideographic, no-break, zero-width, BOM.
_SPACE = re.compile(r"[\s\u3000\u00a0\u200b-\u200d\u2060\ufeff]+")
_UNTIDY = re.compile(r"[\s\u200b-\u200d\u2060\ufeff０-９Ａ-Ｚａ-ｚ]")
_WORD_GAP = re.compile(r"(?<=[A-Za-z0-9]) (?=[A-Za-z0-9])")
_NARROW = str.maketrans(
    {wide: wide - 0xFEE0 for first, last in ((0xFF10, 0xFF19), (0xFF21, 0xFF3A), (0xFF41, 0xFF5A))
     for wide in range(first, last + 1)}
)  # fmt: skip


def tidy(text: str) -> str:
    """A text as written, but for white space (kept only between Latin words or numbers).

    Full-width digits and letters become half-width; punctuation stays as written.
    """
    if not _UNTIDY.search(text):
        return text
    text = _SPACE.sub(" ", text).strip().translate(_NARROW)
    if " " not in text:
        return text
    return _WORD_GAP.sub("\0", text).replace(" ", "").replace("\0", " ")


def tidy_lines(text: str) -> str:
    """As `tidy`, with the line breaks kept: one tidied line for each line that holds anything."""
    return "\n".join(line for line in map(tidy, text.splitlines()) if line)


@lru_cache(maxsize=4_096)
def squeeze(text: str) -> str:
    """A text without any white space, for comparing."""
    return _SPACE.sub("", text).translate(_NARROW) if _UNTIDY.search(text) else text
