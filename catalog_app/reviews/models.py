"""Submissions (报送) and comments (意见)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog_app.accounts.models import User
from catalog_app.catalogs.models import Catalog, Edition, Entry
from catalog_app.database import Base


class SubmissionState(StrEnum):
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    RECALLED = "recalled"


class Submission(Base):
    """An edition handed in for acceptance, and what became of it."""

    __tablename__ = "submission"
    __table_args__ = (
        CheckConstraint(
            "state IN ('submitted','accepted','returned','recalled')", name="state_known"
        ),
        CheckConstraint(
            "state <> 'returned' OR decision_note IS NOT NULL", name="returned_says_why"
        ),
        CheckConstraint("state = 'submitted' OR decided_at IS NOT NULL", name="decided_has_time"),
        Index("ix_submission_catalog_state", "catalog_id", "state"),
        Index(
            "uq_submission_one_open",
            "catalog_id",
            unique=True,
            sqlite_where=text("state = 'submitted'"),
            postgresql_where=text("state = 'submitted'"),
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    catalog_id: Mapped[int] = mapped_column(ForeignKey("catalog.id"))
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), unique=True)
    state: Mapped[str] = mapped_column(default=SubmissionState.SUBMITTED)
    note: Mapped[str | None]
    submitted_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    submitted_at: Mapped[datetime]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    decided_at: Mapped[datetime | None]
    decision_note: Mapped[str | None]

    catalog: Mapped[Catalog] = relationship()
    edition: Mapped[Edition] = relationship()
    submitted_by: Mapped[User | None] = relationship(foreign_keys=[submitted_by_id])
    decided_by: Mapped[User | None] = relationship(foreign_keys=[decided_by_id])
    comments: Mapped[list[Comment]] = relationship(
        back_populates="submission", order_by="Comment.id"
    )


class Comment(Base):
    """A reviewer's remark on an edition or one entry of it; resolved by the county."""

    __tablename__ = "comment"
    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), index=True)
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("entry.id", ondelete="SET NULL"))
    field: Mapped[str | None]
    text: Mapped[str]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    at: Mapped[datetime]
    resolved_at: Mapped[datetime | None]
    resolved_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))

    submission: Mapped[Submission] = relationship(back_populates="comments")
    entry: Mapped[Entry | None] = relationship()
    author: Mapped[User | None] = relationship(foreign_keys=[author_id])
