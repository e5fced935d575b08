"""K rules over the catalogues of a run, and the end of findings whose link is gone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from catalog_app.catalogs.models import Catalog, Entry
from catalog_app.checks.life import OPEN_STATES
from catalog_app.checks.models import CheckRun, Finding, FindingEvent
from catalog_app.checks.rules import ENTRY_RULES
from catalog_app.checks.rules.catalogue import MISSING_ITEM, GuideItem, missing_items
from catalog_app.checks.rules.model import MET, Judgement, not_met
from catalog_app.checks.services.sightings import Sighting, record_sightings
from catalog_app.guides.models import Guide, StandardItem
from catalog_app.regions.models import Region


def judge_catalogs(current: Session, run: CheckRun, *, at: datetime) -> None:
    """Judge every catalogue of the run's scope, and close what a removed link or entry left open."""
    catalogs = _catalogs(current, run)
    for catalog in catalogs:
        sightings = [*_entry_sightings(catalog, at), *_guide_sightings(current, catalog, at)]
        record_sightings(current, sightings)
    _close_orphans(current, [catalog.id for catalog in catalogs], at)


def _catalogs(current: Session, run: CheckRun) -> Sequence[Catalog]:
    query = select(Catalog).options(
        selectinload(Catalog.entries).joinedload(Entry.version), selectinload(Catalog.region)
    )
    if run.entry_id is not None:
        query = query.where(Catalog.entries.any(Entry.id == run.entry_id))
    if run.domain_code is not None:
        query = query.where(Catalog.domain_code == run.domain_code)
    if run.region_id is not None:
        top = current.get_one(Region, run.region_id)
        query = query.join(Region, Catalog.region_id == Region.id)
        query = query.where(Region.path.startswith(top.path))
    return current.scalars(query).all()


def _entry_sightings(catalog: Catalog, at: datetime) -> Iterator[Sighting]:
    for entry in catalog.entries:
        for rule in ENTRY_RULES:
            kept = entry.version.disposition == "current"
            yield Sighting(
                subject_key=f"entry:{entry.id}",
                rule=rule,
                judgement=rule.judge(entry.version.as_content) if kept else MET,
                catalog_id=catalog.id,
                region_id=catalog.region_id,
                entry_id=entry.id,
                at=at,
            )


def _guide_sightings(current: Session, catalog: Catalog, at: datetime) -> Iterator[Sighting]:
    """K01 for each guide item that surely is one; a recalled row only advises, and is not judged
    until the department has confirmed it. Affairs lists have no national guide."""
    if catalog.domain.is_affairs:
        return
    guide = _guide_items(current, catalog)
    standing = [e for e in catalog.entries if e.version.disposition != "withdrawn"]
    ids = frozenset(e.standard_item_id for e in standing if e.standard_item_id is not None)
    missing = {m.id for m in missing_items(guide, ids, [e.version.name for e in standing])}
    for item in guide:
        yield Sighting(
            subject_key=f"catalog:{catalog.id}:item:{item.id}",
            rule=MISSING_ITEM,
            judgement=_missing(item) if item.id in missing and item.sure else MET,
            catalog_id=catalog.id,
            region_id=catalog.region_id,
            standard_item_id=item.id,
            at=at,
        )


def _missing(item: GuideItem) -> Judgement:
    return not_met(f"目录里没有国家标准事项“{item.name}”。", item=item.name, group=item.group)


def _guide_items(current: Session, catalog: Catalog) -> list[GuideItem]:
    """The guide's rows that bind this region: a township keeps only what its level is named for."""
    query = (
        select(StandardItem)
        .join(Guide, StandardItem.guide_id == Guide.id)
        .where(Guide.domain_code == catalog.domain_code, Guide.current)
        .order_by(StandardItem.position)
    )
    level = catalog.region.level
    return [
        GuideItem(i.id, i.name, i.group, sure=i.confirmed or i.provenance != "recalled")
        for i in current.scalars(query)
        if level != "township" or level in i.levels
    ]


def _close_orphans(current: Session, catalog_ids: Sequence[int], at: datetime) -> None:
    """A finding about a link that was taken away has nothing left to be about."""
    orphans = select(Finding).where(
        Finding.catalog_id.in_(catalog_ids),
        Finding.state.in_(sorted(OPEN_STATES)),
        Finding.subject_key.startswith("publication:"),
        Finding.publication_id.is_(None),
    )
    for finding in current.scalars(orphans):
        finding.history.append(
            FindingEvent(
                at=at,
                actor_name="系统",
                from_state=finding.state,
                to_state="fixed",
                note="链接已更换或删除",
            )
        )
        finding.state, finding.fixed_at = "fixed", at
