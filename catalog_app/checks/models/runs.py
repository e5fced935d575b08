"""Check runs (核查批次) and the pages planned in them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog_app.accounts.models import User
from catalog_app.catalogs.models import Entry
from catalog_app.database import Base
from catalog_app.guides.models import Domain
from catalog_app.regions.models import Region


class CheckRun(Base):
    """One pass over a set of publications; resumes where it stood after a crash. `not_due` counts
    the pages that a daily patrol left out; None in a run that somebody asked for."""

    __tablename__ = "check_run"
    __table_args__ = (
        CheckConstraint(
            "state IN ('queued','running','paused','finished','stopped')", name="state_known"
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    region_id: Mapped[int | None] = mapped_column(ForeignKey("region.id"), index=True)
    domain_code: Mapped[str | None] = mapped_column(ForeignKey("domain.code"))
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("entry.id", ondelete="SET NULL"))
    requested_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    state: Mapped[str] = mapped_column(default="queued", index=True)
    page_count: Mapped[int] = mapped_column(default=0)
    not_due: Mapped[int | None]
    created_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]

    region: Mapped[Region | None] = relationship()
    domain: Mapped[Domain | None] = relationship()
    entry: Mapped[Entry | None] = relationship()
    requested_by: Mapped[User | None] = relationship()


class RunPage(Base):
    """A page planned in a run. Done when its page check stands."""

    __tablename__ = "run_page"
    __table_args__ = (
        UniqueConstraint("run_id", "web_page_id"),
        Index("ix_run_page_run_host_done", "run_id", "host", "done"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("check_run.id", ondelete="CASCADE"))
    web_page_id: Mapped[int] = mapped_column(ForeignKey("web_page.id"))
    host: Mapped[str]
    done: Mapped[bool] = mapped_column(default=False)


class RunHost(Base):
    """One host in one run, the unit of work: how its visit stands, as the worker last told."""

    __tablename__ = "run_host"
    __table_args__ = (
        CheckConstraint("waits_for IN ('pace','robots','rest','turn')", name="waits_for_known"),
    )
    run_id: Mapped[int] = mapped_column(
        ForeignKey("check_run.id", ondelete="CASCADE"), primary_key=True
    )
    host: Mapped[str] = mapped_column(primary_key=True)
    page_count: Mapped[int]
    told_at: Mapped[datetime | None]
    waits_for: Mapped[str | None]
    until: Mapped[datetime | None]
    delay: Mapped[float] = mapped_column(default=0.0)
    failures: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str | None]
    reference: Mapped[str | None]
