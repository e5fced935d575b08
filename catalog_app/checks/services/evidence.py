"""What a finding rests on, put together for a screen, a sheet of paper or a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select

from catalog_app.checks.evidence_words import Fact, facts_in_words
from catalog_app.checks.highlight import Piece, folded, has_marks, marked_text
from catalog_app.checks.life import OPEN_STATES
from catalog_app.checks.models import Finding, FindingEvent, PageCheck, WebPage
from catalog_app.checks.services.findings import snapshot
from catalog_app.checks.text_changes import Change, changes
from catalog_app.database import session

HISTORY_MAX = 20
QUOTED = ("excerpt", "quote", "placeholder")
QUOTING = ("words", "places")  # lists of rows with a quote each
"""Evidence that holds words of the page."""


@dataclass(frozen=True, slots=True)
class Step:
    """One address on the way from the link to the page; `status` is None where the way ended."""

    url: str
    status: int | None


@dataclass(frozen=True, slots=True)
class Element:
    """An element of the content (要素) and whether the page holds it, with the words that show it."""

    name: str
    verdict: str
    quote: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """`check` is the visit that the finding was last seen on; `text` the page as it was then, its
    quotes marked; `whole` the same unfolded. `change` compares two states of the page."""

    steps: Sequence[Step] = ()
    check: PageCheck | None = None
    visits: Sequence[PageCheck] = ()
    elements: Sequence[Element] = ()
    text: Sequence[Piece] = ()
    whole: Sequence[Piece] = ()
    change: Sequence[Change] = ()
    change_between: tuple[datetime, datetime] | None = None
    came_back: int = 0
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def told(self) -> list[Fact]:
        return facts_in_words(self.facts)

    @property
    def is_folded(self) -> bool:
        return any(piece.left_out for piece in self.text)

    @property
    def is_marked(self) -> bool:
        return has_marks(self.whole)


def evidence_of(found: Finding) -> Evidence:
    """All that is kept of what the finding rests on; a fixed number of queries."""
    told = found.evidence
    url = told.get("url") or found.url
    visits = _visits(url) if url else []
    kept = snapshot(found.content_hash) if url else None
    whole = marked_text(kept, quotes_of(told)) if kept else []
    change, between = _change(found, visits)
    return Evidence(
        steps=_steps(told),
        check=_check_of(told, visits),
        visits=visits,
        elements=_elements(told),
        text=folded(whole),
        whole=whole,
        change=change,
        change_between=between,
        came_back=came_back(found.history),
        facts=told,
    )


def quotes_of(told: Mapping[str, Any]) -> list[str]:
    """The words of the page that the evidence names."""
    found = [str(told[name]) for name in QUOTED if told.get(name)]
    rows = (row for name in QUOTING for row in told.get(name) or [])
    found += [str(row["quote"]) for row in rows if row.get("quote")]
    return found + [each.quote for each in _elements(told) if each.quote]


def came_back(history: Sequence[FindingEvent]) -> int:
    """How often the finding was there again after it had been solved."""
    return sum(event.from_state == "fixed" and event.to_state in OPEN_STATES for event in history)


def _steps(told: Mapping[str, Any]) -> list[Step]:
    way = [Step(str(url), int(status)) for status, url in told.get("redirects") or []]
    if not way:
        return []
    return [*way, Step(str(told.get("final_url") or ""), told.get("status"))]


def _elements(told: Mapping[str, Any]) -> list[Element]:
    """The element verdicts, those that are not there first."""
    rows = told.get("elements")
    if not isinstance(rows, list):
        return []
    found = [
        Element(str(row.get("name", "")), str(row.get("verdict", "")), str(row.get("quote") or ""))
        for row in rows
        if isinstance(row, Mapping)
    ]
    return sorted(found, key=lambda each: each.verdict == "met")


def _visits(url: str) -> Sequence[PageCheck]:
    """The latest checks of the address, newest first."""
    query = (
        select(PageCheck)
        .join(WebPage, PageCheck.web_page_id == WebPage.id)
        .where(WebPage.url == url)
        .order_by(PageCheck.at.desc(), PageCheck.id.desc())
    )
    return session().scalars(query.limit(HISTORY_MAX)).all()


def _check_of(told: Mapping[str, Any], visits: Sequence[PageCheck]) -> PageCheck | None:
    """The visit of which the evidence was taken."""
    return next((each for each in visits if each.at.isoformat() == told.get("seen_at")), None)


def _change(
    found: Finding, visits: Sequence[PageCheck]
) -> tuple[list[Change], tuple[datetime, datetime] | None]:
    """From the page the finding was last seen on to the page of today; where it is the same, from
    the state before it."""
    read = [each for each in visits if each.snapshot_hash]
    if not read:
        return [], None
    newest = read[0]
    base = found.content_hash if found.content_hash != newest.snapshot_hash else None
    others = [each for each in read if each.snapshot_hash != newest.snapshot_hash]
    before = next((each for each in others if base in (None, each.snapshot_hash)), None)
    if before is None:
        return [], None
    old, new = snapshot(before.snapshot_hash), snapshot(newest.snapshot_hash)
    told = changes(old, new) if old is not None and new is not None else []
    return told, (before.at, newest.at)
