"""What a worker does for an intake: one file a step, each kept before the next is begun.

A step that was broken off (a killed process) is done again; nothing of it was kept. Two workers at
one intake do no harm: whoever is second finds the file's state changed and drops what it read.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from datetime import datetime

import structlog
from sqlalchemy import select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from catalog_app.accounts.audit import Actor, actor
from catalog_app.accounts.models import User
from catalog_app.addresses import AddressGuard
from catalog_app.database import session, transaction
from catalog_app.errors import DomainError
from catalog_app.exchange.models import Intake, IntakeFile
from catalog_app.exchange.services.applying import apply
from catalog_app.exchange.services.batches import batch, preview
from catalog_app.exchange.services.bulk.figures import refresh_figures
from catalog_app.exchange.services.bulk.reading import read_next
from catalog_app.exchange.services.bulk.reports import make_report
from catalog_app.exchange.services.kept_files import forget
from catalog_app.exchange.services.undoing import undo

AT_WORK = ("reading", "applying", "undoing", "reporting")
DONE = {"apply": "applied", "undo": "undone"}
MOVED_ON = "核对之后目录有人改动，没有导入。请点文件名，重新比对后再导入。"
Step = Callable[[int, datetime, AddressGuard], bool]

log = structlog.get_logger("catalog.worker")


def unfinished_intakes() -> list[tuple[int, int]]:
    """Intakes a worker has to do with, the oldest first; each takes turns file by file, so that
    none is too large to begin."""
    query = select(Intake.id).where(Intake.state.in_(AT_WORK)).order_by(Intake.id)
    return [(intake_id, 1) for intake_id in session().scalars(query)]


def next_step(intake_id: int, at: datetime, guard: AddressGuard) -> bool:
    """Do one file's worth of what the intake asks for; False when there is no more of it."""
    state = session().scalar(select(Intake.state).where(Intake.id == intake_id))
    session().rollback()
    step = STEPS.get(state or "")
    if step is None:
        return False
    if step(intake_id, at, guard):
        return True
    _rest(intake_id, state or "")
    return False


def _rest(intake_id: int, state: str) -> None:
    """Nothing was left to do; what somebody asked for in the meantime is done next."""
    with transaction() as current:
        intake = current.get(Intake, intake_id, with_for_update=True, populate_existing=True)
        if intake is not None and intake.state == state and not _left(current, intake):
            intake.state = "ready"
            forget_archives(current, intake_id)


def _left(current: Session, intake: Intake) -> bool:
    """Looked at while the intake is held, so that nobody adds to it."""
    reading = intake.state == "reading"
    what = IntakeFile.state == "waiting" if reading else IntakeFile.asked.is_not(None)
    query = select(IntakeFile.id).where(IntakeFile.intake_id == intake.id, what)
    return current.scalar(query.limit(1)) is not None


def forget_archives(current: Session, intake_id: int) -> None:
    """Let go of the archives of an intake that hold no file still to be read by anybody."""
    archives = current.scalars(
        select(IntakeFile.archive_hash).where(IntakeFile.intake_id == intake_id).distinct()
    ).all()
    needed = set(
        current.scalars(
            select(IntakeFile.archive_hash)
            .where(
                IntakeFile.archive_hash.in_(archives), IntakeFile.state.in_(("waiting", "broke"))
            )
            .distinct()
        )
    )
    for each in set(archives) - needed:
        forget(current, each)


def who_asked(intake_id: int) -> Actor:
    """Who asked for the present work: their rights are looked at again with every file."""
    query = select(User).join(Intake, Intake.asked_by_id == User.id).where(Intake.id == intake_id)
    found = session().scalar(query)
    return actor(found) if found else Actor(None, "系统")


def _apply_next(intake_id: int, at: datetime, guard: AddressGuard) -> bool:
    def carry_out(batch_id: int, by: Actor) -> str:
        if preview(batch_id, by=by, guard=guard).moved_on:
            return MOVED_ON
        apply(batch_id, by=by, at=at, guard=guard)
        return ""

    return _next_asked(intake_id, "apply", carry_out, guard)


def _undo_next(intake_id: int, at: datetime, guard: AddressGuard) -> bool:
    def carry_out(batch_id: int, by: Actor) -> str:
        undone = undo(batch_id, by=by, at=at)
        kept = undone.outcome["undo"]["kept"]
        return f"导入后又有人改过的 {len(kept)} 项保留不动。" if kept else ""

    return _next_asked(intake_id, "undo", carry_out, guard)


def _next_asked(
    intake_id: int, asked: str, carry_out: Callable[[int, Actor], str], guard: AddressGuard
) -> bool:
    """Carry out what was asked for one batch, the first to apply, the last to undo."""
    order = IntakeFile.position if asked == "apply" else IntakeFile.position.desc()
    query = select(IntakeFile.id, IntakeFile.batch_id).where(
        IntakeFile.intake_id == intake_id,
        IntakeFile.asked == asked,
        IntakeFile.batch_id.is_not(None),
    )
    found = session().execute(query.order_by(order).limit(1)).first()
    if found is None:
        return False
    file_id, batch_id = found[0], found[1] or 0
    by = who_asked(intake_id)
    try:
        # It was carried out already, where only its mark was not taken away before a crash.
        is_done = batch(batch_id).state == DONE[asked]
        message = "" if is_done else carry_out(batch_id, by)
    except DomainError as refusal:
        message = str(refusal)
    except SQLAlchemyError:
        raise
    except Exception as error:
        message = told_fault(error, file_id)
    with transaction() as current:
        settled = update(IntakeFile).where(IntakeFile.id == file_id)
        current.execute(settled.values(asked=None, message=message))
        if message and batch(batch_id).state == "previewed":
            refresh_figures(current, batch(batch_id), by=by, guard=guard)
    return True


def told_fault(error: Exception, file_id: int) -> str:
    """A fault of ours in words for the clerk; the log has the rest under the same reference."""
    reference = secrets.token_hex(4).upper()
    log.error("file of an intake", file=file_id, reference=reference, exc_info=error)
    return (
        f"系统出错，编号 {reference}，这个文件没有处理。请重试；仍然出错时，把编号告诉系统管理员。"
    )


STEPS: Mapping[str, Step] = {
    "reading": lambda intake_id, at, guard: read_next(
        intake_id, who_asked(intake_id), told_fault, at=at, guard=guard
    ),
    "applying": _apply_next,
    "undoing": _undo_next,
    "reporting": lambda intake_id, at, guard: make_report(
        intake_id, who_asked(intake_id), at=at, guard=guard
    ),
}
