"""An intake on the screen: how far it is, its files by what is to be done with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import joinedload

from catalog_app.accounts import policy
from catalog_app.accounts.models import User
from catalog_app.accounts.policy import Permission
from catalog_app.database import session
from catalog_app.exchange.models import ImportBatch, Intake, IntakeFile
from catalog_app.exchange.services.kept_files import is_kept
from catalog_app.paging import PAGE_SIZE, Page, page_of
from catalog_app.regions.models import Region

_waiting_for_clerk = and_(IntakeFile.state == "read", ImportBatch.state == "previewed")
SHOWS: Mapping[str, tuple[str, ColumnElement[bool]]] = {
    "all": ("全部", IntakeFile.state != "ignored"),
    "clean": ("可以导入", and_(_waiting_for_clerk, IntakeFile.clean.is_(True))),
    "look": ("要核对", and_(_waiting_for_clerk, IntakeFile.clean.is_(False))),
    "unclear": ("地区认不出", IntakeFile.state == "unclear"),
    "refused": ("不能读取", IntakeFile.state.in_(("refused", "broke"))),
    "applied": ("已导入", ImportBatch.state == "applied"),
    "waiting": ("还没有读", IntakeFile.state == "waiting"),
    "over": (
        "已撤销或放弃",
        or_(IntakeFile.state == "dropped", ImportBatch.state.in_(("undone", "discarded"))),
    ),
    "ignored": ("不是目录", IntakeFile.state == "ignored"),
}
"""What the list may be narrowed to: its name on the screen, and its condition."""
SORTS: Mapping[str, tuple[str, tuple[ColumnElement[Any], ...]]] = {
    "file": ("文件", (IntakeFile.position.asc(),)),
    "region": ("地区", (Region.code.asc(), IntakeFile.position.asc())),
    "problems": ("问题多少", (IntakeFile.errors.desc(), IntakeFile.warnings.desc())),
    "entries": ("事项多少", (IntakeFile.entries.desc(),)),
}


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of the files of the present work are done."""

    done: int
    total: int

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total if self.total else 0


def counts_of_intake(intake_id: int) -> Counter[str]:
    """Files by the names of SHOWS, and those on whose reading we broke down; one statement."""
    conditions = {name: condition for name, (_, condition) in SHOWS.items()}
    conditions["broke"] = IntakeFile.state == "broke"
    columns = [func.count().filter(each).label(name) for name, each in conditions.items()]
    query = select(*columns).select_from(IntakeFile)
    query = query.outerjoin(ImportBatch, ImportBatch.id == IntakeFile.batch_id)
    row = session().execute(query.where(IntakeFile.intake_id == intake_id)).one()
    return Counter(dict(row._mapping))


def progress_of_intake(intake: Intake, counts: Mapping[str, int]) -> Progress:
    """Of the reading, or of what was asked last; one statement."""
    if intake.state in ("reading", "stopped"):
        total = counts["all"]
        return Progress(total - counts["waiting"], total)
    query = select(func.count()).select_from(IntakeFile)
    left = session().scalar(
        query.where(IntakeFile.intake_id == intake.id, IntakeFile.asked.is_not(None))
    )
    return Progress(intake.planned - (left or 0), intake.planned)


def files_of_intake(
    intake_id: int, show: str = "all", sort: str = "file", number: int = 1
) -> Page[IntakeFile]:
    """One page of the files with their regions and batches; two statements."""
    query = (
        select(IntakeFile)
        .outerjoin(IntakeFile.batch)
        .outerjoin(IntakeFile.region)
        .where(IntakeFile.intake_id == intake_id, SHOWS[show][1])
        .order_by(*SORTS[sort][1], IntakeFile.id)
        .options(joinedload(IntakeFile.batch), joinedload(IntakeFile.region))
    )
    return page_of(query, number, PAGE_SIZE)


def recent_intakes(user: User, number: int = 1) -> Page[Intake]:
    """The intakes the user may see, the newest first."""
    visible = or_(Intake.author_id == user.id, policy.condition(user, Permission.IMPORT))
    query = (
        select(Intake)
        .join(Intake.region)
        .where(visible)
        .options(joinedload(Intake.region), joinedload(Intake.author))
        .order_by(Intake.id.desc())
    )
    return page_of(query, number, size=10)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a batch came from: the intake, if it was one of many files; whether its file can be had."""

    intake: Intake | None
    kept: bool


def origin_of(batch: ImportBatch) -> Origin:
    """Two statements."""
    query = select(Intake).join(IntakeFile, IntakeFile.intake_id == Intake.id)
    intake = session().scalar(query.where(IntakeFile.batch_id == batch.id))
    return Origin(intake, is_kept(batch.file_hash))
