"""The province's presets for the rules, version by version."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from catalog_app.database import Base


class RulePresets(Base):
    """One version of the presets; never changed, the next version replaces it. `thresholds` holds
    figures by key ("P01.found"), `counting` whether a rule deducts, `off` the rules not judged."""

    __tablename__ = "rule_presets"
    __table_args__ = (UniqueConstraint("number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]
    at: Mapped[datetime]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    author_name: Mapped[str] = mapped_column(default="")
    note: Mapped[str]
    thresholds: Mapped[dict[str, Any]] = mapped_column(default=dict)
    counting: Mapped[dict[str, Any]] = mapped_column(default=dict)
    off: Mapped[list[str]] = mapped_column(default=list)
