"""The same item in several places: what each says, and whether they agree (C08, C09). No fetching:
the pages are as they were last read."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import combinations, product

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from catalog_app.among import among
from catalog_app.catalogs.models import Catalog, Entry
from catalog_app.checks.life import OPEN_STATES
from catalog_app.checks.models import Finding
from catalog_app.checks.rules.matching import title_likeness
from catalog_app.checks.rules.model import MET, NOT_CHECKED, Judgement, Rule
from catalog_app.checks.rules.presets import Presets
from catalog_app.checks.rules.same_source import (
    SAME_SOURCE,
    VILLAGE_COUNTY,
    Telling,
    same_document,
    same_source,
    village_agrees,
)
from catalog_app.checks.services.presets import presets_in_force
from catalog_app.checks.services.same_item_places import (
    LOCAL,
    Place,
    county_places,
    distinct,
    places_above,
    places_by_entry,
    places_in_county,
    shared_names,
    village_names,
)
from catalog_app.checks.services.sightings import Judged, Subject, record
from catalog_app.clock import china_date
from catalog_app.database import session

SUBSIDY = re.compile(r"补贴|津贴|补助|低保|最低生活保障|救助|供养|惠农|惠民|优抚|扶贫|奖补|发放")
SAME_SUBSIDY = 0.6


def judge_same_items(current: Session, catalog_ids: Sequence[int], at: datetime) -> None:
    """C08 and C09 for every item of these catalogues: its own places against each other and, below
    the county, against the same item of the places above. Flushes, does not commit."""
    presets = presets_in_force(current)
    accused, standing = _accused(current, catalog_ids), _standing(current, catalog_ids)
    every = places_by_entry(current, catalog_ids)
    judged: list[Judged] = []
    for catalog in _catalogs(current, catalog_ids):
        judging = Judging(catalog, presets, at, accused)
        own = every.get(catalog.id, {})
        above = places_above(current, catalog, own)
        judged += [judging.same_source(each, above.get(of, ())) for of, each in own.items()]
        judged += _village_sightings(current, judging, own)
        judged += _without_places(judging, standing.get(catalog.id, ()), own)
    off = presets.off
    record(
        current,
        [(about, [each for each in told if each[0].id not in off]) for about, told in judged],
    )


def _catalogs(current: Session, catalog_ids: Sequence[int]) -> Sequence[Catalog]:
    query = select(Catalog).where(among(Catalog.id, catalog_ids)).order_by(Catalog.id)
    return current.scalars(query.options(joinedload(Catalog.region))).all()


@dataclass(frozen=True, slots=True)
class Stand:
    """How a place stands to the others: "apart" from or the "same" as place number `other` (from 1),
    "alone" with its document, or "unread"."""

    how: str
    other: int = 0


def places_of(entry: Entry) -> Sequence[tuple[Place, Stand]]:
    """Every place in the county where the item is published, and how it stands to the others."""
    current = session()
    found = places_in_county(current, entry)
    names = shared_names(current, entry.catalog.region)
    return [(place, _stand(place, found, names)) for place in found]


def _stand(place: Place, places: Sequence[Place], names: Sequence[str]) -> Stand:
    if not place.read:
        return Stand("unread")
    stand = Stand("alone")
    for number, other in enumerate(places, start=1):
        if other is place or not other.read:
            continue
        pair = (place.telling, other.telling)
        if not same_document(*pair, names):
            continue
        today = max((each.day for each in pair if each.day), default=date.max)
        if same_source(pair, today=today, places=names) != MET:
            return Stand("apart", number)
        if stand.how == "alone":
            stand = Stand("same", number)
    return stand


@dataclass(frozen=True, slots=True)
class Judging:
    """One catalogue being judged at one time. `accused`: by entry, the addresses its open finding
    of C08 is about."""

    catalog: Catalog
    presets: Presets
    at: datetime
    accused: Mapping[int, frozenset[str]]

    def same_source(self, own: Sequence[Place], above: Sequence[Place]) -> Judged:
        """C08 for one item: its places against each other, and against those above."""
        mine, higher = _told_apart(own, above)
        pairs = [*combinations(mine, 2), *product(mine, higher)]
        told = (self._pair(one, other) for one, other in pairs)
        judgement = next((each for each in told if each != MET), MET)
        places = [*own, *above]
        if judgement == MET and ((len(places) > 1 and not pairs) or self._unseen(places)):
            judgement = NOT_CHECKED
        return self.sighting(SAME_SOURCE, judgement, own[0].entry_id, places)

    def _unseen(self, places: Sequence[Place]) -> bool:
        """A place that was found to differ cannot be read now: that puts nothing right."""
        accused = self.accused.get(places[0].entry_id, frozenset())
        return any(place.telling.url in accused for place in places if not place.read)

    def _pair(self, one: Telling, other: Telling) -> Judgement:
        today, names = china_date(self.at), (self.catalog.region.name,)
        return same_source([one, other], today=today, places=names, presets=self.presets)

    def village(self, place: Place, higher: Sequence[Place], names: Sequence[str]) -> Judged:
        """C09 for one page of a village: against the county's pages of the same subsidy."""
        pages = [
            other.telling
            for other in higher
            if title_likeness(place.name, other.name) >= SAME_SUBSIDY
        ]
        judgement = village_agrees(place.telling, pages, names, subsidy=place.name)
        return self.sighting(VILLAGE_COUNTY, judgement, place.entry_id, [place])

    def sighting(
        self, rule: Rule, judgement: Judgement, entry_id: int, seen: Sequence[Place]
    ) -> Judged:
        marks = "".join(sorted(place.snapshot or "" for place in seen))
        subject = Subject(
            key=f"entry:{entry_id}",
            catalog_id=self.catalog.id,
            region_id=self.catalog.region_id,
            entry_id=entry_id,
            content_hash=hashlib.sha256(marks.encode()).hexdigest(),
            presets=self.presets,
            at=self.at,
        )
        return subject, [(rule, judgement)]


