"""Asking the index: title hits first, then the newest accepted; totals exact to 2,000."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from catalog_app.database import session
from catalog_app.paging import Page
from catalog_app.regions.models import Region, RegionLevel
from catalog_app.regions.services import province
from catalog_app.search import index
from catalog_app.search.errors import UnknownPlaceInList
from catalog_app.search.everyday import official
from catalog_app.search.index import BEGINNING, Wanted, Where
from catalog_app.search.models import SearchDocument
from catalog_app.search.tokens import Phrase, halves, phrases, words

CAP = 2000
PAGE_SIZE = 20


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """What is asked: words, and filters. `region` None is the whole province; `by` the level of the
    body that publishes; `level` the 公开层级 an item has."""

    text: str = ""
    region: Region | None = None
    domain_code: str | None = None
    by: str | None = None
    level: str | None = None


@dataclass(frozen=True, slots=True)
class Hits:
    """Keys of what was found, best first, at most `CAP` and one more. `asked_for` holds the words
    it was really asked for where the text as written stands nowhere."""

    keys: Sequence[int]
    asked_for: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        return min(len(self.keys), CAP)

    @property
    def capped(self) -> bool:
        return len(self.keys) > CAP


@dataclass(frozen=True, slots=True)
class SearchResult:
    """One page of what was found. `domains` counts by domain as if no domain were chosen, `publishers`
    by level as if no publisher were; both are None where there are more than 2,000 to count."""

    documents: Page[SearchDocument]
    capped: bool
    asked_for: tuple[str, ...]
    domains: dict[str, int] | None
    publishers: dict[str, int] | None

    @property
    def total_in_words(self) -> str:
        """Exact to 2,000, then "2,000+"."""
        return f"{CAP:,}+" if self.capped else str(self.documents.total)


@dataclass(frozen=True, slots=True)
class Slice:
    """The next documents of a long list; `next` is where to go on, None at its end."""

    documents: Sequence[SearchDocument]
    next: str | None
    total: int
    capped: bool


def find(request: SearchRequest, page: int = 1, size: int = PAGE_SIZE) -> SearchResult:
    """One page of the entries that answer the request. Pages end at the 2,000th entry."""
    unfiltered = replace(request, domain_code=None, by=None)
    every = _hits(unfiltered)
    found = every if request == unfiltered else _hits(request, every.asked_for)
    number = min(max(1, page), max(1, -(-found.total // size)))
    keys = found.keys[(number - 1) * size : min(number * size, CAP)]
    domains, publishers = _facets(every, request)
    return SearchResult(
        documents=Page(_documents(keys), number, size, found.total),
        capped=found.capped,
        asked_for=found.asked_for,
        domains=domains,
        publishers=publishers,
    )


def following(request: SearchRequest, after: str | None, limit: int) -> Slice:
    """The next `limit` entries after the place an earlier slice gave, without an upper end.

    Raises UnknownPlaceInList for a place no list has given.
    """
    hits = _hits(request)
    said, tags = _said(request, hits.asked_for), _tags(request)
    stages = _stages(said)
    where, below = _place(after, stages)
    found: list[tuple[Where, int]] = []
    for stage in stages[stages.index(where) :]:
        wanted = Wanted(said, tags, stage)
        room = limit + 1 - len(found)
        found += [(stage, key) for key in index.keys(session(), wanted, limit=room, below=below)]
        below = BEGINNING
    kept = found[:limit]
    return Slice(
        documents=_documents([key for _, key in kept]),
        next=f"{_MARKS[kept[-1][0]]}{kept[-1][1]:x}" if len(found) > limit else None,
        total=hits.total,
        capped=hits.capped,
    )


_MARKS = {Where.TITLE: "t", Where.BESIDE_TITLE: "b", Where.ANYWHERE: "a"}
_PLACE = re.compile(r"([tba])([0-9a-f]{1,16})")


def _place(after: str | None, stages: Sequence[Where]) -> tuple[Where, int]:
    """Where a list goes on: the stage, and the key to stay below."""
    if after is None:
        return stages[0], BEGINNING
    parts = _PLACE.fullmatch(after)
    stage = next((each for each in stages if parts and _MARKS[each] == parts[1]), None)
    key = int(parts[2], 16) if parts else BEGINNING
    if stage is None or key >= BEGINNING:
        raise UnknownPlaceInList(parameter="after")
    return stage, key


def _stages(said: tuple[Phrase, ...]) -> tuple[Where, ...]:
    return (Where.TITLE, Where.BESIDE_TITLE) if said else (Where.ANYWHERE,)


def _hits(request: SearchRequest, asked_for: tuple[str, ...] = ()) -> Hits:
    """What the words as written find; where they find nothing, what others for them find."""
    tags = _tags(request)
    keys = _ranked(_said(request, asked_for), tags)
    if keys or asked_for:
        return Hits(keys, asked_for)
    for other in _other_words(request.text):
        if keys := _ranked(_said(request, other), tags):
            return Hits(keys, other)
    return Hits(())


def _other_words(text: str) -> list[tuple[str, ...]]:
    """The catalogues' words for everyday ones; then the text cut into words of two characters."""
    others = [tuple(words(official(text))), tuple(halves(text))]
    return [other for other in others if other and list(other) != words(text)]


def _ranked(said: tuple[Phrase, ...], tags: tuple[tuple[str, ...], ...]) -> list[int]:
    found: list[int] = []
    for stage in _stages(said):
        room = CAP + 1 - len(found)
        found += index.keys(session(), Wanted(said, tags, stage), limit=room) if room else []
    return found


def _said(request: SearchRequest, asked_for: tuple[str, ...]) -> tuple[Phrase, ...]:
    return tuple(phrases(" ".join(asked_for) if asked_for else request.text))


def _tags(request: SearchRequest) -> tuple[tuple[str, ...], ...]:
    """The filters as groups of tags. The whole province is a filter only where no word is one."""
    region = request.region or (None if words(request.text) else province())
    groups = [_reaching(region)] if region else []
    chosen = (("d", request.domain_code), ("k", request.by), ("l", request.level))
    return (*groups, *((f"{kind}_{value}",) for kind, value in chosen if value))


def _reaching(region: Region) -> tuple[str, ...]:
    return (f"r_{region.id}", *(f"o_{each}" for each in sorted(superiors(region))))


def superiors(region: Region) -> set[int]:
    """Ids of the regions whose own items apply here: a county's items apply to its townships.
    Townships of a development zone have two superiors, the zone and the county."""
    above = set(region.chain[:-1])
    if region.level in {RegionLevel.TOWNSHIP, RegionLevel.VILLAGE} and region.parent_id:
        above.add(region.parent_id)
    township = region.reporting_parent if region.level == RegionLevel.VILLAGE else None
    if township is not None and township.parent_id:
        above.add(township.parent_id)
    return above


def _documents(keys: Sequence[int]) -> list[SearchDocument]:
    ids = [index.entry_id_of(key) for key in keys]
    query = select(SearchDocument).where(SearchDocument.id.in_(ids))
    kept = {each.id: each for each in session().scalars(query)}
    return [kept[each] for each in ids if each in kept]


def _facets(
    every: Hits, request: SearchRequest
) -> tuple[dict[str, int] | None, dict[str, int] | None]:
    if every.capped:
        return None, None
    domains: Counter[str] = Counter()
    publishers: Counter[str] = Counter()
    for domain, level, count in index.counts(session(), every.keys):
        domains[domain] += count if request.by in {None, level} else 0
        publishers[level] += count if request.domain_code in {None, domain} else 0
    return +domains, +publishers
