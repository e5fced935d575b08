"""Hosts: what each asks of its visitors, and how it answered last."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, deferred, mapped_column

from catalog_app.database import Base


class WebHost(Base):
    """One host (name and port) as its last visitor found it.

    `crawl_delay` is what its robots.txt asks for, in seconds, before our own cap; `robots_status`
    says whether there is one. `failures` counts failed answers in a row, `rests` the times it made
    us rest (429, 5xx) in the last run. `render` is set where a page showed its content only after
    its scripts had run.
    """

    __tablename__ = "web_host"
    __table_args__ = (
        CheckConstraint(
            "robots_status IN ('read','none','unreachable')", name="robots_status_known"
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    host: Mapped[str] = mapped_column(unique=True)
    crawl_delay: Mapped[float | None]
    robots_at: Mapped[datetime | None]
    robots_status: Mapped[str | None]
    robots_text: Mapped[str | None] = deferred(mapped_column())
    last_at: Mapped[datetime | None]
    last_outcome: Mapped[str | None]
    last_status: Mapped[int | None]
    failures: Mapped[int] = mapped_column(default=0)
    rests: Mapped[int] = mapped_column(default=0)
    rested_at: Mapped[datetime | None]
    render: Mapped[bool] = mapped_column(default=False)
