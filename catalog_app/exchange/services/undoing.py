"""Undoing a batch: the earlier texts come back as new versions, what it added goes again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from catalog_app.accounts import audit
from catalog_app.accounts.audit import Actor
from catalog_app.accounts.policy import PERMISSION_NAMES, Permission
from catalog_app.catalogs.models import (
    Catalog,
    Edition,
    EditionItem,
    Entry,
    EntryVersion,
    Publication,
)
from catalog_app.catalogs.services.bulk import (
    NextVersion,
    chunks,
    delete_entries,
    delete_links,
    positions,
    put_at,
    relate_items,
    write_versions,
)
from catalog_app.database import session, transaction
from catalog_app.errors import PermissionRefused
from catalog_app.exchange.models import ImportBatch, ImportChange
from catalog_app.exchange.services.batches import locked_batch
from catalog_app.exchange.services.kept import CONTENT_COLUMNS, content_of, full_name
from catalog_app.exchange.services.placing import closed_up
from catalog_app.exchange.services.rights import may_import, require_batch

UNDO_REASON = "撤销导入"
UNWRITTEN = frozenset({"linked", "related"})
"""Changes that wrote no version."""


@dataclass(frozen=True, slots=True)
class Touched:
    """An entry the batch touched, as it is now. `edited` tells that somebody worked on it since,
    `foreign_links` that links were added; `frozen` that an edition holds it, so that it cannot
    vanish; `related_item_id` is the guide's item that the batch gave it and that it still has."""

    entry_id: int
    catalog_id: int
    action: str
    group: str | None
    name: str
    before_version_id: int | None
    after_version_id: int | None
    present_version_id: int
    number: int
    link_ids: tuple[int, ...]
    edited: bool
    frozen: bool
    foreign_links: tuple[str, ...] = ()
    related_item_id: int | None = None

    @property
    def vanishes(self) -> bool:
        return self.action == "added" and not self.frozen


def undo(
    batch_id: int,
    *,
    by: Actor,
    at: datetime,
    also: Collection[int] = (),
    also_edited: bool = False,
) -> ImportBatch:
    """Take back what the batch did. Entries edited after it are kept as they are and told in
    `outcome["undo"]`, but for those whose ids are in `also` (all of them: `also_edited`). An added
    entry that is in an edition is withdrawn; one deleted since is told.

    Raises NotFound, PermissionRefused, BatchSettled unless the batch is applied.
    """
    with transaction() as current:
        batch = locked_batch(current, batch_id, "applied", "撤销")
        require_batch(by, batch)
        _require_domains(current, batch, by)
        _hold(current, batch_id)
        found, gone = touched(batch_id), _deleted_since(current, batch_id)
        wanted = set(also)
        chosen = [e for e in found if also_edited or not e.edited or e.entry_id in wanted]
        _take_back(current, chosen, by=by, at=at)
        _drop_empty_catalogs(current, batch.outcome.get("started", ()))
        batch.outcome = batch.outcome | {"undo": _told(found, chosen) | {"gone": gone}}
        _record(current, batch, by=by, at=at)
        batch.state, batch.undone_at = "undone", at
    return batch


def _require_domains(current: Session, batch: ImportBatch, by: Actor) -> None:
    """Raises PermissionRefused unless the actor may still import into every domain touched."""
    query = select(Catalog.domain_code).join(Entry, Entry.catalog_id == Catalog.id)
    query = query.join(ImportChange, ImportChange.entry_id == Entry.id)
    codes = current.scalars(query.where(ImportChange.batch_id == batch.id).distinct()).all()
    if not all(may_import(by, batch.region, code) for code in codes):
        raise PermissionRefused(action=PERMISSION_NAMES[Permission.IMPORT])


def touched(batch_id: int) -> list[Touched]:
    """The entries the batch touched and that are still there, in the order of its changes."""
    links = _links(batch_id)
    frozen = set(session().scalars(_of_batch(batch_id, select(EditionItem.entry_id).distinct())))
    query = (
        select(ImportChange, Entry.catalog_id, Entry.standard_item_id)
        .add_columns(*(getattr(EntryVersion, name) for name in ("id", "number", "group", "name")))
        .join(Entry, Entry.id == ImportChange.entry_id)
        .join(EntryVersion, EntryVersion.id == Entry.current_version_id)
        .where(ImportChange.batch_id == batch_id)
        .order_by(ImportChange.id)
    )
    found = [
        _touched(
            change, present, links.get(change.entry_id or 0, []), frozen=change.entry_id in frozen
        )
        for change, *present in session().execute(query)
    ]
    return _but_for_the_same(found)


def _but_for_the_same(found: Sequence[Touched]) -> list[Touched]:
    """An entry that says again what the batch wrote (a later import was undone) is not edited."""
    ids = {n for e in found if e.edited for n in (e.present_version_id, e.after_version_id) if n}
    texts: dict[int, tuple[Any, ...]] = {}
    for part in chunks(sorted(ids)):
        columns = (EntryVersion.id, EntryVersion.disposition, *CONTENT_COLUMNS)
        rows = session().execute(select(*columns).where(EntryVersion.id.in_(part)))
        texts |= {version_id: tuple(told) for version_id, *told in rows}
    return [
        replace(each, edited=bool(each.foreign_links))
        if each.edited
        and texts.get(each.present_version_id) == texts.get(each.after_version_id or 0)
        else each
        for each in found
    ]


