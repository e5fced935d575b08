"""The worklist in groups: by organization, by page, by rule or by catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, case, func, select, tuple_

from catalog_app.catalogs.models import Catalog
from catalog_app.checks.models import FINDING_STATES, Finding
from catalog_app.checks.rules import ALL_RULES
from catalog_app.checks.services.finding_filter import (
    NO_OWNER,
    NO_PAGE,
    OWNER,
    PAGE,
    SEVERITY_ORDER,
    SEVERITY_RANK,
    SORTS,
    WITH_PLACE,
    FindingFilter,
    narrowed,
)
from catalog_app.database import session
from catalog_app.paging import Page

GROUPS_A_PAGE = 20
SHOWN = 5
"""Findings shown of a group where it is unfolded; the rest are a click away."""
GROUP_KEYS: dict[str, tuple[Any, ...]] = {
    "owner": (Finding.region_id, OWNER),
    "page": (PAGE,),
    "rule": (Finding.rule_id,),
    "catalog": (Finding.catalog_id,),
}
"""What the findings of one group have in common."""


@dataclass(frozen=True, slots=True)
class Group:
    """Findings that belong together: their number by state, how bad the worst is, the first few.

    `asks` are the arguments of the worklist's address that show all of them."""

    title: str
    about: str
    asks: dict[str, str]
    states: dict[str, int]
    worst: str
    findings: Sequence[Finding]

    @property
    def total(self) -> int:
        return sum(self.states.values())


def grouped(user: Any, wanted: FindingFilter, by: str, number: int = 1) -> Page[Group]:
    """One page of groups, the worst first. `by` is one of GROUP_KEYS. Three statements."""
    keys = GROUP_KEYS[by]
    rows = narrowed(_counted(keys), user, wanted).group_by(*keys)
    total = session().scalar(select(func.count()).select_from(rows.subquery())) or 0
    number = min(max(1, number), max(1, -(-total // GROUPS_A_PAGE)))
    page = rows.order_by(func.min(SEVERITY_RANK), func.count().desc(), *keys)
    found = session().execute(page.limit(GROUPS_A_PAGE).offset((number - 1) * GROUPS_A_PAGE)).all()
    width = len(keys)
    first = _first_findings(user, wanted, keys, [tuple(row[:width]) for row in found])
    groups = [_group(by, row[width:], first[tuple(row[:width])]) for row in found]
    return Page(groups, number, GROUPS_A_PAGE, total)


def _counted(keys: Sequence[Any]) -> Select[Any]:
    states = [func.sum(case((Finding.state == state, 1), else_=0)) for state in FINDING_STATES]
    return select(*keys, func.min(SEVERITY_RANK), *states)


def _first_findings(
    user: Any, wanted: FindingFilter, keys: Sequence[Any], groups: Sequence[tuple[Any, ...]]
) -> dict[tuple[Any, ...], list[Finding]]:
    """The first few findings of each of these groups, in the worklist's order."""
    if not groups:
        return {}
    order = (*SORTS.get(wanted.sort, SORTS["worst"]), Finding.id)
    place = func.row_number().over(partition_by=list(keys), order_by=list(order))
    named = [key.label(f"key{index}") for index, key in enumerate(keys)]
    query = select(Finding.id.label("finding"), place.label("place"), *named)
    rows = narrowed(query, user, wanted).where(tuple_(*keys).in_(groups)).subquery()
    shown = (
        select(Finding, *[rows.c[f"key{index}"] for index in range(len(keys))])
        .join(rows, rows.c.finding == Finding.id)
        .where(rows.c.place <= SHOWN)
        .options(*WITH_PLACE)
        .order_by(rows.c.place)
    )
    found: dict[tuple[Any, ...], list[Finding]] = {}
    for finding, *key in session().execute(shown):
        found.setdefault(tuple(key), []).append(finding)
    return found


def _group(by: str, counted: Sequence[Any], findings: Sequence[Finding]) -> Group:
    worst, *numbers = counted
    severities = {rank: severity for severity, rank in SEVERITY_ORDER.items()}
    title, about, asks = group_of(by, findings[0])
    states = {state: int(n) for state, n in zip(FINDING_STATES, numbers, strict=True) if n}
    return Group(title, about, asks, states, severities[worst], findings)


def group_of(by: str, one: Finding) -> tuple[str, str, dict[str, str]]:
    """A group's title, what stands small beside it, and the address of all of it, told by any of
    its findings."""
    catalog: Catalog = one.catalog
    if by == "page":
        return one.url or NO_PAGE, "", {"url": one.url or NO_PAGE}
    if by == "rule":
        return ALL_RULES[one.rule_id].title, one.rule_id, {"rule": one.rule_id}
    here = {"region": catalog.region.code, "here": "1"}
    if by == "catalog":
        return catalog.domain.name, catalog.region.name, here | {"domain": catalog.domain_code}
    owner = (one.entry.version.owner if one.entry else None) or NO_OWNER
    return owner, catalog.region.name, here | {"owner": owner}
