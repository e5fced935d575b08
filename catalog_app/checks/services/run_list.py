"""The list of runs: of the regions one may see, filtered, newest first, with how far each is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import joinedload

from catalog_app.accounts import policy
from catalog_app.accounts.policy import Permission
from catalog_app.catalogs.models import Catalog, Entry
from catalog_app.checks.models import CheckRun, RunHost, RunPage
from catalog_app.database import session
from catalog_app.paging import Page, page_of
from catalog_app.regions.models import Region
from catalog_app.regions.services import province, region_by_code

RUNS_A_PAGE = 20
WITH_SCOPE = (
    joinedload(CheckRun.region),
    joinedload(CheckRun.domain),
    joinedload(CheckRun.requested_by),
    joinedload(CheckRun.entry).joinedload(Entry.version),
)
BROKE = CheckRun.id.in_(select(RunHost.run_id).where(RunHost.reference.is_not(None)))
"""Runs in which we broke down ourselves on some host."""


@dataclass(frozen=True, slots=True)
class RunFilter:
    """Which runs to list. `state` is a state of the run or "broke"; `region_code` takes its whole
    subtree; `kind` is "entry", "scope" or "patrol"; empty means any."""

    state: str = ""
    region_code: str = ""
    domain_code: str = ""
    kind: str = ""
    mine: bool = False


@dataclass(frozen=True, slots=True)
class ListedRuns:
    """One page of the list; pages done by run id, and ids of runs in which a host broke."""

    page: Page[CheckRun]
    done: Mapping[int, int]
    broke: frozenset[int]


def recent_runs(user: Any, wanted: RunFilter, page: int = 1) -> ListedRuns:
    """Runs over regions the user may see; four statements. Raises NotFound for an unknown region."""
    query = _filtered(select(CheckRun).where(_visible(user)), user, wanted)
    found = page_of(query.options(*WITH_SCOPE).order_by(CheckRun.id.desc()), page, RUNS_A_PAGE)
    ids = [run.id for run in found.rows]
    return ListedRuns(found, _done(ids), frozenset(_broke(ids)))


def _visible(user: Any) -> ColumnElement[bool]:
    regions = select(Region.id).where(policy.condition(user, Permission.VIEW))
    entries = (
        select(Entry.id)
        .join(Catalog, Entry.catalog_id == Catalog.id)
        .join(Region, Catalog.region_id == Region.id)
        .where(policy.condition(user, Permission.VIEW, Catalog.domain_code))
    )
    visible = or_(
        CheckRun.region_id.in_(regions),
        CheckRun.entry_id.in_(entries),
        CheckRun.requested_by_id == getattr(user, "id", None),
    )
    whole = province()
    if whole is not None and policy.may(user, Permission.VIEW, whole, None):
        visible = or_(visible, _of_everything())
    return visible


def _of_everything() -> ColumnElement[bool]:
    return and_(CheckRun.region_id.is_(None), CheckRun.entry_id.is_(None))


def _filtered(query: Select[Any], user: Any, wanted: RunFilter) -> Select[Any]:
    if wanted.state:
        query = query.where(BROKE if wanted.state == "broke" else CheckRun.state == wanted.state)
    if wanted.region_code:
        query = query.where(_about(region_by_code(wanted.region_code)))
    if wanted.domain_code:
        query = query.where(CheckRun.domain_code == wanted.domain_code)
    if wanted.kind:
        query = query.where(KINDS[wanted.kind])
    if wanted.mine:
        query = query.where(CheckRun.requested_by_id == getattr(user, "id", None))
    return query


def _about(region: Region) -> ColumnElement[bool]:
    """The region's own runs, those of its subtree, and those of its entries."""
    below = select(Region.id).where(Region.path.startswith(region.path))
    entries = select(Entry.id).join(Catalog, Entry.catalog_id == Catalog.id)
    return or_(
        CheckRun.region_id.in_(below),
        CheckRun.entry_id.in_(entries.where(Catalog.region_id.in_(below))),
    )


KINDS: Mapping[str, ColumnElement[bool]] = {
    "entry": CheckRun.entry_id.is_not(None),
    "scope": and_(CheckRun.entry_id.is_(None), CheckRun.not_due.is_(None)),
    "patrol": CheckRun.not_due.is_not(None),
}


def _done(ids: Sequence[int]) -> dict[int, int]:
    counted = select(RunPage.run_id, func.count()).where(RunPage.run_id.in_(ids), RunPage.done)
    return dict(session().execute(counted.group_by(RunPage.run_id)).all())


def _broke(ids: Sequence[int]) -> Sequence[int]:
    query = select(RunHost.run_id).where(RunHost.run_id.in_(ids), RunHost.reference.is_not(None))
    return session().scalars(query.distinct()).all()
