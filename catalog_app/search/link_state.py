"""How a link of a published entry stands, as the area that checks links tells it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

State = Literal["ok", "broken", "unsure", "unchecked"]


@dataclass(frozen=True, slots=True)
class LinkState:
    """One link: its state (broken only when confirmed), when it was last looked at, and what stood
    there: the page's title and the newest date on it. `note` is a sentence for readers."""

    url: str
    state: State
    checked_at: datetime | None = None
    published: date | None = None
    title: str | None = None
    note: str | None = None
