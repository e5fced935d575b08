"""Looking for pages on a county's own site: a bounded walk over its disclosure columns."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from catalog_app.checks.fetch import ROBOTS_NAME, Engine, Fetched, HostGate, fetch_host
from catalog_app.checks.fetch.robots import ROBOTS_PATH, Robots
from catalog_app.checks.host_lock import RETRY_SECONDS, HostLocks, held, host_locks
from catalog_app.checks.services import survey_keeping as keeping
from catalog_app.checks.services import survey_requests as requests
from catalog_app.checks.services.hosts import manners_from, manners_of
from catalog_app.checks.services.proposals_making import propose_aside
from catalog_app.checks.services.survey_keeping import Turn
from catalog_app.checks.services.survey_reading import Told, told_by
from catalog_app.database import session
from catalog_app.guides.models import Domain

if TYPE_CHECKING:
    from catalog_app.checks.services.visiting import Patrol

DELAY_MAX = 10.0
"""Seconds between two pages that a site may ask for; a survey has only hours."""
CLOSER_LOOKS = 5
"""Rounds of opening what is proposed: where it is gone, the next best is proposed and opened."""
NAME_MIN = 3
"""Two characters (养老) stand in too many words to call a link's column."""


async def carry_out_survey(survey_id: int, patrol: Patrol) -> None:
    """Open whatever of the survey is not opened yet, propose links from what it found, look at what
    is proposed, and close it.

    Safe to call again after a crash, and from two workers at once: a host is visited by one at a
    time, also against patrols, and a page that is done is passed over."""
    requests.start_survey(survey_id, at=patrol.now())
    await _walk_all(survey_id, patrol)
    if requests.is_going_on(survey_id):
        await _propose(survey_id, patrol)
        for _ in range(CLOSER_LOOKS):
            if not keeping.look_closer(survey_id):
                break
            await _walk_all(survey_id, patrol)
            await _propose(survey_id, patrol)
    requests.end_survey(survey_id, "finished", at=patrol.now(), note=_note(survey_id))


async def _propose(survey_id: int, patrol: Patrol) -> None:
    """Each catalogue in its transaction; meanwhile whatever else is under way goes on."""
    catalog_ids = requests.catalogs_of(requests.survey_by_id(survey_id))
    session().rollback()
    for catalog_id in catalog_ids:
        await propose_aside(catalog_id, at=patrol.now())


async def _walk_all(survey_id: int, patrol: Patrol) -> None:
    """Every site of the survey, until nothing of it is left to open or its bounds are reached."""
    hosts, pending = keeping.sites_of(survey_id), keeping.pending_sites(survey_id)
    names = domain_names()
    bind = session().get_bind()
    session().rollback()
    with host_locks(bind, patrol.locks) as locks:
        async with Engine(patrol.limits, patrol.guard) as engine:
            sites = [Site(survey_id, *site, hosts, names) for site in pending]
            walks = [SiteWalk(site, engine, patrol) for site in sites]
            ends = await asyncio.gather(
                *(_walk(locks, walk) for walk in walks), return_exceptions=True
            )
    for error in ends:
        if error is not None:
            raise error


def domain_names() -> Sequence[str]:
    """Names and aliases of all domains, as links and columns call them."""
    rows = session().execute(select(Domain.name, Domain.aliases))
    names = {each for name, aliases in rows for each in (name, *aliases)}
    return sorted(each for each in names if len(each) >= NAME_MIN)


@dataclass(frozen=True, slots=True)
class Site:
    """One host of a survey; `hosts` are all its hosts, `names` those of the domains."""

    survey_id: int
    host: str
    scheme: str
    hosts: frozenset[str]
    names: Sequence[str]


class SiteWalk:
    """One host in one survey. Pace and failures last over all its turns."""

    def __init__(self, site: Site, engine: Engine, patrol: Patrol) -> None:
        self.site = site
        self.engine = engine
        self.patrol = patrol
        self.gate = HostGate(patrol.plan)
        self.robots: Robots | None = None

    async def turn(self) -> bool:
        """Some addresses of the host: opened, read and kept together. False when it is over."""
        if self.gate.closed_because:
            return False
        patrol = self.patrol
        turn = keeping.next_turn(
            self.site.survey_id, self.site.host, limit=patrol.turn_pages, at=patrol.now()
        )
        session().rollback()
        if turn is None:
            return False
        turn = keeping.without(turn, await self.unwanted(turn))
        told = await self.open(turn)
        keeping.keep_turn(self.site.survey_id, turn, told, at=patrol.now())
        patrol.tell(len(told))
        return True

    async def open(self, turn: Turn) -> Mapping[int, Told]:
        """What each address of the turn told, by its row's id."""
        ids = {step.url: row_id for row_id, step in turn.steps.items()}
        found: dict[int, Told] = {}
        async with aclosing(
            fetch_host(list(ids), self.gate.plan, self.engine, self.gate)
        ) as visits:
            async for fetched in visits:
                row_id = ids[fetched.url]
                found[row_id] = self.read(turn, row_id, fetched)
        return found

    async def unwanted(self, turn: Turn) -> Sequence[int]:
        """Rows of the turn that the site's robots.txt keeps visitors from; its pace is kept too."""
        if self.robots is None:
            self.robots = await self.wishes()
        return [
            row_id
            for row_id, step in turn.steps.items()
            if not self.robots.allowed(ROBOTS_NAME, step.url)
        ]

    async def wishes(self) -> Robots:
        """The site's robots.txt; what it said before holds where it does not answer now."""
        url = f"{self.site.scheme}://{self.site.host}{ROBOTS_PATH}"
        answer = await self.engine.fetch(url, turn=self.gate.turn)
        earlier = manners_of(self.site.host)
        session().rollback()
        manners, plan = manners_from(answer, earlier, at=self.patrol.now()), self.patrol.plan
        cap = min(plan.crawl_delay_cap, DELAY_MAX)
        self.gate.plan = manners.plan(replace(plan, crawl_delay_cap=cap))
        return manners.robots()

    def read(self, turn: Turn, row_id: int, fetched: Fetched) -> Told:
        return told_by(turn.steps[row_id], fetched, self.site.hosts, self.site.names)


async def _walk(locks: HostLocks, walk: SiteWalk) -> None:
    """Turn after turn; the lock is given back between them, long enough for another to take it."""
    delay = walk.patrol.plan.delay
    while True:
        async with held(locks, walk.site.host):
            if not await walk.turn():
                return
            await asyncio.sleep(delay)
        await asyncio.sleep(RETRY_SECONDS * 1.5 if delay else 0)


def _note(survey_id: int) -> str | None:
    """Why a survey ended before it had opened everything, in plain words."""
    limit = requests.survey_by_id(survey_id).page_limit
    cut = [
        host
        for host, _ in keeping.pending_sites(survey_id)
        if keeping.opened_on(survey_id, host) >= limit
    ]
    return f"{'、'.join(cut)} 的网页很多，只看了最要紧的 {limit} 个。" if cut else None
