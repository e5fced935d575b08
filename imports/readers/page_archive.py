"""Reads pages that a browser or Word saved in a single file (.mht): a mail message of many parts."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.message import Message

from imports.readers.delimited import decode
from imports.readers.page import read_page
from imports.table import Table

_HEADERS = re.compile(rb"^\s*(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){1,40}?\r?\n", re.ASCII)
_MOST_HEADERS = 8_192  # bytes in which the message's own headers end
MAX_PAGES = 200


def is_page_archive(data: bytes) -> bool:
    """Whether the bytes begin as a message of several parts."""
    headers = _HEADERS.match(data[:_MOST_HEADERS])
    return headers is not None and b"multipart/" in headers[0].lower()


def read_page_archive(data: bytes) -> list[Table]:
    """The tables of every page in the archive, in its order."""
    pages = [
        part for part in message_from_bytes(data).walk() if part.get_content_type() == "text/html"
    ]
    texts = (_text(part) for part in pages[:MAX_PAGES])
    return [table for text in texts if text for table in read_page(text)]


def _text(part: Message) -> str | None:
    content = part.get_payload(decode=True)
    text = decode(content) if isinstance(content, bytes) else None
    return None if text is None or "\0" in text else text
