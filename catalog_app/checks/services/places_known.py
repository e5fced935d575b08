"""Where the items of a turn belong: the names, sites and owners of their places, loaded at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.among import among
from catalog_app.catalogs.models import Catalog
from catalog_app.checks.models import LocalSite
from catalog_app.checks.rules.facts import Place
from catalog_app.checks.rules.gazetteer import name_forms
from catalog_app.checks.services.targets import PlannedPage, Target
from catalog_app.guides.models import Domain
from catalog_app.regions.models import Organization, Region, RegionLevel

CODE_DIGITS = 6
BELOW = {
    RegionLevel.PREFECTURE: RegionLevel.COUNTY,
    RegionLevel.COUNTY: RegionLevel.TOWNSHIP,
}


@dataclass(frozen=True, slots=True)
class _Known:
    """What was loaded: regions by id, names of what is below, sites and bodies by region id."""

    regions: Mapping[int, Region]
    below: Mapping[int, Sequence[str]]
    sites: Mapping[int, set[str]]
    bodies: Mapping[int, Sequence[tuple[str, list[str]]]]
    domains: Mapping[int, str]


def places_of(current: Session, pages: Mapping[str, PlannedPage]) -> Mapping[int, Place]:
    """The place of every entry that links one of the pages, by entry id; six statements."""
    targets = [target for page in pages.values() for target in page.targets]
    if not targets:
        return {}
    known = _known(current, targets)
    bare = {target.region_id: _place(known, target.region_id) for target in targets}
    return {
        target.entry_id: _for_entry(bare[target.region_id], known, target) for target in targets
    }


def _known(current: Session, targets: Sequence[Target]) -> _Known:
    own = {target.region_id for target in targets}
    paths = current.execute(select(Region.path).where(among(Region.id, own))).scalars()
    ids = {int(part) for path in paths for part in path.split("/") if part} | own
    regions = {row.id: row for row in current.scalars(select(Region).where(among(Region.id, ids)))}
    bodies, sites = _bodies_and_sites(current, ids)
    domains = select(Catalog.id, Domain.name).join(Domain, Catalog.domain_code == Domain.code)
    catalogs = {target.catalog_id for target in targets}
    return _Known(
        regions=regions,
        below=_below(current, [regions[id_] for id_ in own if id_ in regions]),
        sites=sites,
        bodies=bodies,
        domains=dict(current.execute(domains.where(among(Catalog.id, catalogs))).all()),
    )


def _below(current: Session, regions: Sequence[Region]) -> Mapping[int, list[str]]:
    """The names of the counties or townships that report to each region."""
    above = [region.id for region in regions if RegionLevel(region.level) in BELOW]
    rows = current.execute(
        select(Region.reporting_parent_id, Region.name).where(
            among(Region.reporting_parent_id, above), Region.level.in_(list(BELOW.values()))
        )
    )
    found: dict[int, list[str]] = defaultdict(list)
    for parent_id, name in rows:
        if parent_id is not None:
            found[parent_id].append(name)
    return found


def _bodies_and_sites(
    current: Session, ids: set[int]
) -> tuple[Mapping[int, list[tuple[str, list[str]]]], Mapping[int, set[str]]]:
    bodies: dict[int, list[tuple[str, list[str]]]] = defaultdict(list)
    sites: dict[int, set[str]] = defaultdict(set)
    for body in current.scalars(select(Organization).where(among(Organization.region_id, ids))):
        bodies[body.region_id].append((body.name, body.aliases))
        sites[body.region_id].update(body.sites)
    rows = select(LocalSite.region_id, LocalSite.host).where(among(LocalSite.region_id, ids))
    for region_id, host in current.execute(rows):
        sites[region_id].add(host)
    return bodies, sites


def _place(known: _Known, region_id: int) -> Place:
    region = known.regions[region_id]
    above = [known.regions[id_] for id_ in region.chain if id_ in known.regions]
    above = [each for each in above if each.id != region_id]
    chain = [*above, region]
    return Place(
        level=region.level,
        names=name_forms(region.name),
        above=tuple(form for each in above for form in name_forms(each.name)),
        townships=tuple(known.below.get(region_id, ())),
        sites=frozenset().union(*(known.sites.get(each.id, ()) for each in chain)),
        site_codes=tuple({each.code[:CODE_DIGITS] for each in chain}),
    )


def _for_entry(place: Place, known: _Known, target: Target) -> Place:
    return Place(
        level=place.level,
        names=place.names,
        above=place.above,
        townships=place.townships,
        sites=place.sites,
        site_codes=place.site_codes,
        owners=_owners(known, target),
        domain=known.domains.get(target.catalog_id, ""),
    )


def _owners(known: _Known, target: Target) -> tuple[str, ...]:
    """The item's owner by every name it has in the register."""
    owner = target.entry.owner
    if not owner:
        return ()
    bodies = known.bodies.get(target.region_id, ())
    aliases = [name for own, others in bodies for name in (own, *others) if owner in (own, *others)]
    return tuple(dict.fromkeys((owner, *aliases)))
