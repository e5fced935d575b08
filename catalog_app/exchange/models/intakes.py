"""Intakes (批量导入): many files sent in at once, read one after another in the background."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog_app.accounts.models import User
from catalog_app.database import Base
from catalog_app.exchange.models.batches import ImportBatch
from catalog_app.regions.models import Region


class Intake(Base):
    """Many files for a region and what lies below it.

    A worker carries out what `state` says (reading, applying, undoing, reporting), for `asked_by`;
    `planned` counts the files of it, `report_hash` is the kept report made last."""

    __tablename__ = "import_intake"
    __table_args__ = (
        CheckConstraint(
            "state IN ('reading','applying','undoing','reporting','ready','stopped','discarded')",
            name="state_known",
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    region_id: Mapped[int] = mapped_column(ForeignKey("region.id"), index=True)
    name: Mapped[str]
    state: Mapped[str] = mapped_column(default="reading", index=True)
    planned: Mapped[int] = mapped_column(default=0)
    report_hash: Mapped[str | None]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    created_at: Mapped[datetime]

    region: Mapped[Region] = relationship()
    author: Mapped[User | None] = relationship(foreign_keys=[author_id])
    asked_by: Mapped[User | None] = relationship(foreign_keys=[asked_by_id])


class IntakeFile(Base):
    """One file of an intake, and what has become of it.

    Its bytes are kept under `file_hash`, or are still number `member` of the archive kept under
    `archive_hash`. `reading` waits here while nobody knows the region; once it is known the file is a
    batch like any other. `matters` says why a person must look before it is applied; the figures are
    those of the batch's preview, so that a list of files needs no preview. `asked` is what a worker
    is to do with the batch."""

    __tablename__ = "import_intake_file"
    __table_args__ = (
        UniqueConstraint("intake_id", "position"),
        CheckConstraint(
            "state IN ('waiting','unclear','refused','ignored','broke','read','dropped')",
            name="state_known",
        ),
        CheckConstraint("asked IN ('apply','undo','report')", name="asked_known"),
        CheckConstraint("state <> 'read' OR batch_id IS NOT NULL", name="read_has_batch"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    intake_id: Mapped[int] = mapped_column(ForeignKey("import_intake.id"))
    position: Mapped[int]
    path: Mapped[str]
    archive_hash: Mapped[str | None]
    member: Mapped[int | None]
    file_hash: Mapped[str | None]
    state: Mapped[str] = mapped_column(default="waiting")
    message: Mapped[str] = mapped_column(default="")
    tries: Mapped[int] = mapped_column(default=0)
    reading: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    region_id: Mapped[int | None] = mapped_column(ForeignKey("region.id"), index=True)
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("import_batch.id"), unique=True)
    asked: Mapped[str | None]
    domains: Mapped[list[str]] = mapped_column(default=list)
    entries: Mapped[int] = mapped_column(default=0)
    added: Mapped[int] = mapped_column(default=0)
    changed: Mapped[int] = mapped_column(default=0)
    unchanged: Mapped[int] = mapped_column(default=0)
    missing: Mapped[int] = mapped_column(default=0)
    errors: Mapped[int] = mapped_column(default=0)
    warnings: Mapped[int] = mapped_column(default=0)
    matters: Mapped[list[str]] = mapped_column(default=list)
    clean: Mapped[bool] = mapped_column(default=False)

    intake: Mapped[Intake] = relationship()
    region: Mapped[Region | None] = relationship()
    batch: Mapped[ImportBatch | None] = relationship()
