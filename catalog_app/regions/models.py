"""Regions (行政区划) and organizations (单位)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog_app.database import Base


class RegionLevel(StrEnum):
    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"
    TOWNSHIP = "township"
    VILLAGE = "village"


class Region(Base):
    """A division of GB/T 2260 / GB/T 10114, or a development zone that keeps catalogues of its own.

    `parent` is the administrative parent; `reporting_parent` the one it answers to for disclosure
    (the two differ for townships under development zones). `path` holds the ids from the province
    down the reporting tree, "/1/5/88/": a subtree is a prefix.
    """

    __tablename__ = "region"
    __table_args__ = (
        CheckConstraint("length(code) = 12", name="code_has_12_digits"),
        CheckConstraint(
            "level IN ('province','prefecture','county','township','village')", name="level_known"
        ),
        CheckConstraint("level = 'province' OR parent_id IS NOT NULL", name="has_parent"),
        Index("ix_region_level_reporting", "level", "reporting_parent_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(12), unique=True)
    name: Mapped[str]
    level: Mapped[str]
    kind: Mapped[str]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("region.id"), index=True)
    reporting_parent_id: Mapped[int | None] = mapped_column(ForeignKey("region.id"), index=True)
    path: Mapped[str] = mapped_column(index=True, default="")
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("region.id"))
    confirmed: Mapped[bool] = mapped_column(default=False)

    parent: Mapped[Region | None] = relationship(foreign_keys=[parent_id], remote_side=[id])
    reporting_parent: Mapped[Region | None] = relationship(
        foreign_keys=[reporting_parent_id], remote_side=[id]
    )

    @property
    def chain(self) -> tuple[int, ...]:
        """Ids from the province down to this region on the reporting tree."""
        return tuple(int(part) for part in self.path.strip("/").split("/") if part)


class Organization(Base):
    """A body of a region that owns items: a bureau, a township government, a village committee."""

    __tablename__ = "organization"
    __table_args__ = (UniqueConstraint("region_id", "name"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    region_id: Mapped[int] = mapped_column(ForeignKey("region.id"), index=True)
    name: Mapped[str]
    kind: Mapped[str] = mapped_column(default="bureau")
    aliases: Mapped[list[str]] = mapped_column(default=list)
    sites: Mapped[list[str]] = mapped_column(default=list)

    region: Mapped[Region] = relationship()
