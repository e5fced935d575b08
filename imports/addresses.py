"""Web addresses anywhere in a row, and texts that were meant to be one."""

from __future__ import annotations

import re
from collections.abc import Iterable

# An address ends at a blank, at Chinese text or at Chinese punctuation. A Chinese path is written
# percent-encoded in an address bar, so nothing of a real address is lost.
_ADDRESS = re.compile(r"https?://[!#-;=?-\[\]_a-z~%|]+", re.IGNORECASE)
_HOST = r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}|\d{1,3}(?:\.\d{1,3}){3}"
_WHOLE = re.compile(rf"https?://(?:{_HOST})(?::\d{{1,5}})?(?:[/?#].*)?", re.IGNORECASE)
_EMPTIED = re.compile(
    r"[(（【]\s*(?:(?:详见|公开)?(?:网址|链接|地址|网站|网页)*(?:为|是)?)[:：]?[\s;；,，、]*[)）】]"
)
_TRAILING = ".,;:!?'\")]}"
_MEANT = re.compile(r"https?[:：/]|www\.|\.(?:gov|com|org|net)\b", re.IGNORECASE)


def may_hold_url(text: str) -> bool:
    """A quick look: False means that no address stands in the text."""
    return "://" in text


def urls_in(text: str) -> list[str]:
    """The complete addresses in a text, in order."""
    return [url for url in map(_trimmed, _ADDRESS.findall(text)) if _WHOLE.fullmatch(url)]


def without_urls(text: str) -> str:
    """The text without its addresses."""
    if "://" not in text:
        return text
    rest = _ADDRESS.sub(lambda found: found[0][len(_trimmed(found[0])) :] + " ", text)
    return _EMPTIED.sub(" ", rest)


def broken_url_in(text: str) -> str | None:
    """What is left of a cell of addresses that was meant as one but is incomplete; else None."""
    rest = _ADDRESS.sub(
        lambda found: " " if _WHOLE.fullmatch(_trimmed(found[0])) else found[0], text
    ).strip()
    if not rest:
        return None
    if _MEANT.search(rest):
        return rest
    # "https://a.gov.cn/x" and "y.html" on two lines: the address was broken by a blank.
    follows_address = "://" in text and re.search(r"[a-z0-9][./][a-z0-9]", rest, re.IGNORECASE)
    return rest if follows_address else None


def unique(urls: Iterable[str]) -> tuple[str, ...]:
    """The addresses in order, each once."""
    return tuple(dict.fromkeys(urls))


def _trimmed(url: str) -> str:
    return url.rstrip(_TRAILING)
