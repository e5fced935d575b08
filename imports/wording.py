"""White space and width: what may differ between two writings of one text."""

from __future__ import annotations

import re
from functools import lru_cache

# Blanks seen in real files beside the ordinary ones: ideographic, no-break, zero-width, BOM; and signs
# nobody sees: directions of writing, soft hyphens, selectors of a coloured sign (✔️).
_UNSEEN = r"\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0e\ufe0f\ufeff"
_SPACE = re.compile(rf"[\s\u3000\u00a0{_UNSEEN}]+")
_UNTIDY = re.compile(rf"[\s{_UNSEEN}０-９Ａ-Ｚａ-ｚ]")
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


# Traditional characters of headers and channels, as pages shown through a mirror have them.
_SIMPLE = str.maketrans(
    "開時據體內對層級號標屬類請動縣鄉鎮會項責單載備註網鏈領務稱團質媒報廣電視場點準電訊業戶現聞發佈聽證",
    "开时据体内对层级号标属类请动县乡镇会项责单载备注网链领务称团质媒报广电视场点准电讯业户现闻发布听证",
)


def simplified(text: str) -> str:
    """A text for comparing, the traditional characters of the words we look for made simple ones."""
    return text.translate(_SIMPLE)


@lru_cache(maxsize=4_096)
def squeeze(text: str) -> str:
    """A text without any white space, for comparing."""
    return _SPACE.sub("", text).translate(_NARROW) if _UNTIDY.search(text) else text
