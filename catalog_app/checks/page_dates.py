"""The dates that one page of an entry was last seen with. Plain data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PageDates:
    """What the last good visit to an address told: the document's day of publication and of making,
    or the newest day of a list; and the last day on which the page was good."""

    url: str
    published: date | None = None
    made_on: date | None = None
    newest: date | None = None
    last_good: date | None = None

    @property
    def shown(self) -> date | None:
        return self.published or self.newest
