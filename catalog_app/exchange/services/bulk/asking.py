"""What the clerk asks of an intake: apply, undo, stop, go on, choose a region, give up, report."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session

from catalog_app.accounts import audit
from catalog_app.accounts.audit import Actor
from catalog_app.accounts.policy import PERMISSION_NAMES, Permission
from catalog_app.database import session, transaction
from catalog_app.errors import NotFound, PermissionRefused
from catalog_app.exchange.errors import IntakeAtWork, NothingChosen
from catalog_app.exchange.models import ImportBatch, Intake, IntakeFile
from catalog_app.exchange.services.bulk.figures import part_from_twins
from catalog_app.exchange.services.bulk.wording import INTAKE_STATES
from catalog_app.exchange.services.bulk.working import AT_WORK, forget_archives
from catalog_app.exchange.services.rights import may_import, require_import
from catalog_app.regions.models import Region


def intake_by_id(intake_id: int) -> Intake:
    """Raises NotFound."""
    found = session().get(Intake, intake_id)
    if found is None:
        raise NotFound(what="批量导入")
    return found


def require_intake(by: Actor, intake: Intake) -> None:
    """Raises PermissionRefused unless the intake is the actor's own or they may import every domain
    of its region."""
    require_import(by, intake.region)
    if by.id != intake.author_id and not may_import(by, intake.region, None):
        raise PermissionRefused(action=PERMISSION_NAMES[Permission.IMPORT])


def apply_clean(intake_id: int, *, by: Actor, at: datetime) -> None:
    """Apply every batch in which nothing is wrong or undecided; a worker does it, each batch in a
    transaction of its own. Raises NotFound, PermissionRefused, IntakeAtWork, NothingChosen."""
    _ask(intake_id, "apply", "previewed", (IntakeFile.clean.is_(True),), by=by, at=at)


def apply_chosen(intake_id: int, files: Collection[int], *, by: Actor, at: datetime) -> None:
    """Apply the batches of these files as they are decided so far. Raises as `apply_clean`."""
    _ask(intake_id, "apply", "previewed", (IntakeFile.id.in_(files),), by=by, at=at)


def undo_intake(intake_id: int, *, by: Actor, at: datetime) -> None:
    """Undo every batch that was applied, the last first; what was edited since stays. Raises as
    `apply_clean`."""
    _ask(intake_id, "undo", "applied", (), by=by, at=at)


def ask_for_report(intake_id: int, *, by: Actor, at: datetime) -> None:
    """Have the report on all files made. Raises NotFound, PermissionRefused, IntakeAtWork."""
    with transaction() as current:
        intake = _resting(current, intake_id, by)
        intake.state, intake.asked_by_id, intake.planned = "reporting", by.id, 0


def stop_intake(intake_id: int, *, by: Actor, at: datetime) -> None:
    """Begin no further file; what is done stays. Raises NotFound, PermissionRefused."""
    with transaction() as current:
        intake = _locked(current, intake_id, by)
        if intake.state not in AT_WORK:
            return
        intake.state = "stopped" if intake.state == "reading" else "ready"
        current.execute(_of(current, intake).values(asked=None))
        _note(current, intake, "import.stopped", "停止", by=by, at=at)


def go_on(intake_id: int, *, by: Actor, at: datetime) -> None:
    """Read what is not read yet, also the files whose reading broke down. Raises as `apply_clean`."""
    with transaction() as current:
        intake = _resting(current, intake_id, by)
        broke = _of(current, intake).where(IntakeFile.state == "broke")
        current.execute(broke.values(state="waiting", message="", tries=0))
        _read_on(current, intake, by)
        _note(current, intake, "import.resumed", "继续读取", by=by, at=at)


def choose_region(
    intake_id: int, files: Collection[int], region: Region, *, by: Actor, at: datetime
) -> None:
    """These files are for that region, whatever they name: unclear ones, and those not imported yet,
    which are compared again from what was read. Raises as `apply_clean`."""
    require_import(by, region)
    with transaction() as current:
        intake = _locked(current, intake_id, by)
        if intake.state not in ("reading", "ready", "stopped"):
            raise IntakeAtWork(state=INTAKE_STATES[intake.state])
        _take_back(current, intake, files)
        unclear = _of(current, intake).where(
            IntakeFile.id.in_(files), IntakeFile.state == "unclear"
        )
        chosen = unclear.values(region_id=region.id, state="waiting", message="", tries=0)
        if not current.scalars(chosen.returning(IntakeFile.id)).all():
            raise NothingChosen()
        _read_on(current, intake, by)
        _note(current, intake, "import.placed", f"选定地区{region.name}", by=by, at=at)


def _take_back(current: Session, intake: Intake, files: Collection[int]) -> None:
    """Those of the files that are batches not imported yet: what was read of them waits again."""
    query = (
        select(IntakeFile)
        .join(IntakeFile.batch)
        .where(IntakeFile.intake_id == intake.id, IntakeFile.id.in_(files))
        .where(ImportBatch.state == "previewed", IntakeFile.asked.is_(None))
        .with_for_update()
    )
    for file in current.scalars(query):
        assert file.batch is not None
        part_from_twins(current, file)
        gone, file.reading = file.batch, file.batch.reading
        file.state, file.batch = "unclear", None
        current.flush()
        current.delete(gone)


def discard_intake(intake_id: int, *, by: Actor, at: datetime) -> None:
    """Give up whatever is not applied. Raises NotFound, PermissionRefused, IntakeAtWork."""
    with transaction() as current:
        intake = _locked(current, intake_id, by)
        if intake.state in AT_WORK and intake.state != "reading":
            raise IntakeAtWork(state=INTAKE_STATES[intake.state])
        unread = _of(current, intake).where(IntakeFile.state.in_(("waiting", "unclear", "broke")))
        current.execute(unread.values(state="dropped", reading=None))  # waits for one in hand
        _discard_batches(current, intake)
        forget_archives(current, intake.id)
        _note(current, intake, "import.discarded", "放弃", by=by, at=at)


def _discard_batches(current: Session, intake: Intake) -> None:
    """Those not applied; the intake is over unless others are."""
    own = select(IntakeFile.batch_id).where(IntakeFile.intake_id == intake.id)
    applied = select(ImportBatch.id).where(ImportBatch.id.in_(own), ImportBatch.state == "applied")
    intake.state = "ready" if current.scalar(applied.limit(1)) else "discarded"
    current.execute(
        update(ImportBatch)
        .where(ImportBatch.id.in_(own), ImportBatch.state == "previewed")
        .values(state="discarded"),
        execution_options={"synchronize_session": False},
    )


def _ask(
    intake_id: int,
    asked: str,
    state: str,
    which: Collection[ColumnElement[bool]],
    *,
    by: Actor,
    at: datetime,
) -> None:
    with transaction() as current:
        intake = _resting(current, intake_id, by)
        batches = select(ImportBatch.id).where(ImportBatch.state == state)
        files = _of(current, intake).where(IntakeFile.batch_id.in_(batches), *which)
        found = current.scalars(
            files.values(asked=asked, message="").returning(IntakeFile.id)
        ).all()
        if not found:
            raise NothingChosen()
        intake.state = "applying" if asked == "apply" else "undoing"
        intake.planned, intake.asked_by_id = len(found), by.id
        deed = "批量导入" if asked == "apply" else "批量撤销"
        _note(
            current, intake, f"import.{intake.state}", f"{deed} {len(found)} 个文件", by=by, at=at
        )


def _read_on(current: Session, intake: Intake, by: Actor) -> None:
    waiting = select(func.count()).select_from(IntakeFile)
    waiting = waiting.where(IntakeFile.intake_id == intake.id, IntakeFile.state == "waiting")
    intake.state, intake.asked_by_id = "reading", by.id
    intake.planned = current.scalar(waiting) or 0


def _of(current: Session, intake: Intake) -> Any:
    return (
        update(IntakeFile)
        .where(IntakeFile.intake_id == intake.id)
        .execution_options(synchronize_session=False)
    )


def _resting(current: Session, intake_id: int, by: Actor) -> Intake:
    """The intake, held. Raises IntakeAtWork unless its worker rests."""
    intake = _locked(current, intake_id, by)
    if intake.state not in ("ready", "stopped"):
        raise IntakeAtWork(state=INTAKE_STATES[intake.state])
    return intake


def _locked(current: Session, intake_id: int, by: Actor) -> Intake:
    intake = current.get(Intake, intake_id, with_for_update=True, populate_existing=True)
    if intake is None:
        raise NotFound(what="批量导入")
    require_intake(by, intake)
    return intake


def _note(
    current: Session, intake: Intake, action: str, deed: str, *, by: Actor, at: datetime
) -> None:
    summary = f"{deed}：批量导入“{intake.name}”"
    audit.record(current, action, intake, by=by, at=at, region_id=intake.region_id, summary=summary)
