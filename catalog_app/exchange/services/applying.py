"""Applying a batch: one transaction, all of it or nothing."""

from __future__ import annotations

from collections.abc import Sequence
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
    NextVersion,
    add_entries,
    write_links,
    write_versions,
)
from catalog_app.database import transaction
from catalog_app.exchange.errors import (
    CatalogStartedMeanwhile,
    NothingToImport,
    PlaceNotConfirmed,
)
from catalog_app.exchange.models import ImportBatch, ImportChange
from catalog_app.exchange.services.batches import locked_batch
from catalog_app.exchange.services.comparing import Row, Status
from catalog_app.exchange.services.decisions import Decisions
from catalog_app.exchange.services.items import StandardItems
from catalog_app.exchange.services.kept import full_name
from catalog_app.exchange.services.places import named_elsewhere
from catalog_app.exchange.services.preview import Preview, TablePreview, build
from catalog_app.exchange.services.rights import require_batch
from catalog_app.guides import services as guides
from catalog_app.regions.models import Region
from domains.entry import EntryContent

WITHDRAWN_REASON = "导入的文件中没有这个事项"
Change = dict[str, Any]


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
    Raises NotFound, PermissionRefused, BatchSettled, PlaceNotConfirmed, NothingToImport,
    CatalogStartedMeanwhile.
    """
    with transaction() as current:
        batch = locked_batch(current, batch_id, "previewed", "导入")
        require_batch(by, batch)
        if decisions is not None:
            batch.decisions = decisions.to_dict()
        _hold(current, batch.region_id)
        plan = build(batch, by=by, guard=guard)
        _require_place(plan)
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


def _hold(current: Session, region_id: int) -> None:
    """Keep other imports and editors off the region's entries until the end; two statements."""
    keeping = select(Region.id).where(Region.id == region_id).with_for_update(key_share=True)
    current.execute(keeping)
    entries = select(Entry.id).join(Catalog).where(Catalog.region_id == region_id)
    current.execute(entries.order_by(Entry.id).with_for_update(of=Entry)).all()


def _carry_out(current: Session, plan: Preview, *, by: Actor, at: datetime) -> None:
    batch = plan.batch
    started = _start_catalogs(current, plan, at=at)
    added = _add(current, plan, started, by=by, at=at)
    changed = _change(current, plan, by=by, at=at)
    withdrawn = _withdraw(current, plan, by=by, at=at)
    changes = [*added, *changed, *withdrawn]
    links = [(change["entry_id"], url) for change in changes for url in change["added_urls"]]
    write_links(current, links, by=by, at=at)
    current.execute(insert(ImportChange), [change | {"batch_id": batch.id} for change in changes])
    batch.outcome = {
        "added": len(added),
        "changed": len(changed),
        "withdrawn": len(withdrawn),
        "links": len(links),
        "started": [catalog.id for catalog in started.values()],
        "left": _left(plan),
        "refused_links": _refused_links(plan),
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


def _add(
    current: Session, plan: Preview, started: dict[str, Catalog], *, by: Actor, at: datetime
) -> list[Change]:
    items = StandardItems.of(current, [*_standing(plan), *started.values()])
    changes: list[Change] = []
    for table in plan.tables:
        rows = [row for row in table.rows if row.applies and row.status is Status.ADDED]
        if not rows or table.domain is None:
            continue
        catalog = table.catalog or started[table.domain.code]
        contents = [row.content for row in rows]
        drafts = [
            EntryDraft(content, item)
            for content, item in zip(contents, items.take(catalog, contents), strict=True)
        ]
        made = add_entries(current, catalog.id, drafts, by=by, at=at, origin="import")
        changes += [
            _told(entry_id, "added", None, version_id, row.new_urls)
            for (entry_id, version_id), row in zip(made, rows, strict=True)
        ]
    return changes


def _standing(plan: Preview) -> list[Catalog]:
    """The catalogues that are there already, each once."""
    return list({t.catalog.id: t.catalog for t in plan.tables if t.catalog}.values())


def _change(current: Session, plan: Preview, *, by: Actor, at: datetime) -> list[Change]:
    rows = [row for row in plan.rows if row.applies and row.kept]
    drafts = [
        NextVersion(row.kept.entry_id, row.kept.number, row.content)
        for row in rows
        if row.kept and row.writes
    ]
    written = write_versions(current, drafts, by=by, at=at, origin="import")
    return [_changed(row, written) for row in rows]


def _changed(row: Row, written: dict[int, int]) -> Change:
    assert row.kept is not None
    kept = row.kept
    after = written.get(kept.entry_id)
    action = "changed" if after else "linked"
    return _told(kept.entry_id, action, kept.version_id, after or kept.version_id, row.new_urls)


def _withdraw(current: Session, plan: Preview, *, by: Actor, at: datetime) -> list[Change]:
    gone = [each.kept for each in plan.missing if each.applies]
    drafts = [
        NextVersion(kept.entry_id, kept.number, kept.content, "withdrawn", WITHDRAWN_REASON)
        for kept in gone
    ]
    written = write_versions(current, drafts, by=by, at=at, origin="import")
    return [
        _told(kept.entry_id, "withdrawn", kept.version_id, written[kept.entry_id]) for kept in gone
    ]


def _told(
    entry_id: int, action: str, before: int | None, after: int | None, urls: Sequence[str] = ()
) -> Change:
    return {
        "entry_id": entry_id,
        "action": action,
        "before_version_id": before,
        "after_version_id": after,
        "added_urls": list(urls),
    }


def _left(plan: Preview) -> list[dict[str, Any]]:
    """Rows and withdrawals that were not carried out though nobody decided so, with the reason."""
    rows = [
        _left_out(table, row.read.row, row.read.content, why)
        for table in plan.tables
        for row in table.rows
        for why in [_why_left(row)]
        if why
    ]
    gone = [
        _left_out(table, None, each.kept.content, "核对之后有人改动了这个事项，未撤下")
        for table in plan.tables
        for each in table.missing
        if each.withdraw and each.moved_on
    ]
    return rows + gone


def _why_left(row: Row) -> str | None:
    if row.status is Status.BLOCKED:
        return "没有可用的事项名称"
    if row.status is Status.UNCHANGED:
        return None
    if row.moved_on:
        return "核对之后有人改动了这个事项，未覆盖"
    if not row.taken and any(each.severity == "error" for each in row.problems):
        return "这一行有错误，没有采用"
    return None


def _left_out(
    table: TablePreview, row: int | None, content: EntryContent, reason: str
) -> dict[str, Any]:
    name = full_name(content.group, content.name or "（没有名称）")
    return {"table": table.label, "row": row, "name": name, "reason": reason}


def _refused_links(plan: Preview) -> list[dict[str, Any]]:
    return [
        {"table": table.label, "cell": each.cell or f"第{each.row}行", "message": each.message}
        for table in plan.tables
        for row in table.rows
        for each in row.problems
        if each.code == "link-refused"
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
