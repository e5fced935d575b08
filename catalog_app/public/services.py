"""What the public screens show, put together from search documents, regions and domains."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from catalog_app.database import session
from catalog_app.errors import NotFound
from catalog_app.guides import services as guides
from catalog_app.guides.models import Domain
from catalog_app.public import wording
from catalog_app.regions import services as regions
from catalog_app.regions.models import Region, RegionLevel
from catalog_app.search import services as search
from catalog_app.search.models import OmittedItem, SearchDocument
from catalog_app.search.services import SearchRequest, SearchResult

PLACES_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Place:
    """A region with its superiors below the province, the region last."""

    region: Region
    steps: Sequence[Region]

    @property
    def code(self) -> str:
        return wording.short_code(self.region.code)

    @property
    def superior(self) -> Region | None:
        return self.steps[-2] if len(self.steps) > 1 else None


@dataclass(frozen=True, slots=True)
class Tile:
    """A domain and how many items it has here."""

    domain: Domain
    count: int


@dataclass(frozen=True, slots=True)
class RegionPage:
    place: Place
    tiles: Sequence[Tile]
    publishers: dict[str, int]
    below: Sequence[Region]


@dataclass(frozen=True, slots=True)
class DomainPage:
    place: Place
    domain: Domain
    result: SearchResult
    omitted: Sequence[OmittedItem]


def place(code: str) -> Place:
    """The region of a 6-, 9- or 12-digit code. Raises UnknownRegion."""
    region = regions.region_by_code(code)
    steps = [step for step in regions.chain(region) if step.level != RegionLevel.PROVINCE]
    return Place(region, steps or [region])


def tiles(region: Region | None = None) -> list[Tile]:
    """All domains with their counts, in the order of the guides."""
    counts = search.counts_by_domain(region)
    return [Tile(each, counts.get(each.code, 0)) for each in guides.all_domains()]


def prefectures() -> Sequence[Region]:
    """Where the choice of a place begins."""
    province = regions.province()
    return regions.children(province.id) if province else []


def region_page(code: str) -> RegionPage:
    """Raises UnknownRegion."""
    here = place(code)
    return RegionPage(
        place=here,
        tiles=tiles(here.region),
        publishers=search.counts_by_publisher(here.region),
        below=regions.children(here.region.id),
    )


def domain_page(code: str, domain_code: str, page: int) -> DomainPage:
    """The items of a domain that reach a place. Raises UnknownRegion, NotFound."""
    here = place(code)
    domain = known_domain(domain_code, guides.all_domains())
    result = search.find(SearchRequest(region=here.region, domain_code=domain_code), page)
    publishers = [here.region.id, *search.superiors(here.region)]
    return DomainPage(here, domain, result, search.omitted_items(publishers, domain_code))


def found_places(name: str) -> list[Place]:
    """Regions whose name holds the text, each with its superiors; names repeat in the province."""
    found = regions.search(name, limit=PLACES_SHOWN)
    wanted = {step for each in found for step in each.chain}
    query = select(Region).where(Region.id.in_(wanted))
    steps = {each.id: each for each in session().scalars(query)} if wanted else {}
    return [
        Place(each, [steps[i] for i in each.chain if steps[i].level != RegionLevel.PROVINCE])
        for each in found
        if each.level != RegionLevel.PROVINCE
    ]


def entry(entry_id: int) -> SearchDocument:
    """A published item. Raises NotFound."""
    return search.document(entry_id)


def known_domain(code: str, domains: Sequence[Domain]) -> Domain:
    """The domain of a code. Raises NotFound."""
    for each in domains:
        if each.code == code:
            return each
    raise NotFound(what="领域")
