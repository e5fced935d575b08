"""How runs stand: for the progress screen, the terminal and the list of runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, or_, select

from catalog_app.accounts import policy
from catalog_app.accounts.policy import Permission
from catalog_app.catalogs.models import Catalog, Entry
from catalog_app.checks.models import CheckRun, PageCheck
from catalog_app.checks.services.runs import run_by_id
from catalog_app.database import session
from catalog_app.errors import PermissionRefused
from catalog_app.paging import Page, page_of
from catalog_app.regions.models import Region


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
    query = select(PageCheck.link_state, func.count()).where(PageCheck.run_id == run.id)
    states = dict(session().execute(query.group_by(PageCheck.link_state)))
    return Progress(sum(states.values()), run.page_count, states)


def recent_runs(user: Any, page: int = 1) -> Page[CheckRun]:
    """Runs over regions the user may see, newest first."""
    visible = select(Region.id).where(policy.condition(user, Permission.VIEW))
    entries = (
        select(Entry.id)
        .join(Catalog, Entry.catalog_id == Catalog.id)
        .join(Region, Catalog.region_id == Region.id)
        .where(policy.condition(user, Permission.VIEW, Catalog.domain_code))
    )
    query = select(CheckRun).where(
        or_(
            CheckRun.region_id.in_(visible),
            CheckRun.entry_id.in_(entries),
            CheckRun.requested_by_id == getattr(user, "id", None),
        )
    )
    return page_of(query.order_by(CheckRun.id.desc()), page, 20)


def visible_run(user: Any, run_id: int) -> CheckRun:
    """The run, for those who may see its region or asked for it. Raises NotFound, PermissionRefused."""
    run = run_by_id(run_id)
    if run.requested_by_id is not None and run.requested_by_id == getattr(user, "id", None):
        return run
    region = _region_of(run)
    if region is None or not policy.may(user, Permission.VIEW, region, run.domain_code):
        raise PermissionRefused(action=policy.PERMISSION_NAMES[Permission.VIEW])
    return run


def _region_of(run: CheckRun) -> Region | None:
    if run.region_id is not None:
        return session().get(Region, run.region_id)
    if run.entry_id is not None:
        entry = session().get_one(Entry, run.entry_id)
        return entry.catalog.region
    return session().scalar(select(Region).where(Region.level == "province"))
