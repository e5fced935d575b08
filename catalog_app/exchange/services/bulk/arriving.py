"""Many files sent in at once: listed and kept in the request, read later."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from catalog_app.accounts import audit
from catalog_app.accounts.audit import Actor
from catalog_app.checks.privacy import mask
from catalog_app.database import transaction
from catalog_app.exchange.errors import FileRefused
from catalog_app.exchange.models import Intake, IntakeFile
from catalog_app.exchange.services.kept_files import keep
from catalog_app.exchange.services.rights import require_import
from catalog_app.regions import services as regions
from catalog_app.regions.models import Region
from imports import archive
from imports.refusal import Refused

DIRECT_FILES = 3
DIRECT_BYTES = 4 * 1024 * 1024
"""Up to so many files of so many bytes together are read while the clerk waits."""
PATH_MAX = 300
LONG_ENOUGH_TO_TELL = 11


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as it was sent in; a folder's files bring its name along, a/b/c.xlsx."""

    name: str
    data: bytes


def is_bulk(files: Sequence[Sent]) -> bool:
    """Whether the files are too many, too large or packed, so that nobody should wait for them."""
    return (
        len(files) > DIRECT_FILES
        or sum(len(each.data) for each in files) > DIRECT_BYTES
        or any(archive.is_archive(each.data, each.name) for each in files)
    )


def take_in(region_id: int, files: Sequence[Sent], *, by: Actor, at: datetime) -> Intake:
    """List the files, also those inside archives, for a worker to read.

    Raises UnknownRegion, PermissionRefused; FileRefused where there is nothing to read in any."""
    top = regions.region(region_id)
    require_import(by, top)
    with transaction() as current:
        intake = Intake(
            region_id=top.id,
            name=_name(files),
            author_id=by.id,
            asked_by_id=by.id,
            created_at=at,
        )
        current.add(intake)
        current.flush()
        rows = [row for sent in files for row in _rows(current, sent, at=at)]
        for position, row in enumerate(rows, start=1):
            row.intake_id, row.position = intake.id, position
        current.add_all(rows)
        intake.planned = sum(row.state == "waiting" for row in rows)
        if not intake.planned:
            raise _nothing_to_read(files, rows)
        _record(current, intake, top, by=by, at=at)
    return intake


def _nothing_to_read(files: Sequence[Sent], rows: Sequence[IntakeFile]) -> FileRefused:
    told = [row.message for row in rows if row.state == "refused"]
    reason = told[0] if told else "里面没有可以读取的文件。请检查是否选错了文件。"
    return FileRefused(file=files[0].name, reason=reason, refusal="empty")


def _rows(current: Session, sent: Sent, *, at: datetime) -> Iterator[IntakeFile]:
    steps = archive.steps_of(sent.name) or ("文件",)
    path = path_of(steps)
    if archive.is_litter(steps):
        yield IntakeFile(path=path, state="ignored", message=archive.IGNORED)
        return
    try:
        archive.refuse_foreign(sent.data, sent.name)
        if not archive.is_archive(sent.data, sent.name):
            yield IntakeFile(path=path, file_hash=keep(current, sent.data, at=at), state="waiting")
            return
        members = archive.members(sent.data)
    except Refused as refused:
        yield IntakeFile(path=path, state="refused", message=refused.message)
        return
    kept = keep(current, sent.data, at=at)
    yield from (_of_member(each, kept) for each in members)


def _of_member(member: archive.Member, archive_hash: str) -> IntakeFile:
    state = "ignored" if member.ignored else "refused" if member.refusal else "waiting"
    message = archive.IGNORED if member.ignored else member.refusal or ""
    return IntakeFile(
        path=path_of(member.steps),
        archive_hash=archive_hash,
        member=member.number,
        state=state,
        message=message,
    )


def path_of(steps: Sequence[str]) -> str:
    """What is shown of a file's folders and name: the end of it, persons' numbers covered."""
    path = "/".join(steps)
    return (mask(path) if len(path) >= LONG_ENOUGH_TO_TELL else path)[-PATH_MAX:]


def _name(files: Sequence[Sent]) -> str:
    first = path_of(archive.steps_of(files[0].name)[-1:] or ("文件",))
    return first if len(files) == 1 else f"{first} 等 {len(files)} 个文件"


def _record(current: Session, intake: Intake, top: Region, *, by: Actor, at: datetime) -> None:
    summary = f"批量上传“{intake.name}”，共 {intake.planned} 个文件，待读取和核对"
    audit.record(current, "import.sent", intake, by=by, at=at, region_id=top.id, summary=summary)
