"""Reading one file of an intake: claimed, read in the limited child, kept as a batch or with the
reason why it is none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import NamedTuple

from sqlalchemy import select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import Actor
from catalog_app.accounts.models import User
from catalog_app.addresses import AddressGuard
from catalog_app.database import session, transaction
from catalog_app.errors import DomainError
from catalog_app.exchange.models import IntakeFile
from catalog_app.exchange.services.batches import FILE_NAME_MAX, new_batch
from catalog_app.exchange.services.bulk.figures import note_figures
from catalog_app.exchange.services.bulk.whose import Whose, whose
from catalog_app.exchange.services.kept_files import digest, forget, keep, kept_file
from catalog_app.exchange.services.reading import read_upload_apart
from catalog_app.exchange.services.rights import may_import_some
from catalog_app.exchange.services.screening import screened
from catalog_app.exchange.services.stored import packed, unpacked
from imports import archive
from imports.reading import FileReading, Refusal
from imports.refusal import Refused

TRIES = 3
"""A file whose reading broke down so often is left out; the others go on."""
BUSY = "busy"
GONE = "原文件已过保存期限，没有读取。请重新上传。"
BROKE = "读取时系统几次中断，这个文件没有读完。请把它单独上传；仍然出错时，告诉系统管理员。"
NOT_YOURS = "文件是{name}的，您没有向那里导入的权限。"
Fault = Callable[[Exception, int], str]


@dataclass(frozen=True, slots=True)
class _Read:
    """What came of a file; `data` are its bytes where they may be kept."""

    reading: FileReading
    file_hash: str | None
    data: bytes | None = None


def read_next(
    intake_id: int, by: Actor, told_fault: Fault, *, at: datetime, guard: AddressGuard
) -> bool:
    """Read the next file that waits; False when none does."""
    file = _claimed(intake_id)
    if file is None:
        return False
    try:
        if file.tries > TRIES:
            raise _Given(BROKE)
        read = _read(file)
        with transaction() as current:
            _store(current, file.id, read, by=by, at=at, guard=guard)
    except SQLAlchemyError:
        raise
    except _Given as given:
        _settle(file.id, "broke", str(given))
    except DomainError as refusal:
        _settle(file.id, "refused", str(refusal))
    except Exception as error:
        _settle(file.id, "broke", told_fault(error, file.id))
    return True


class _Given(Exception):
    """A file is given up."""


class _Claimed(NamedTuple):
    """A file to read, as it stood when it was claimed."""

    id: int
    tries: int
    path: str
    archive_hash: str | None
    member: int | None
    file_hash: str | None
    reading: bytes | None


def _claimed(intake_id: int) -> _Claimed | None:
    """The next file, its try counted before it is read: a file that kills its reader, or the whole
    worker, is not tried for ever."""
    with transaction() as current:
        query = select(IntakeFile).where(
            IntakeFile.intake_id == intake_id, IntakeFile.state == "waiting"
        )
        file = current.scalar(query.order_by(IntakeFile.position).limit(1).with_for_update())
        if file is None:
            return None
        file.tries += 1
        return _Claimed(*(getattr(file, name) for name in _Claimed._fields))


def _read(file: _Claimed) -> _Read:
    """The reading kept when nobody knew the region, else that of the file's bytes."""
    if file.reading is not None:
        return _Read(unpacked(file.reading), file.file_hash)
    name = PurePosixPath(file.path).name[-FILE_NAME_MAX:]
    packed_in = kept_file(file.archive_hash or file.file_hash)
    session().rollback()  # nothing is held while the file is read
    if packed_in is None:
        return _refused(name, "gone", GONE)
    try:
        data = packed_in if file.member is None else archive.unpack(packed_in, file.member)
        if archive.is_archive(data, name):
            raise Refused("archive-nested")
        archive.refuse_foreign(data, name)
    except Refused as refused:
        return _refused(name, refused.code, refused.message)
    read = read_upload_apart(data, name)
    return _Read(read.reading, digest(data), data if read.may_keep else None)


def _refused(name: str, code: str, message: str) -> _Read:
    return _Read(FileReading(name, Refusal(code, message), ()), None)


def _store(
    current: Session, file_id: int, read: _Read, *, by: Actor, at: datetime, guard: AddressGuard
) -> None:
    """Keep what came of a file, unless somebody was faster or the intake was given up."""
    file = current.get(IntakeFile, file_id, with_for_update=True, populate_existing=True)
    if file is None or file.state != "waiting":
        return
    if file.intake.state == "discarded":
        file.state = "dropped"
    elif read.reading.refused and read.reading.refused.code == BUSY:
        file.tries -= 1
    elif read.reading.refused:
        file.state, file.message = "refused", read.reading.refused.message
        forget_own(current, file)
    else:
        _store_reading(current, file, read, by=by, at=at, guard=guard)


def forget_own(current: Session, file: IntakeFile) -> None:
    """Let go of the bytes of a file that was sent in by itself, unless the same were sent twice and
    wait to be read; an archive's go with the archive."""
    again = select(IntakeFile.id).where(
        IntakeFile.file_hash == file.file_hash,
        IntakeFile.id != file.id,
        IntakeFile.state == "waiting",
    )
    if file.archive_hash is None and current.scalar(again.limit(1)) is None:
        forget(current, file.file_hash)


def _store_reading(
    current: Session, file: IntakeFile, read: _Read, *, by: Actor, at: datetime, guard: AddressGuard
) -> None:
    if read.data is not None:
        keep(current, read.data, at=at)
    elif file.reading is None:  # persons' numbers are in it
        forget_own(current, file)
    file.file_hash = read.file_hash
    chosen = file.region
    found = Whose(chosen) if chosen else _allowed(_whose(file, read.reading), by)
    if found.region is None:
        file.state, file.message = "unclear", found.why
        file.reading = packed(screened(read.reading))
        return
    preview = new_batch(
        current,
        found.region.id,
        read.reading,
        read.file_hash or "",
        by=by,
        at=at,
        guard=guard,
        place_confirmed=chosen is not None,
    )
    file.batch_id, file.region_id = preview.batch.id, found.region.id
    file.state, file.message, file.reading = "read", "", None
    note_figures(current, file, preview)


def _whose(file: IntakeFile, reading: FileReading) -> Whose:
    titles = dict.fromkeys(table.title for table in reading.tables if table.title)
    return whose(titles, file.path.split("/"), file.intake.region)


def _allowed(found: Whose, by: Actor) -> Whose:
    if found.region is None or by.id is None:
        return found
    user = session().get(User, by.id)
    return (
        found
        if may_import_some(user, found.region)
        else Whose(None, NOT_YOURS.format(name=found.region.name))
    )


def _settle(file_id: int, state: str, message: str) -> None:
    with transaction() as current:
        waiting = update(IntakeFile).where(IntakeFile.id == file_id, IntakeFile.state == "waiting")
        current.execute(waiting.values(state=state, message=message))
