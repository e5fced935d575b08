"""Bytes of a page to text: byte order mark, declaration, strict UTF-8, then GB18030."""

import codecs
import re

HEAD = 2048
DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_:-]+)""", re.IGNORECASE)
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(body: bytes, content_type: str | None = None) -> tuple[str, str]:
    """Return the text of a page and the name of the charset it was read with; never raises.

    A page cut off in the middle of a character is read up to the cut.
    """
    for mark, name in MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace"), name.removesuffix("-le")
    big5 = "big5" in declared_charset(body, content_type)
    for name in ("big5hkscs", "utf-8", "gb18030") if big5 else ("utf-8", "gb18030"):
        text = _strict(body, name)
        if text is not None:
            return text, "big5" if name == "big5hkscs" else name
    return _least_damaged(body)


def declared_charset(body: bytes, content_type: str | None) -> str:
    """The charset the server or the page declares, in lower case; empty when neither does."""
    for source in ((content_type or "").encode("ascii", "ignore"), body[:HEAD]):
        found = DECLARED.search(source)
        if found:
            return found[1].decode("ascii").lower()
    return ""


def _strict(body: bytes, name: str) -> str | None:
    """Decode, or None; an unfinished character at the very end is dropped, not refused."""
    try:
        return body.decode(name)
    except UnicodeDecodeError as error:
        if error.start < len(body) - 4:
            return None
    try:
        return body[: error_start(body, name)].decode(name)
    except UnicodeDecodeError:
        return None


def error_start(body: bytes, name: str) -> int:
    """Where the first byte stands that `name` cannot decode; the length if it can decode all."""
    try:
        body.decode(name)
    except UnicodeDecodeError as error:
        return error.start
    return len(body)


def _least_damaged(body: bytes) -> tuple[str, str]:
    """Both readings fail: take the one with fewer unreadable characters, UTF-8 if equal."""
    readings = [(body.decode(name, "replace"), name) for name in ("utf-8", "gb18030")]
    return min(readings, key=lambda reading: reading[0].count("�"))
