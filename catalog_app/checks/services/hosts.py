"""What is known of a host: what it asks of its visitors, and how it answered last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from catalog_app.checks.fetch import ROBOTS_NAME, Fetched, HostPlan, Outcome, Robots
from catalog_app.checks.fetch.robots import robots_text
from catalog_app.checks.models import WebHost
from catalog_app.checks.privacy import mask
from catalog_app.clock import china_date
from catalog_app.database import session, transaction

if TYPE_CHECKING:
    from catalog_app.checks.services.host_visit import HostVisit, Seen

NO_ANSWER = frozenset((Outcome.TIMEOUT, Outcome.UNREACHABLE, Outcome.SERVER_ERROR))
ANSWERED = frozenset((Outcome.OK, Outcome.TLS_ERROR, Outcome.TOO_LARGE))
FAILED = NO_ANSWER | {Outcome.BLOCKED, Outcome.BAD_RESPONSE}


@dataclass(frozen=True, slots=True)
class Manners:
    """What a host's robots.txt asked for when it was last read; `status` is "read", "none" or
    "unreachable". A host never asked before has none of it."""

    crawl_delay: float | None = None
    at: datetime | None = None
    status: str | None = None
    text: str | None = None

    def fresh(self, now: datetime) -> bool:
        """Read today: once a day is enough."""
        return self.at is not None and china_date(self.at) >= china_date(now)

    def plan(self, plan: HostPlan) -> HostPlan:
        """The plan at the pace the host asks for, never quicker than our own, within our cap."""
        asked = min(self.crawl_delay or 0.0, plan.crawl_delay_cap)
        return replace(plan, delay=max(plan.delay, asked))

    def robots(self) -> Robots:
        """Who walks from page to page asks this; a page that a county declared is visited."""
        return Robots(self.text or "")


UNKNOWN = Manners()


def manners_of(host: str) -> Manners:
    """What was read of the host last."""
    query = select(WebHost).where(WebHost.host == host).options(undefer(WebHost.robots_text))
    found = session().scalar(query)
    if found is None:
        return UNKNOWN
    return Manners(found.crawl_delay, found.robots_at, found.robots_status, found.robots_text)


def manners_from(answer: Fetched, earlier: Manners, *, at: datetime) -> Manners:
    """What the answer to "/robots.txt" says. Where the host does not answer, what it asked for
    before still holds; without such a file, nothing is asked (RFC 9309, 2.3.1)."""
    if answer.outcome in NO_ANSWER:
        return replace(earlier, at=at, status="unreachable")
    text = robots_text(answer.body) if answer.outcome in ANSWERED else ""
    if not text.strip():
        return Manners(at=at, status="none")
    return Manners(Robots(text).crawl_delay(ROBOTS_NAME), at, "read", mask(text))


class Answer(NamedTuple):
    """How the host answered one request."""

    at: datetime
    outcome: Outcome
    status: int | None
    rendered: bool


def answers_of(seen: Iterable[Seen]) -> Iterator[Answer]:
    """The answers of these visits, in their order."""
    for each in seen:
        fetched = each.fetched
        yield Answer(each.at, fetched.outcome, fetched.status, fetched.rendered)


def remember(visit: HostVisit, answers: Sequence[Answer]) -> None:
    """Keep what this turn has shown of the host."""
    if not visit.host or not answers:
        return
    with transaction() as current:
        kept = _kept(current, visit.host)
        manners, last = visit.manners, max(answers, key=lambda each: each.at)
        kept.crawl_delay, kept.robots_at = manners.crawl_delay, manners.at
        kept.robots_status, kept.robots_text = manners.status, manners.text
        kept.last_at, kept.last_outcome = last.at, str(last.outcome)
        kept.last_status = last.status
        kept.failures = failures(kept.failures, (each.outcome for each in answers))
        kept.render |= any(each.rendered for each in answers)
        if visit.gate.rests:
            kept.rested_at = last.at
        kept.rests = visit.gate.rests


def failures(before: int, outcomes: Iterable[Outcome]) -> int:
    """How many answers failed in a row, the last one included."""
    for outcome in outcomes:
        if outcome is not Outcome.NOT_FETCHED:
            before = before + 1 if outcome in FAILED else 0
    return before


def _kept(current: Session, host: str) -> WebHost:
    """The host's row; a host has one visitor at a time, who alone adds it."""
    found = current.scalar(select(WebHost).where(WebHost.host == host))
    if found is None:
        found = WebHost(host=host, failures=0, rests=0, render=False)
        current.add(found)
    return found
