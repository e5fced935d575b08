"""Which visits of a page must be kept, however old. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from catalog_app.checks.life import DAYS_TO_CONFIRM
from catalog_app.clock import china_date


@dataclass(frozen=True, slots=True)
class OldVisit:
    """One check of one page: what decides whether it is kept."""

    id: int
    at: datetime
    content_hash: str | None
    link_state: str


@dataclass(frozen=True, slots=True)
class RestsOn:
    """What one finding about the page rests on: the moments it was first and last seen, and the
    days it was seen on, oldest first. The page's content is kept for every finding."""

    moments: frozenset[datetime]
    days: Sequence[date]


def kept_visits(
    visits: Sequence[OldVisit], findings: Iterable[RestsOn], *, since: datetime
) -> set[int]:
    """Ids of the visits of one page that stay: all from `since` on, the very last, the first and
    the last of each content, and every one that a finding rests on."""
    ordered = sorted(visits, key=lambda each: (each.at, each.id))
    kept = {each.id for each in ordered if each.at >= since}
    kept |= {each.id for each in ordered[-1:]}
    kept |= set(_ends_of_contents(ordered))
    for finding in findings:
        kept |= set(_rested_on(ordered, finding))
    return kept


def _ends_of_contents(ordered: Sequence[OldVisit]) -> Iterator[int]:
    """The first says since when the page was like this, the last how long; the rules of time ask
    for both."""
    first: dict[tuple[str | None, str], int] = {}
    last: dict[tuple[str | None, str], int] = {}
    for each in ordered:
        if each.content_hash is not None:
            key = (each.content_hash, each.link_state)
            first.setdefault(key, each.id)
            last[key] = each.id
    yield from first.values()
    yield from last.values()


def _rested_on(ordered: Sequence[OldVisit], finding: RestsOn) -> Iterator[int]:
    """The visits of the days that confirmed it, of the last day, and those it names."""
    days = {*finding.days[:DAYS_TO_CONFIRM], *finding.days[-1:]}
    for each in ordered:
        if each.at in finding.moments or china_date(each.at) in days:
            yield each.id