def _touched(
    change: ImportChange,
    present: Sequence[Any],
    links: Sequence[tuple[int, str]],
    *,
    frozen: bool,
) -> Touched:
    """`present` is the entry now: catalogue, item of the guide; its version: id, number, group,
    name."""
    catalog_id, item_id, version_id, number, group, name = present
    ours = set(change.added_urls)
    foreign = tuple(url for _, url in links if url not in ours)
    edited = change.action not in UNWRITTEN and version_id != change.after_version_id
    return Touched(
        entry_id=change.entry_id or 0,
        catalog_id=catalog_id,
        action=change.action,
        group=group,
        name=name,
        before_version_id=change.before_version_id,
        after_version_id=change.after_version_id,
        present_version_id=version_id,
        number=number,
        link_ids=tuple(link_id for link_id, url in links if url in ours),
        edited=edited or (change.action == "added" and bool(foreign)),
        frozen=frozen,
        foreign_links=foreign if change.action == "added" else (),
        related_item_id=change.related_item_id if change.related_item_id == item_id else None,
    )


def _of_batch(batch_id: int, query: Any) -> Any:
    """`query` over a table with an entry_id, for the entries of the batch."""
    column = query.selected_columns.entry_id
    ids = select(ImportChange.entry_id).where(ImportChange.batch_id == batch_id)
    return query.where(column.in_(ids))


def _links(batch_id: int) -> dict[int, list[tuple[int, str]]]:
    query = select(Publication.entry_id, Publication.id, Publication.url)
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for entry_id, link_id, url in session().execute(_of_batch(batch_id, query)):
        found[entry_id].append((link_id, url))
    return found


def _hold(current: Session, batch_id: int) -> None:
    """Keep editors off the entries until the end."""
    ids = select(ImportChange.entry_id).where(ImportChange.batch_id == batch_id)
    query = select(Entry.id).where(Entry.id.in_(ids)).order_by(Entry.id)
    current.execute(query.with_for_update()).all()


def _take_back(current: Session, chosen: Sequence[Touched], *, by: Actor, at: datetime) -> None:
    delete_links(current, [(each.entry_id, link) for each in chosen for link in each.link_ids])
    write_versions(current, _earlier(current, chosen), by=by, at=at, origin="undo")
    related = [each.entry_id for each in chosen if each.related_item_id and not each.vanishes]
    relate_items(current, [(entry_id, None) for entry_id in related], at=at)
    _delete(current, [each for each in chosen if each.vanishes])
    current.expire_all()


def _delete(current: Session, vanishing: Sequence[Touched]) -> None:
    """The entries go, and the others close up to the places they had."""
    gone = [each.entry_id for each in vanishing]
    standing = positions(current, sorted({each.catalog_id for each in vanishing}))
    delete_entries(current, gone)
    moved: dict[int, int] = {}
    for order in standing.values():
        moved |= closed_up(order, gone)
    put_at(current, moved)


def _earlier(current: Session, chosen: Sequence[Touched]) -> list[NextVersion]:
    """The version to write for each: the one before the batch, or the withdrawal of a frozen one."""
    wanted = {
        (each.present_version_id if each.action == "added" else each.before_version_id or 0): each
        for each in chosen
        if not each.vanishes and each.action not in UNWRITTEN
    }
    drafts = []
    for ids in chunks(list(wanted)):
        columns = (EntryVersion.id, EntryVersion.disposition, EntryVersion.reason)
        query = select(*columns, *CONTENT_COLUMNS).where(EntryVersion.id.in_(ids))
        for version_id, disposition, reason, *values in current.execute(query):
            each = wanted[version_id]
            state = ("withdrawn", UNDO_REASON) if each.action == "added" else (disposition, reason)
            drafts.append(NextVersion(each.entry_id, each.number, content_of(values), *state))
    return drafts


def _deleted_since(current: Session, batch_id: int) -> int:
    """How many entries of the batch somebody deleted after it (their changes lost them); asked
    before the undoing deletes its own."""
    lost = select(func.count()).where(
        ImportChange.batch_id == batch_id, ImportChange.entry_id.is_(None)
    )
    return current.scalar(lost) or 0


def _drop_empty_catalogs(current: Session, started: Sequence[int]) -> None:
    """Catalogues the batch made and nobody used since."""
    used = select(Entry.catalog_id).union(select(Edition.catalog_id))
    current.execute(
        delete(Catalog).where(Catalog.id.in_(started), Catalog.id.not_in(used)),
        execution_options={"synchronize_session": False},
    )


def _told(found: Sequence[Touched], chosen: Sequence[Touched]) -> dict[str, Any]:
    taken = {each.entry_id for each in chosen}
    return {
        "deleted": sum(each.vanishes for each in chosen),
        "restored": sum(each.action in {"changed", "withdrawn"} for each in chosen),
        "withdrawn": sum(each.action == "added" and each.frozen for each in chosen),
        "links": sum(len(each.link_ids) for each in chosen),
        "kept": [full_name(each.group, each.name) for each in found if each.entry_id not in taken],
    }


def _record(current: Session, batch: ImportBatch, *, by: Actor, at: datetime) -> None:
    told = batch.outcome["undo"]
    summary = (
        f"撤销导入“{batch.file_name}”：删除 {told['deleted']} 项，恢复 {told['restored']} 项，"
        f"撤下 {told['withdrawn']} 项，保留导入后又改过的 {len(told['kept'])} 项"
    )
    audit.record(
        current, "import.undone", batch, by=by, at=at, region_id=batch.region_id, summary=summary
    )
