"""Legal bases (公开依据) as the register keeps them."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog_app.database import Base

STATUSES = ("unverified", "in_force", "amended", "repealed")


class LegalBasis(Base):
    """One law, regulation or document. Rows of one title are its texts one after the other.

    `plain_title` is what titles are compared by, `document_number` in the register's one form ("" for
    none). `in_force_from` and `ended_on` bound the time in which this text holds; `articles_shifted`
    says that its articles bear other numbers than in the text before. What is not `confirmed` by the
    province only advises. `seed_key` names the first data's row it came from, whatever became of
    it since.
    """

    __tablename__ = "legal_basis"
    __table_args__ = (
        UniqueConstraint("plain_title", "document_number"),
        CheckConstraint(
            "status IN ('unverified','in_force','amended','repealed')", name="status_known"
        ),
        CheckConstraint("length(title) > 0", name="has_title"),
        CheckConstraint("replaced_by_id IS NULL OR replaced_by_id <> id", name="replaces_another"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    plain_title: Mapped[str] = mapped_column(index=True)
    document_number: Mapped[str] = mapped_column(default="", index=True)
    aliases: Mapped[list[str]] = mapped_column(default=list)
    issuer: Mapped[str | None]
    issued_on: Mapped[date | None]
    in_force_from: Mapped[date | None]
    ended_on: Mapped[date | None]
    status: Mapped[str] = mapped_column(default="unverified", index=True)
    articles_shifted: Mapped[bool] = mapped_column(default=False)
    replaced_by_id: Mapped[int | None] = mapped_column(ForeignKey("legal_basis.id"), index=True)
    note: Mapped[str | None]
    source: Mapped[str | None]
    confirmed: Mapped[bool] = mapped_column(default=False)
    seed_key: Mapped[str | None] = mapped_column(unique=True)
    version: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime | None]
    changed_by_name: Mapped[str] = mapped_column(default="")

    replaced_by: Mapped[LegalBasis | None] = relationship(remote_side=[id])
