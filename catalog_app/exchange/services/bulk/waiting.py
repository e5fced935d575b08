"""What imports wait for their own clerk: files read and not decided, intakes that rest with some left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select

from catalog_app.accounts.models import User
from catalog_app.database import session
from catalog_app.exchange.models import ImportBatch, Intake, IntakeFile
from catalog_app.exchange.services.bulk.listing import SHOWS
from catalog_app.regions.models import Region

_says_something = (
    IntakeFile.added + IntakeFile.changed + IntakeFile.errors + IntakeFile.warnings
) > 0
LEFT: Mapping[str, ColumnElement[bool]] = {
    "可以导入": SHOWS["clean"][1],
    "要核对": and_(SHOWS["look"][1], _says_something),
    "地区认不出": SHOWS["unclear"][1],
    "还没有读": SHOWS["waiting"][1],
    "读取出错": IntakeFile.state == "broke",
}
"""Files about which the clerk has something to decide, in the words of the list; one that says what
the catalogue says already is none."""


@dataclass(frozen=True, slots=True)
class WaitingIntake:
    """An intake that rests; `left` are the numbers of its files by what is to be done, in words."""

    intake_id: int
    name: str
    region: str
    state: str
    left: Sequence[tuple[str, int]]


def waiting_files(user: User) -> int:
    """How many files the user sent in by themselves were read and neither imported nor given up."""
    one_of_many = exists().where(IntakeFile.batch_id == ImportBatch.id)
    query = select(func.count()).select_from(ImportBatch)
    own = query.where(ImportBatch.author_id == user.id, ImportBatch.state == "previewed")
    return session().scalar(own.where(~one_of_many)) or 0


def waiting_intakes(user: User) -> list[WaitingIntake]:
    """The user's own intakes at which no work is going on and some is left, the newest first."""
    found = []
    for intake_id, name, region, state, *counts in session().execute(_query(user)):
        left = [(words, number) for words, number in zip(LEFT, counts, strict=True) if number]
        found.append(WaitingIntake(intake_id, name, region, state, left))
    return found


def _query(user: User) -> Select[Any]:
    counts = [func.count().filter(each) for each in LEFT.values()]
    return (
        select(Intake.id, Intake.name, Region.name, Intake.state)
        .add_columns(*counts)
        .join(Intake.region)
        .join(IntakeFile, IntakeFile.intake_id == Intake.id)
        .outerjoin(ImportBatch, ImportBatch.id == IntakeFile.batch_id)
        .where(Intake.author_id == user.id, Intake.state.in_(("ready", "stopped")))
        .group_by(Intake.id, Intake.name, Region.name, Intake.state)
        .having(func.count().filter(or_(*LEFT.values())) > 0)
        .order_by(Intake.id.desc())
    )
