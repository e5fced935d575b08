"""Lists of a region (权责清单、公共服务清单、办事服务事项), version by version, and their items."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog_app.catalogs.models import Entry
from catalog_app.database import Base
from catalog_app.guides.models import Domain
from catalog_app.regions.models import Region

KINDS = ("power", "service", "matter")
STATES = ("previewed", "current", "superseded")
CURRENT = text("state = 'current'")


class ItemList(Base):
    """One version of one list of a region. A read file is `previewed` until somebody takes it over;
    then it is the `current` one and the version before it `superseded`. `problems` are what the
    reader could not use, each with its cell."""

    __tablename__ = "item_list"
    __table_args__ = (
        CheckConstraint("kind IN ('power','service','matter')", name="kind_known"),
        CheckConstraint("state IN ('previewed','current','superseded')", name="state_known"),
        Index(
            "uq_item_list_current",
            "region_id",
            "kind",
            unique=True,
            sqlite_where=CURRENT,
            postgresql_where=CURRENT,
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    region_id: Mapped[int] = mapped_column(ForeignKey("region.id"), index=True)
    kind: Mapped[str]
    state: Mapped[str] = mapped_column(default="previewed")
    number: Mapped[int] = mapped_column(default=0)
    file_name: Mapped[str]
    problems: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    created_at: Mapped[datetime]
    applied_at: Mapped[datetime | None]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    author_name: Mapped[str] = mapped_column(default="")

    region: Mapped[Region] = relationship()
    items: Mapped[list[ListItem]] = relationship(
        back_populates="of_list", order_by="ListItem.position", cascade="all, delete-orphan"
    )


class ListItem(Base):
    """One item of a list. `domain_how` says how its domain was found: name, words, near, owner, none,
    or chosen by a person (then no domain means that it belongs to none). `entry_id` is the
    entry a person said covers it; otherwise names decide."""

    __tablename__ = "list_item"
    __table_args__ = (
        UniqueConstraint("list_id", "position"),
        CheckConstraint("kind IN ('power','service','matter')", name="kind_known"),
        CheckConstraint(
            "domain_how IN ('name','words','near','owner','none','chosen')", name="domain_how_known"
        ),
        CheckConstraint("length(name) > 0", name="has_name"),
    )
    __mapper_args__ = {"polymorphic_on": "kind"}  # noqa: RUF012 - as the mapper wants it
    id: Mapped[int] = mapped_column(primary_key=True)
    list_id: Mapped[int] = mapped_column(ForeignKey("item_list.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str]
    position: Mapped[int]
    code: Mapped[str] = mapped_column(default="")
    name: Mapped[str]
    plain_name: Mapped[str] = mapped_column(index=True)
    category: Mapped[str | None]
    owner: Mapped[str | None]
    basis: Mapped[list[str]] = mapped_column(default=list)
    url: Mapped[str | None]
    domain_code: Mapped[str | None] = mapped_column(ForeignKey("domain.code"), index=True)
    domain_how: Mapped[str] = mapped_column(default="none")
    entry_id: Mapped[int | None] = mapped_column(
        ForeignKey("entry.id", ondelete="SET NULL"), index=True
    )

    of_list: Mapped[ItemList] = relationship(back_populates="items")
    domain: Mapped[Domain | None] = relationship()
    entry: Mapped[Entry | None] = relationship()

    @property
    def identity(self) -> str:
        """What stays the same from one version of the list to the next: its code, else its name."""
        return self.code or self.plain_name


class PowerListItem(ListItem):
    """An item of the list of powers and responsibilities (权责清单)."""

    __mapper_args__ = {"polymorphic_identity": "power"}  # noqa: RUF012 - as the mapper wants it


class PublicServiceItem(ListItem):
    """An item of the list of public services (公共服务清单)."""

    __mapper_args__ = {"polymorphic_identity": "service"}  # noqa: RUF012 - as the mapper wants it


class ServiceMatter(ListItem):
    """A matter of the province's service platform (办事服务事项): its official name and page."""

    __mapper_args__ = {"polymorphic_identity": "matter"}  # noqa: RUF012 - as the mapper wants it
