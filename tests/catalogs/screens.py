"""What a browser sends to the catalogue screens and shows of them."""

from __future__ import annotations

import re

from werkzeug.test import TestResponse

from catalog_app.catalogs.models import Entry

BASE = "/staff/catalogs"
MARKS = re.compile(r"</?(?:ins|del)>")


def elements(entry: Entry, **changes: object) -> dict[str, object]:
    """What the edit form sends for an entry as it stands, with `changes`."""
    version = entry.version
    sent: dict[str, object] = {
        "base_version": version.number,
        "action": "save",
        "group": version.group,
        "name": version.name,
        "content": "\n".join(version.content),
        "basis": "\n".join(version.basis),
        "time_limit": version.time_limit,
        "owner": version.owner,
        "method": version.method,
        "channels": version.channels,
        "audience": version.audience,
        "levels": version.levels,
        "phases": version.phases,
    }
    return sent | changes


def text(response: TestResponse) -> str:
    """The page, without the marks of what changed inside a word."""
    return MARKS.sub("", response.get_data(as_text=True))
