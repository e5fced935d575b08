"""Import batches (导入批次): one uploaded file, what it would change, what it changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from catalog_app.accounts.models import User
from catalog_app.database import Base
from catalog_app.regions.models import Region


class ImportBatch(Base):
    """One file read for one region. `reading` is the compressed JSON of `imports.reading`;
    `decisions` what the clerk chose per table and row; `seen` the versions the preview was compared
    with, so that nothing changed since is overwritten; `outcome` what was done. All are kept so
    that what was applied can be explained later."""

    __tablename__ = "import_batch"
    __table_args__ = (
        CheckConstraint(
            "state IN ('previewed','applied','undone','discarded')", name="state_known"
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    region_id: Mapped[int] = mapped_column(ForeignKey("region.id"), index=True)
    file_name: Mapped[str]
    file_hash: Mapped[str]
    reading: Mapped[bytes] = deferred(mapped_column(LargeBinary))
    decisions: Mapped[dict[str, Any]] = mapped_column(default=dict)
    seen: Mapped[dict[str, Any]] = deferred(mapped_column(JSON, default=dict))
    outcome: Mapped[dict[str, Any]] = mapped_column(default=dict)
    state: Mapped[str] = mapped_column(default="previewed")
    author_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    created_at: Mapped[datetime]
    applied_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]

    region: Mapped[Region] = relationship()
    author: Mapped[User | None] = relationship()
    changes: Mapped[list[ImportChange]] = relationship(
        back_populates="batch", order_by="ImportChange.id"
    )


class ImportChange(Base):
    """What applying a batch did to one entry: enough to undo it. `related_item_id` is the guide's
    item that an entry without one was found to follow; `related` an entry to which only that was
    done."""

    __tablename__ = "import_change"
    __table_args__ = (
        UniqueConstraint("batch_id", "entry_id"),
        CheckConstraint(
            "action IN ('added','changed','withdrawn','linked','related')", name="action_known"
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("import_batch.id"), index=True)
    entry_id: Mapped[int | None] = mapped_column(
        ForeignKey("entry.id", ondelete="SET NULL"), index=True
    )
    action: Mapped[str]
    before_version_id: Mapped[int | None] = mapped_column(
        ForeignKey("entry_version.id", ondelete="SET NULL"), index=True
    )
    after_version_id: Mapped[int | None] = mapped_column(
        ForeignKey("entry_version.id", ondelete="SET NULL"), index=True
    )
    added_urls: Mapped[list[str]] = mapped_column(default=list)
    related_item_id: Mapped[int | None] = mapped_column(
        ForeignKey("standard_item.id", ondelete="SET NULL"), index=True
    )

    batch: Mapped[ImportBatch] = relationship(back_populates="changes")
