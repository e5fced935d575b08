"""What a registered link is: on which channel, and of which kind."""

from __future__ import annotations

import re

from domains.vocabulary import channel_named

LINK_KINDS = {"column": "栏目", "article": "文章", "service": "办事页面", "attachment": "附件"}
"""Code → name."""
_CODES = {name: code for code, name in LINK_KINDS.items()}
_SEPARATOR = re.compile(r"\s*[，,]\s*")


def link_words(channel: str, kind: str) -> str:
    """A link's channel and kind as an export tells them: 政府网站，办事页面."""
    return f"{channel}，{LINK_KINDS[kind]}"


def link_named(text: str) -> tuple[str, str] | None:
    """The channel and the code of the kind that `link_words` told; None where either is unknown."""
    channel, *kinds = _SEPARATOR.split(text.strip(), maxsplit=1)
    known, kind = channel_named(channel), _CODES.get(kinds[0]) if kinds else None
    return (known, kind) if known and kind else None
