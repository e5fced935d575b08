"""Submissions (报送) and comments (意见)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog_app.accounts.models import User
from catalog_app.catalogs.models import Catalog, Edition, Entry
from catalog_app.clock import in_china
from catalog_app.database import Base
from catalog_app.reviews.errors import SubmissionDecided


class SubmissionState(StrEnum):
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    RECALLED = "recalled"


STATE_NAMES = {
    SubmissionState.SUBMITTED: "待验收",
    SubmissionState.ACCEPTED: "验收通过",
    SubmissionState.RETURNED: "已退回",
    SubmissionState.RECALLED: "已撤回",
}
ALLOWED_STEPS = {
    SubmissionState.SUBMITTED: frozenset(
        {SubmissionState.ACCEPTED, SubmissionState.RETURNED, SubmissionState.RECALLED}
    ),
}
"""From a state, the states a submission may be brought to; the others are final."""


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

    def move_to(
        self, state: SubmissionState, *, by_id: int | None, at: datetime, note: str | None
    ) -> None:
        """Decide it. Raises SubmissionDecided when that was done before."""
        if state not in ALLOWED_STEPS.get(SubmissionState(self.state), frozenset()):
            raise SubmissionDecided(**self.decision())
        self.state = state
        self.decided_by_id, self.decided_at, self.decision_note = by_id, at, note

    def decision(self) -> dict[str, str]:
        at = in_china(self.decided_at) if self.decided_at else None
        return {
            "state": STATE_NAMES[SubmissionState(self.state)],
            "who": self.decided_by.display_name if self.decided_by else "系统",
            "when": f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}" if at else "此前",
        }


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
