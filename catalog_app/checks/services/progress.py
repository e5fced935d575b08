"""How far a run is and what it saw: for the screen and the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import joinedload

from catalog_app.accounts import policy
from catalog_app.accounts.policy import Permission
from catalog_app.checks.models import CheckRun, PageCheck
from catalog_app.checks.services.runs import run_by_id
from catalog_app.database import session
from catalog_app.errors import NotFound
from catalog_app.paging import Page, page_of
from catalog_app.regions.models import Region
from catalog_app.regions.services import province

WORST_FIRST = {"broken": 0, "unsure": 1, "ok": 2}


@dataclass(frozen=True, slots=True)
class Progress:
    """Pages done of all, and how the done ones look (link state → pages)."""

    done: int
    total: int
    link_states: dict[str, int]

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total if self.total else 100


def progress_of(run: CheckRun) -> Progress:
    """How far the run is; one statement."""
    query = select(PageCheck.link_state, func.count()).where(PageCheck.run_id == run.id)
    states = dict(session().execute(query.group_by(PageCheck.link_state)).all())
    return Progress(sum(states.values()), run.page_count, states)


def pages_of(run_id: int, states: Sequence[str], page: int = 1) -> Page[PageCheck]:
    """What the run saw, with addresses, of these link states; the worst first."""
    query = (
        select(PageCheck)
        .where(PageCheck.run_id == run_id, PageCheck.link_state.in_(states))
        .options(joinedload(PageCheck.web_page))
        .order_by(case(WORST_FIRST, value=PageCheck.link_state, else_=9), PageCheck.id)
    )
    return page_of(query, page)


def visible_run(user: Any, run_id: int) -> CheckRun:
    """The run, for those who may see its region or asked for it. Raises NotFound, PermissionRefused."""
    run = run_by_id(run_id)
    if run.requested_by_id is not None and run.requested_by_id == getattr(user, "id", None):
        return run
    policy.require(user, Permission.VIEW, *run_target(run_id))
    return run


def run_target(run_id: int) -> tuple[Region, str | None]:
    """The region and domain a run is about, for the policy; without a region, the whole province.

    Raises NotFound."""
    run = run_by_id(run_id)
    if run.entry is not None:
        catalog = run.entry.catalog
        return catalog.region, catalog.domain_code
    region = run.region or province()
    if region is None:
        raise NotFound(what="核查批次")
    return region, run.domain_code