def _accused(current: Session, catalog_ids: Sequence[int]) -> Mapping[int, frozenset[str]]:
    query = select(Finding.entry_id, Finding.evidence).where(
        among(Finding.catalog_id, catalog_ids),
        Finding.rule_id == SAME_SOURCE.id,
        Finding.state != "fixed",
    )
    return {
        entry_id: frozenset(each["url"] for each in told.get("two_places", ()))
        for entry_id, told in current.execute(query)
    }


def _village_sightings(
    current: Session, judging: Judging, own: Mapping[int, Sequence[Place]]
) -> Iterator[Judged]:
    region = judging.catalog.region
    mine = [place for places in own.values() for place in places if _is_subsidy(place)]
    if region.level in LOCAL and mine:
        higher = [place for place in county_places(current, region) if _is_subsidy(place)]
        names = village_names(current, region)
        for place in mine:
            yield judging.village(place, higher, names)


def _standing(
    current: Session, catalog_ids: Sequence[int]
) -> Mapping[int, Sequence[tuple[str, int]]]:
    """(rule, entry) of the open findings about places, by catalogue."""
    query = select(Finding.catalog_id, Finding.rule_id, Finding.entry_id).where(
        among(Finding.catalog_id, catalog_ids),
        Finding.rule_id.in_((SAME_SOURCE.id, VILLAGE_COUNTY.id)),
        Finding.state.in_(sorted(OPEN_STATES)),
    )
    found: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for catalog_id, rule_id, entry_id in current.execute(query):
        if entry_id is not None:
            found[catalog_id].append((rule_id, entry_id))
    return found


def _without_places(
    judging: Judging, standing: Sequence[tuple[str, int]], own: Mapping[int, Sequence[Place]]
) -> Iterator[Judged]:
    """An item that has no second place any more has nothing left to differ."""
    rules = {rule.id: rule for rule in (SAME_SOURCE, VILLAGE_COUNTY)}
    for rule_id, entry_id in standing:
        if entry_id not in own:
            yield judging.sighting(rules[rule_id], MET, entry_id, [])


def _is_subsidy(place: Place) -> bool:
    return place.read and SUBSIDY.search(place.name) is not None


def _told_apart(
    own: Sequence[Place], above: Sequence[Place]
) -> tuple[list[Telling], list[Telling]]:
    """The readable pages of both, places that bear one name told apart by site or address."""
    mine = [place.telling for place in own if place.read]
    higher = [place.telling for place in above if place.read]
    named = distinct([*mine, *higher])
    return named[: len(mine)], named[len(mine) :]
