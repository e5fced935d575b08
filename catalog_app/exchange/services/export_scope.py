"""What an export covers: which catalogues, as they stand or as they were published."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, select, true

from catalog_app.accounts import policy
from catalog_app.accounts.policy import Permission
from catalog_app.catalogs.models import Catalog
from catalog_app.database import session
from catalog_app.guides.models import Domain
from catalog_app.regions.models import Region, RegionLevel

REACHES = {
    "own": "本级的目录",
    "counties": "所属各县（市、区）的目录",
    "all": "本级和所有下级的目录",
}
SOURCES = {"draft": "现行目录（包括还没有验收的修改）", "published": "已公布的目录"}


@dataclass(frozen=True, slots=True)
class ExportScope:
    """Which catalogues an export holds.

    `reach` is one of REACHES and `source` one of SOURCES; `domain_code` None means all domains.
    `complete` adds the items declared not applicable or withdrawn, with their reasons, and of each
    entry the guide's item and what its links are; without `withdrawn` no withdrawn item, as the public
    sees none.
    """

    region: Region
    domain_code: str | None = None
    reach: str = "own"
    source: str = "draft"
    complete: bool = False
    withdrawn: bool = True


class Listed(NamedTuple):
    """A catalogue of the scope, in plain values that outlive a transaction."""

    id: int
    edition_id: int | None
    region_code: str
    region_name: str
    path: str
    domain_code: str
    domain_name: str


def catalogs_in(scope: ExportScope, viewer: Any) -> list[Listed]:
    """The scope's catalogues that the viewer may see (None: all), by region, then in the domains'
    order; one statement. Those without a published edition are left out of published scopes."""
    return [Listed(*row) for row in session().execute(_query(scope, viewer))]


def _query(scope: ExportScope, viewer: Any) -> Select[int, int | None, str, str, str, str, str]:
    return (
        select(
            Catalog.id,
            Catalog.published_edition_id,
            Region.code,
            Region.name,
            Region.path,
            Domain.code,
            Domain.name,
        )
        .join(Region, Region.id == Catalog.region_id)
        .join(Domain, Domain.code == Catalog.domain_code)
        .where(*_reached(scope), *_narrowed(scope), _seen_by(viewer))
        .order_by(Region.code, Domain.position)
    )


def _narrowed(scope: ExportScope) -> Iterable[ColumnElement[bool]]:
    if scope.domain_code:
        yield Catalog.domain_code == scope.domain_code
    if scope.source == "published":
        yield Catalog.published_edition_id.is_not(None)


def _reached(scope: ExportScope) -> Iterable[ColumnElement[bool]]:
    if scope.reach == "own":
        return [Catalog.region_id == scope.region.id]
    below = Region.path.startswith(scope.region.path)
    if scope.reach == "all":
        return [below]
    return [below, Region.level.in_([RegionLevel.COUNTY, RegionLevel.PREFECTURE])]


def _seen_by(viewer: Any) -> ColumnElement[bool]:
    if viewer is None:
        return true()
    return policy.condition(viewer, Permission.VIEW, Catalog.domain_code)


def superiors_of(listed: Sequence[Listed]) -> dict[str, str]:
    """Region code → the names of its superiors below the province, joined: 延边朝鲜族自治州敦化市 for
    a township; one statement."""
    chains = {each.region_code: _above(each.path) for each in listed}
    wanted = {step for chain in chains.values() for step in chain}
    rows = session().execute(select(Region.id, Region.name).where(Region.id.in_(sorted(wanted))))
    names = {row[0]: row[1] for row in rows}
    return {code: "".join(names[step] for step in chain) for code, chain in chains.items()}


def _above(path: str) -> list[int]:
    """The ids between the province and the region itself."""
    return [int(part) for part in path.strip("/").split("/")][1:-1]
