"""Applying a batch: one transaction, all of it or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from catalog_app.accounts import audit
from catalog_app.accounts.audit import Actor
from catalog_app.addresses import NOTHING_PRIVATE, AddressGuard
from catalog_app.catalogs.models import Catalog, Entry
from catalog_app.catalogs.services.bulk import (
    EntryDraft,
    NewLink,
    NextVersion,
    add_entries,
    positions,
    put_at,
    relate_items,
    write_links,
    write_versions,
)
from catalog_app.database import transaction
from catalog_app.exchange.errors import (
    CatalogStartedMeanwhile,
    DomainNotConfirmed,
    NothingToImport,
    PlaceNotConfirmed,
)
from catalog_app.exchange.models import ImportBatch, ImportChange
from catalog_app.exchange.services.batches import locked_batch
from catalog_app.exchange.services.comparing import Row
from catalog_app.exchange.services.decisions import Decisions
from catalog_app.exchange.services.following import following
from catalog_app.exchange.services.leaving import left_out, refused_links
from catalog_app.exchange.services.links import NewLinks
from catalog_app.exchange.services.places import named_elsewhere
from catalog_app.exchange.services.placing import places_of
from catalog_app.exchange.services.preview import Preview, build
from catalog_app.exchange.services.rights import require_batch
from catalog_app.guides import services as guides
from catalog_app.regions.models import Region

WITHDRAWN_REASON = "导入的文件中没有这个事项"
RowsOf = dict[int, tuple[Catalog, list[Sequence[Row]]]]
"""By a catalogue's id: it, and its rows table by table."""


@dataclass(frozen=True, slots=True)
class _Change:
    """What was done to an entry; `versions` are its own before and after, `item` the guide's item it
    follows from now on."""

    entry_id: int
    action: str
    versions: tuple[int | None, int | None]
    links: NewLinks = field(default_factory=dict)
    item: int | None = None

    def kept_in(self, batch: ImportBatch) -> dict[str, Any]:
        """The row of the table of changes."""
        before, after = self.versions
        return {
            "batch_id": batch.id,
            "entry_id": self.entry_id,
            "action": self.action,
            "before_version_id": before,
            "after_version_id": after,
            "added_urls": list(self.links),
            "related_item_id": self.item,
        }


def apply(
    batch_id: int,
    decisions: Decisions | None = None,
    *,
    by: Actor,
    at: datetime,
    guard: AddressGuard = NOTHING_PRIVATE,
) -> ImportBatch:
    """Write what the preview shows as taken; `decisions` replace those kept with the batch.

    Rows of entries that changed since the preview was made are left, and told in `outcome`.
    Raises NotFound, PermissionRefused, BatchSettled, PlaceNotConfirmed, DomainNotConfirmed,
    NothingToImport, CatalogStartedMeanwhile.
    """
    with transaction() as current:
        batch = locked_batch(current, batch_id, "previewed", "导入")
        require_batch(by, batch)
        if decisions is not None:
            batch.decisions = decisions.to_dict()
        _hold(current, batch.region_id)
        plan = build(batch, by=by, guard=guard)
        _require_place(plan)
        _require_domains(plan)
        if not plan.to_apply:
            raise NothingToImport()
        _carry_out(current, plan, by=by, at=at)
        batch.state, batch.applied_at = "applied", at
    return batch


def _require_place(plan: Preview) -> None:
    place = plan.batch.region
    elsewhere = None if plan.place_confirmed else named_elsewhere(plan.reading, place)
    if elsewhere:
        raise PlaceNotConfirmed(named=elsewhere.name, chosen=place.name)


def _require_domains(plan: Preview) -> None:
    for table in plan.unconfirmed:
        if table.domain:
            raise DomainNotConfirmed(table=table.label, domain=table.domain.name)


def _hold(current: Session, region_id: int) -> None:
    """Keep other imports and editors off the region's entries until the end; two statements."""
    keeping = select(Region.id).where(Region.id == region_id).with_for_update(key_share=True)
    current.execute(keeping)
    entries = select(Entry.id).join(Catalog).where(Catalog.region_id == region_id)
    current.execute(entries.order_by(Entry.id).with_for_update(of=Entry)).all()


def _carry_out(current: Session, plan: Preview, *, by: Actor, at: datetime) -> None:
    batch = plan.batch
    found = following(current, plan).found
    followed = {key: follows.item.id for key, follows in found.items()}
    started = _start_catalogs(current, plan, at=at)
    rows_of = _rows_of(plan, started)
    added = _add(current, rows_of, followed, by=by, at=at)
    changed = _change(current, plan, followed, by=by, at=at)
    related = _relate(current, plan, followed, at=at)
    withdrawn = _withdraw(current, plan, by=by, at=at)
    changes = [*added, *changed, *related, *withdrawn]
    links = [NewLink(c.entry_id, url, place) for c in changes for url, place in c.links.items()]
    write_links(current, links, by=by, at=at)
    current.execute(insert(ImportChange), [change.kept_in(batch) for change in changes])
    batch.outcome = {
        "added": len(added),
        "changed": len(changed),
        "withdrawn": len(withdrawn),
        "links": len(links),
        "related": sum(change.item is not None for change in changes),
        "started": [catalog.id for catalog in started.values()],
        "left": left_out(plan),
        "refused_links": refused_links(plan),
    }
    _record(current, batch, by=by, at=at)


