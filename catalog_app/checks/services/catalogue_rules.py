"""K rules over the catalogues of a run, and the end of findings that have lost their subject."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from catalog_app.among import among
from catalog_app.bases import services as bases
from catalog_app.catalogs.models import Catalog, Entry, EntryVersion
from catalog_app.checks.life import OPEN_STATES
from catalog_app.checks.models import Finding
from catalog_app.checks.rules import ENTRY_RULES
from catalog_app.checks.rules.catalogue import LISTED_ITEM, MISSING_ITEM, item_missing
from catalog_app.checks.rules.catalogue_lists import listed_item_kept
from catalog_app.checks.rules.model import MET
from catalog_app.checks.services import run_life, runs
from catalog_app.checks.services.catalogue_facts import CatalogueFacts, Known, facts_of, is_sure
from catalog_app.checks.services.listeners import tell_judged
from catalog_app.checks.services.proposals_making import refresh_proposals
from catalog_app.checks.services.sightings import (
    LINK_PREFIX,
    Judged,
    Subject,
    close,
    record,
)
from catalog_app.clock import china_date
from catalog_app.database import session, transaction

PORTION = 5
"""Catalogues judged together: what all of them need is asked for once, and still nobody waits long."""


async def judge_catalogs(run_id: int, *, now: Callable[[], datetime]) -> None:
    """Judge every catalogue of the run's scope and close the run, unless it was stopped or another
    worker still has pages of it. A transaction for a few catalogues: clerks never wait for a
    province, and between two the worker's other hosts go on."""
    if not run_life.is_running(run_id) or runs.pending_hosts(run_id):
        session().rollback()
        return
    catalog_ids = sorted(session().scalars(runs.catalogs_in_scope(runs.run_by_id(run_id))))
    known = Known(bases.register())
    session().rollback()
    for start in range(0, len(catalog_ids), PORTION):
        portion = catalog_ids[start : start + PORTION]
        with transaction() as current:
            judge_alone(current, portion, at=now(), known=known)
        await asyncio.sleep(0)
        await refresh_proposals(portion, at=now())
    run_life.finish(run_id, at=now())


def judge_alone(
    current: Session, catalog_ids: Sequence[int], *, at: datetime, known: Known | None = None
) -> None:
    """Judge catalogues while nobody else does, and tell who waits for it. Flushes, does not
    commit."""
    _hold(current, catalog_ids)
    judge_kept(current, catalog_ids, at=at, known=known or Known(bases.register()))
    tell_judged(current, catalog_ids, at)


def _hold(current: Session, catalog_ids: Sequence[int]) -> None:
    """Two runs may end with the same catalogues: one at a time judges them. Clerks do not wait."""
    held = select(Catalog.id).where(among(Catalog.id, catalog_ids)).order_by(Catalog.id)
    current.execute(held.with_for_update(key_share=True)).all()


def judge_kept(current: Session, catalog_ids: Sequence[int], *, at: datetime, known: Known) -> None:
    """Every K rule for these catalogues as they are kept. Flushes, does not commit."""
    judged: list[Judged] = []
    listed: set[str] = set()
    for found in facts_of(current, catalog_ids, china_date(at), known):
        of_lists = list(_listed_judged(found, at))
        judged += [*_entries_judged(found, at), *_guide_judged(found, at), *of_lists]
        listed |= {subject.key for subject, _ in of_lists}
    record(current, judged)
    _close_orphans(current, catalog_ids, at)
    _close_unlisted(current, catalog_ids, listed, at)


def _entries_judged(found: CatalogueFacts, at: datetime) -> Iterator[Judged]:
    rules = [rule for rule in ENTRY_RULES if rule.id not in found.presets.off]
    for entry in found.entries:
        version = entry.version
        subject = replace(
            _catalogue(found, at),
            key=f"entry:{entry.id}",
            entry_id=entry.id,
            content_hash=f"version:{version.id}",
        )
        asked = found.subject(entry)
        kept = version.disposition == "current"
        yield subject, [(rule, rule.judge(asked) if kept else MET) for rule in rules]


def _guide_judged(found: CatalogueFacts, at: datetime) -> Iterator[Judged]:
    """K01 for each guide item that surely is one; a recalled row only advises, and is not judged
    until the department has confirmed it. Affairs lists have no national guide."""
    catalog = found.catalog
    if catalog.domain.is_affairs or MISSING_ITEM.id in found.presets.off:
        return
    for item in found.items:
        key = f"{_catalogue_key(catalog.id)}item:{item.id}"
        subject = replace(_catalogue(found, at), key=key, standard_item_id=item.id)
        missing = item.id in found.missing and is_sure(item)
        judgement = item_missing(item.name, item.group) if missing else MET
        yield subject, [(MISSING_ITEM, judgement)]


def _listed_judged(found: CatalogueFacts, at: datetime) -> Iterator[Judged]:
    """K02 for each item of the region's lists that belongs to the catalogue's domain."""
    if LISTED_ITEM.id in found.presets.off:
        return
    for identity, item in found.listed.items():
        key = f"{_catalogue_key(found.catalog.id)}listed:{identity}"
        subject = replace(_catalogue(found, at), key=key)
        yield subject, [(LISTED_ITEM, listed_item_kept(item, found.presets))]


def _catalogue(found: CatalogueFacts, at: datetime) -> Subject:
    """The catalogue as a subject; its entries and items are subjects of their own within it."""
    catalog = found.catalog
    key = _catalogue_key(catalog.id)
    return Subject(key, catalog.id, catalog.region_id, at, presets=found.presets)


def _catalogue_key(catalog_id: int) -> str:
    return f"catalog:{catalog_id}:"


def _close_unlisted(
    current: Session, catalog_ids: Sequence[int], seen: set[str], at: datetime
) -> None:
    """A finding about an item that its list has no more, or that went to another domain."""
    query = select(Finding).where(
        among(Finding.catalog_id, catalog_ids),
        Finding.rule_id == LISTED_ITEM.id,
        Finding.state.in_(sorted(OPEN_STATES)),
    )
    for finding in current.scalars(query).all():
        if finding.subject_key not in seen:
            close(current, finding, at=at, note="清单里已没有这个事项，或它不再属于这个领域")


def _close_orphans(current: Session, catalog_ids: Sequence[int], at: datetime) -> None:
    """A finding about a link that was taken away, or whose entry is no longer kept, has nothing
    left to be about."""
    orphans = (
        select(Finding)
        .join(Entry, Finding.entry_id == Entry.id)
        .join(EntryVersion, Entry.current_version_id == EntryVersion.id)
        .where(
            among(Finding.catalog_id, catalog_ids),
            Finding.state.in_(sorted(OPEN_STATES)),
            Finding.subject_key.startswith(LINK_PREFIX),
            or_(Finding.publication_id.is_(None), EntryVersion.disposition != "current"),
        )
    )
    for finding in current.scalars(orphans).all():
        close(current, finding, at=at, note="链接已更换或删除，或事项已不再公开")
