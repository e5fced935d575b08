"""Undoing a batch: the earlier texts come back as new versions, what it added goes again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
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
    write_versions,
)
from catalog_app.database import session, transaction
from catalog_app.errors import PermissionRefused
from catalog_app.exchange.models import ImportBatch, ImportChange
from catalog_app.exchange.services.batches import locked_batch
from catalog_app.exchange.services.kept import CONTENT_COLUMNS, content_of, full_name
from catalog_app.exchange.services.rights import may_import, require_batch

UNDO_REASON = "撤销导入"


@dataclass(frozen=True, slots=True)
class Touched:
    """An entry the batch touched, as it is now. `edited` tells that somebody worked on it since;
    `frozen` that an edition holds it, so that it cannot vanish."""

    entry_id: int
    action: str
    group: str | None
    name: str
    before_version_id: int | None
    present_version_id: int
    number: int
    link_ids: tuple[int, ...]
    edited: bool
    frozen: bool

    @property
    def vanishes(self) -> bool:
        return self.action == "added" and not self.frozen


def undo(batch_id: int, *, by: Actor, at: datetime, also_edited: bool = False) -> ImportBatch:
    """Take back what the batch did. Entries edited after it are kept as they are and told in
    `outcome["undo"]`, unless `also_edited`. An added entry that is in an edition is withdrawn.

    Raises NotFound, PermissionRefused, BatchSettled unless the batch is applied.
    """
    with transaction() as current:
        batch = locked_batch(current, batch_id, "applied", "撤销")
        require_batch(by, batch)
        _require_domains(current, batch, by)
        _hold(current, batch_id)
        found = touched(batch_id)
        chosen = [each for each in found if also_edited or not each.edited]
        _take_back(current, chosen, by=by, at=at)
        _drop_empty_catalogs(current, batch.outcome.get("started", ()))
        _record(current, batch, found, chosen, by=by, at=at)
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
        select(ImportChange, EntryVersion.id, EntryVersion.number)
        .add_columns(EntryVersion.group, EntryVersion.name)
        .join(Entry, Entry.id == ImportChange.entry_id)
        .join(EntryVersion, EntryVersion.id == Entry.current_version_id)
        .where(ImportChange.batch_id == batch_id)
        .order_by(ImportChange.id)
    )
    return [
        _touched(change, present, links.get(change.entry_id or 0, []), change.entry_id in frozen)
        for change, *present in session().execute(query)
    ]


def _touched(
    change: ImportChange, present: Sequence[Any], links: Sequence[tuple[int, str]], frozen: bool
) -> Touched:
    """`present` is the entry's version now: id, number, group, name."""
    version_id, number, group, name = present
    ours = set(change.added_urls)
    foreign = any(url not in ours for _, url in links)
    edited = change.action != "linked" and version_id != change.after_version_id
    return Touched(
        entry_id=change.entry_id or 0,
        action=change.action,
        group=group,
        name=name,
        before_version_id=change.before_version_id,
        present_version_id=version_id,
        number=number,
        link_ids=tuple(link_id for link_id, url in links if url in ours),
        edited=edited or (change.action == "added" and foreign),
        frozen=frozen,
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
    delete_entries(current, [each.entry_id for each in chosen if each.vanishes])
    current.expire_all()


def _earlier(current: Session, chosen: Sequence[Touched]) -> list[NextVersion]:
    """The version to write for each: the one before the batch, or the withdrawal of a frozen one."""
    wanted = {
        (each.present_version_id if each.action == "added" else each.before_version_id or 0): each
        for each in chosen
        if not each.vanishes and each.action != "linked"
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


def _drop_empty_catalogs(current: Session, started: Sequence[int]) -> None:
    """Catalogues the batch made and nobody used since."""
    used = select(Entry.catalog_id).union(select(Edition.catalog_id))
    current.execute(
        delete(Catalog).where(Catalog.id.in_(started), Catalog.id.not_in(used)),
        execution_options={"synchronize_session": False},
    )


def _record(
    current: Session,
    batch: ImportBatch,
    found: Sequence[Touched],
    chosen: Sequence[Touched],
    *,
    by: Actor,
    at: datetime,
) -> None:
    taken = {each.entry_id for each in chosen}
    told = {
        "deleted": sum(each.vanishes for each in chosen),
        "restored": sum(each.action in {"changed", "withdrawn"} for each in chosen),
        "withdrawn": sum(each.action == "added" and each.frozen for each in chosen),
        "kept": [full_name(each.group, each.name) for each in found if each.entry_id not in taken],
    }
    batch.outcome = batch.outcome | {"undo": told}
    summary = (
        f"撤销导入“{batch.file_name}”：删除 {told['deleted']} 项，恢复 {told['restored']} 项，"
        f"撤下 {told['withdrawn']} 项，保留导入后又改过的 {len(found) - len(chosen)} 项"
    )
    audit.record(
        current, "import.undone", batch, by=by, at=at, region_id=batch.region_id, summary=summary
    )
