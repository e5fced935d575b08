"""Batches: a file read and kept, the list of what was imported."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, joinedload

from catalog_app.accounts import audit
from catalog_app.accounts.audit import Actor
from catalog_app.accounts.models import User
from catalog_app.addresses import NOTHING_PRIVATE, AddressGuard
from catalog_app.database import session, transaction
from catalog_app.errors import NotFound
from catalog_app.exchange.errors import BatchSettled, FileRefused
from catalog_app.exchange.models import ImportBatch, IntakeFile
from catalog_app.exchange.services.decisions import Decisions
from catalog_app.exchange.services.kept_files import digest, keep
from catalog_app.exchange.services.preview import Preview, build, seen_now
from catalog_app.exchange.services.reading import read_upload_apart
from catalog_app.exchange.services.rights import require_batch, require_import, visible_batches
from catalog_app.exchange.services.screening import screened
from catalog_app.exchange.services.stored import packed
from catalog_app.paging import Page, page_of
from catalog_app.regions import services as regions
from imports.reading import FileReading

STATE_NAMES = {
    "previewed": "待核对",
    "applied": "已导入",
    "undone": "已撤销",
    "discarded": "已放弃",
}
FILE_NAME_MAX = 200


def read_upload(
    region_id: int,
    file_name: str,
    data: bytes,
    *,
    by: Actor,
    at: datetime,
    guard: AddressGuard = NOTHING_PRIVATE,
) -> ImportBatch:
    """Read the file in the limited child, keep its reading, and the file itself unless it holds
    persons' numbers; the catalogues are not touched.

    Raises FileRefused with the reader's own message, PermissionRefused, UnknownRegion.
    """
    require_import(by, regions.region(region_id))
    read = read_upload_apart(data, file_name[-FILE_NAME_MAX:])
    kept = data if read.may_keep else None
    return keep_reading(
        region_id, read.reading, digest(data), by=by, at=at, guard=guard, original=kept
    )


def keep_reading(
    region_id: int,
    reading: FileReading,
    file_hash: str,
    *,
    by: Actor,
    at: datetime,
    guard: AddressGuard = NOTHING_PRIVATE,
    original: bytes | None = None,
) -> ImportBatch:
    """A batch of a file read already, kept with its `original` bytes where they are given; persons'
    numbers in the reading are covered before it is kept.

    Raises FileRefused, UnknownRegion."""
    with transaction() as current:
        made = new_batch(current, region_id, reading, file_hash, by=by, at=at, guard=guard)
        if original is not None:
            keep(current, original, at=at)
    return made.batch


def new_batch(
    current: Session,
    region_id: int,
    reading: FileReading,
    file_hash: str,
    *,
    by: Actor,
    at: datetime,
    guard: AddressGuard = NOTHING_PRIVATE,
    place_confirmed: bool = False,
) -> Preview:
    """The same within a transaction: the batch's first preview. Raises as `keep_reading`."""
    if reading.refused:
        refused = reading.refused
        raise FileRefused(file=reading.file, reason=refused.message, refusal=refused.code)
    reading = screened(reading)
    place = regions.region(region_id)
    batch = ImportBatch(
        region=place,
        file_name=reading.file,
        file_hash=file_hash,
        reading=packed(reading),
        decisions=Decisions(place_confirmed=place_confirmed).to_dict(),
        author_id=by.id,
        created_at=at,
    )
    current.add(batch)
    current.flush()
    made = build(batch, by=by, guard=guard, fresh=True)
    batch.seen = seen_now(made)
    summary = f"上传文件“{batch.file_name}”，待核对后导入"
    audit.record(
        current, "import.uploaded", batch, by=by, at=at, region_id=place.id, summary=summary
    )
    return made


def batch(batch_id: int) -> ImportBatch:
    """Raises NotFound."""
    query = select(ImportBatch).where(ImportBatch.id == batch_id)
    found = session().scalar(
        query.options(joinedload(ImportBatch.region), joinedload(ImportBatch.author))
    )
    if found is None:
        raise NotFound(what="导入记录")
    return found


def locked_batch(current: Session, batch_id: int, state: str, action: str) -> ImportBatch:
    """The batch, held against other writers. Raises NotFound, BatchSettled unless in `state`."""
    found = current.get(ImportBatch, batch_id, with_for_update=True, populate_existing=True)
    if found is None:
        raise NotFound(what="导入记录")
    if found.state != state:
        raise BatchSettled(file=found.file_name, state=STATE_NAMES[found.state], action=action)
    return found


def earlier_batch(of: ImportBatch) -> ImportBatch | None:
    """The latest earlier batch of the same bytes for the same region, unless it was discarded."""
    query = (
        select(ImportBatch)
        .where(
            ImportBatch.region_id == of.region_id,
            ImportBatch.file_hash == of.file_hash,
            ImportBatch.id < of.id,
            ImportBatch.state != "discarded",
        )
        .order_by(ImportBatch.id.desc())
        .limit(1)
    )
    return session().scalar(query)


def preview(batch_id: int, *, by: Actor, guard: AddressGuard = NOTHING_PRIVATE) -> Preview:
    """What applying the batch would do, as decided so far. Raises NotFound, PermissionRefused."""
    found = batch(batch_id)
    require_batch(by, found)
    return build(found, by=by, guard=guard)


def discard(batch_id: int, *, by: Actor, at: datetime) -> None:
    """The file will not be imported. Raises as `decide`."""
    with transaction() as current:
        found = locked_batch(current, batch_id, "previewed", "放弃")
        require_batch(by, found)
        found.state = "discarded"
        summary = f"放弃导入“{found.file_name}”"
        audit.record(
            current,
            "import.discarded",
            found,
            by=by,
            at=at,
            region_id=found.region_id,
            summary=summary,
        )


def history(user: User, number: int = 1) -> Page[ImportBatch]:
    """The batches the user may see, the newest first; those of many files stand with their intake."""
    one_of_many = exists().where(IntakeFile.batch_id == ImportBatch.id)
    query = (
        select(ImportBatch)
        .join(ImportBatch.region)
        .where(visible_batches(user), ~one_of_many)
        .options(joinedload(ImportBatch.region), joinedload(ImportBatch.author))
        .order_by(ImportBatch.id.desc())
    )
    return page_of(query, number, size=20)