def _start_catalogs(current: Session, plan: Preview, *, at: datetime) -> dict[str, Catalog]:
    """Catalogues for domains the region had none of, without the guide's items: the file is the
    county's own list, and what it lacks of the guide is shown as missing there."""
    started: dict[str, Catalog] = {}
    for table in plan.tables:
        domain = table.domain
        if domain is None or table.catalog or domain.code in started:
            continue
        if not any(row.applies for row in table.rows):
            continue
        guide = guides.current_guide(domain.code)
        started[domain.code] = Catalog(
            region_id=plan.batch.region_id,
            domain_code=domain.code,
            guide_id=guide.id if guide else None,
            created_at=at,
        )
    current.add_all(started.values())
    try:
        current.flush()
    except IntegrityError as error:
        raise CatalogStartedMeanwhile() from error
    return started


def _rows_of(plan: Preview, started: Mapping[str, Catalog]) -> RowsOf:
    """The rows of each catalogue, by its id, as they stand in the file."""
    found: RowsOf = {}
    for table in plan.tables:
        catalog = table.catalog or (started.get(table.domain.code) if table.domain else None)
        if catalog:
            _, rows = found.setdefault(catalog.id, (catalog, []))
            rows.append(table.rows)
    return found


def _add(
    current: Session, rows_of: RowsOf, followed: Mapping[str, int], *, by: Actor, at: datetime
) -> list[_Change]:
    """New entries beside their neighbours of the file."""
    fresh = {
        catalog_id: [row for rows in tables for row in rows if row.applies and not row.kept]
        for catalog_id, (_, tables) in rows_of.items()
    }
    standing = positions(current, [catalog_id for catalog_id, rows in fresh.items() if rows])
    drafts: dict[int, list[EntryDraft]] = {}
    for catalog_id, order in standing.items():
        places = places_of(rows_of[catalog_id][1], order)
        put_at(current, places.moved)
        drafts[catalog_id] = [
            EntryDraft(row.content, followed.get(row.key), places.added[row.key], *row.standing)
            for row in fresh[catalog_id]
        ]
    made = add_entries(current, drafts, by=by, at=at, origin="import")
    return [
        _Change(entry_id, "added", (None, version_id), row.taken_links)
        for catalog_id, ids in made.items()
        for (entry_id, version_id), row in zip(ids, fresh[catalog_id], strict=True)
    ]


def _change(
    current: Session, plan: Preview, followed: Mapping[str, int], *, by: Actor, at: datetime
) -> list[_Change]:
    rows = [row for row in plan.rows if row.applies and row.kept]
    drafts = [
        NextVersion(row.kept.entry_id, row.kept.number, row.content, *row.standing)
        for row in rows
        if row.kept and row.writes
    ]
    written = write_versions(current, drafts, by=by, at=at, origin="import")
    return [_changed(row, written, followed.get(row.key)) for row in rows]


def _changed(row: Row, written: Mapping[int, int], item: int | None) -> _Change:
    assert row.kept is not None
    kept = row.kept
    after = written.get(kept.entry_id)
    action = "changed" if after else "linked"
    versions = kept.version_id, after or kept.version_id
    return _Change(kept.entry_id, action, versions, row.taken_links, item)


def _relate(
    current: Session, plan: Preview, followed: Mapping[str, int], *, at: datetime
) -> list[_Change]:
    """Kept entries that follow an item of the guide from now on; those to which nothing else is
    done are a change of their own."""
    rows = [(row, row.kept) for row in plan.rows if row.kept and row.key in followed]
    relate_items(current, [(kept.entry_id, followed[row.key]) for row, kept in rows], at=at)
    return [
        _Change(kept.entry_id, "related", (kept.version_id,) * 2, item=followed[row.key])
        for row, kept in rows
        if not row.applies
    ]


def _withdraw(current: Session, plan: Preview, *, by: Actor, at: datetime) -> list[_Change]:
    gone = [each.kept for each in plan.missing if each.applies]
    drafts = [
        NextVersion(kept.entry_id, kept.number, kept.content, "withdrawn", WITHDRAWN_REASON)
        for kept in gone
    ]
    written = write_versions(current, drafts, by=by, at=at, origin="import")
    return [
        _Change(kept.entry_id, "withdrawn", (kept.version_id, written[kept.entry_id]))
        for kept in gone
    ]


def _record(current: Session, batch: ImportBatch, *, by: Actor, at: datetime) -> None:
    done = batch.outcome
    summary = (
        f"导入“{batch.file_name}”：新增 {done['added']} 项，修改 {done['changed']} 项，"
        f"撤下 {done['withdrawn']} 项，登记链接 {done['links']} 个"
    )
    audit.record(
        current,
        "import.applied",
        batch,
        by=by,
        at=at,
        region_id=batch.region_id,
        summary=summary,
        after={name: done[name] for name in ("added", "changed", "withdrawn", "links")},
    )
