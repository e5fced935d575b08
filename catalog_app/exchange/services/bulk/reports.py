"""The report on an intake: a zip of a summary and, for each file with problems, its 问题报告."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import PurePosixPath
from tempfile import SpooledTemporaryFile

from sqlalchemy import select, update
from sqlalchemy.orm import joinedload

from catalog_app.accounts.audit import Actor
from catalog_app.addresses import AddressGuard
from catalog_app.database import session, transaction
from catalog_app.exchange.errors import FileNotKept
from catalog_app.exchange.models import Intake, IntakeFile
from catalog_app.exchange.services.bulk.wording import state_words, to_do
from catalog_app.exchange.services.kept_files import keep, kept_file
from catalog_app.exchange.services.problem_reports import ENDING, Told, report_on, told_of
from exports.intake_summary import FileLine, ProblemLine, write_intake_summary

IN_MEMORY = 32 * 1024 * 1024  # bytes of a report before it goes to a temporary file


def make_report(intake_id: int, by: Actor, *, at: datetime, guard: AddressGuard) -> bool:
    """Make the report anew and keep it; False, since nothing is left to do then. Broken off where
    somebody stops it."""
    _mark(intake_id)
    problems: list[ProblemLine] = []
    with SpooledTemporaryFile(max_size=IN_MEMORY) as stream:
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
            for file, told in _reported(intake_id, by, guard):
                if told:
                    packed.writestr(_report_name(file), _report(file, told))
                    problems += [_line(file, each) for each in told]
                if not _tick(intake_id, file.id):
                    return False
            packed.writestr("汇总.xlsx", _summary(intake_id, problems))
        stream.seek(0)
        with transaction() as current:
            kept = keep(current, stream.read(), at=at)
            current.execute(update(Intake).where(Intake.id == intake_id).values(report_hash=kept))
    return False


def intake_report(intake: Intake) -> tuple[str, bytes]:
    """Name and bytes of the report made last. Raises FileNotKept where there is none (any more)."""
    data = kept_file(intake.report_hash) if intake.report_hash else None
    name = f"{PurePosixPath(intake.name).stem}{ENDING}.zip"
    if data is None:
        raise FileNotKept(file=name)
    return name, data


def _mark(intake_id: int) -> None:
    """Every file that is read is still to be reported on: shown as progress."""
    with transaction() as current:
        files = update(IntakeFile).where(IntakeFile.intake_id == intake_id)
        read = files.where(IntakeFile.state == "read").returning(IntakeFile.id)
        found = current.scalars(read.values(asked="report")).all()
        current.execute(update(Intake).where(Intake.id == intake_id).values(planned=len(found)))


def _reported(
    intake_id: int, by: Actor, guard: AddressGuard
) -> Iterator[tuple[IntakeFile, Sequence[Told]]]:
    for file in _files(intake_id):
        if file.batch is not None:
            yield file, told_of(file.batch, by=by, guard=guard)


def _files(intake_id: int) -> Sequence[IntakeFile]:
    query = select(IntakeFile).where(IntakeFile.intake_id == intake_id)
    options = (joinedload(IntakeFile.batch), joinedload(IntakeFile.region))
    return session().scalars(query.order_by(IntakeFile.position).options(*options)).all()


def _report(file: IntakeFile, told: Sequence[Told]) -> bytes:
    assert file.batch is not None
    return report_on(file.batch, told)


def _report_name(file: IntakeFile) -> str:
    """Numbered, so that two files of one name do not stand in each other's way."""
    region = file.region.name if file.region else ""
    stem = PurePosixPath(file.path).stem
    return f"{region}/{file.position:03d}_{stem}{ENDING}.xlsx"


def _line(file: IntakeFile, told: Told) -> ProblemLine:
    problem = told.problem
    place = problem.cell or (f"第 {problem.row} 行" if problem.row else "")
    return ProblemLine(file.path, told.label, place, problem.severity, problem.message)


def _tick(intake_id: int, file_id: int) -> bool:
    """One file more is reported on; False when somebody stopped it."""
    with transaction() as current:
        done = update(IntakeFile).where(IntakeFile.id == file_id).values(asked=None)
        current.execute(done.execution_options(synchronize_session=False))
        state = current.scalar(select(Intake.state).where(Intake.id == intake_id))
    return state == "reporting"


def _summary(intake_id: int, problems: Sequence[ProblemLine]) -> bytes:
    intake = session().get_one(Intake, intake_id)
    files = [_file_line(each) for each in _files(intake_id)]
    stream = BytesIO()
    write_intake_summary(f"批量导入：{intake.name}", files, problems, stream)
    return stream.getvalue()


def _file_line(file: IntakeFile) -> FileLine:
    counts = ("entries", "added", "changed", "unchanged", "missing", "errors", "warnings")
    return FileLine(
        file.path,
        file.region.name if file.region else "",
        file.domains,
        state_words(file)[1],
        [getattr(file, name) for name in counts],
        to_do(file),
    )
