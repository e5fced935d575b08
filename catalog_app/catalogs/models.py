"""Catalogues (标准目录), entries (公开事项), their versions, editions and links."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog_app.database import Base
from catalog_app.guides.models import Domain, StandardItem
from catalog_app.regions.models import Region
from domains.entry import EntryContent

CONTENT_FIELDS = tuple(EntryContent.__slots__)
DISPOSITIONS = ("current", "not_applicable", "withdrawn")


class Catalog(Base):
    """What one region keeps for one domain; the unit that is submitted, accepted and scored."""

    __tablename__ = "catalog"
    __table_args__ = (UniqueConstraint("region_id", "domain_code"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    region_id: Mapped[int] = mapped_column(ForeignKey("region.id"), index=True)
    domain_code: Mapped[str] = mapped_column(ForeignKey("domain.code"), index=True)
    guide_id: Mapped[int | None] = mapped_column(ForeignKey("guide.id"))
    published_edition_id: Mapped[int | None] = mapped_column(
        ForeignKey("edition.id", use_alter=True)
    )
    created_at: Mapped[datetime]

    region: Mapped[Region] = relationship()
    domain: Mapped[Domain] = relationship()
    entries: Mapped[list[Entry]] = relationship(
        back_populates="catalog", order_by="Entry.position, Entry.id"
    )


class Entry(Base):
    """One item of a catalogue: its identity, which survives every edit."""

    __tablename__ = "entry"
    __table_args__ = (Index("ix_entry_catalog_position", "catalog_id", "position"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    catalog_id: Mapped[int] = mapped_column(ForeignKey("catalog.id"))
    position: Mapped[int]
    standard_item_id: Mapped[int | None] = mapped_column(ForeignKey("standard_item.id"), index=True)
    current_version_id: Mapped[int | None] = mapped_column(
        ForeignKey("entry_version.id", use_alter=True), index=True
    )
    created_at: Mapped[datetime]

    catalog: Mapped[Catalog] = relationship(back_populates="entries")
    standard_item: Mapped[StandardItem | None] = relationship()
    version: Mapped[EntryVersion] = relationship(
        foreign_keys=[current_version_id], post_update=True
    )
    publications: Mapped[list[Publication]] = relationship(
        back_populates="entry", order_by="Publication.id", cascade="all, delete-orphan"
    )


class EntryVersion(Base):
    """The content of an entry at one moment; never changed, a new one is written instead.

    `disposition` is part of the content: an item can be kept (`current`), declared not applicable
    with a reason, or withdrawn with a reason, and each of these can be undone by a later version.
    """

    __tablename__ = "entry_version"
    __table_args__ = (
        UniqueConstraint("entry_id", "number"),
        CheckConstraint(
            "disposition IN ('current','not_applicable','withdrawn')", name="disposition_known"
        ),
        CheckConstraint("disposition = 'current' OR reason IS NOT NULL", name="has_reason"),
        CheckConstraint("length(name) > 0", name="has_name"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    name: Mapped[str]
    group: Mapped[str | None] = mapped_column("item_group")
    content: Mapped[list[str]] = mapped_column(default=list)
    basis: Mapped[list[str]] = mapped_column(default=list)
    time_limit: Mapped[str | None]
    owner: Mapped[str | None]
    method: Mapped[list[str]] = mapped_column(default=list)
    channels: Mapped[list[str]] = mapped_column(default=list)
    audience: Mapped[str | None]
    levels: Mapped[list[str]] = mapped_column(default=list)
    phases: Mapped[list[str]] = mapped_column(default=list)
    note: Mapped[str | None]
    disposition: Mapped[str] = mapped_column(default="current")
    reason: Mapped[str | None]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    author_name: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
    origin: Mapped[str] = mapped_column(default="edit")

    entry: Mapped[Entry] = relationship(foreign_keys=[entry_id])

    @property
    def as_content(self) -> EntryContent:
        return EntryContent(
            name=self.name,
            group=self.group,
            content=tuple(self.content),
            basis=tuple(self.basis),
            time_limit=self.time_limit,
            owner=self.owner,
            method=tuple(self.method),
            channels=tuple(self.channels),
            audience=self.audience,
            levels=tuple(self.levels),
            phases=tuple(self.phases),
            note=self.note,
        )


class Publication(Base):
    """An address where an entry's information is really published, with its channel and kind."""

    __tablename__ = "publication"
    __table_args__ = (
        UniqueConstraint("entry_id", "url"),
        CheckConstraint("kind IN ('column','article','service','attachment')", name="kind_known"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id", ondelete="CASCADE"), index=True)
    url: Mapped[str] = mapped_column(index=True)
    channel: Mapped[str] = mapped_column(default="政府网站")
    kind: Mapped[str] = mapped_column(default="article")
    created_at: Mapped[datetime]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))

    entry: Mapped[Entry] = relationship(back_populates="publications")


class Edition(Base):
    """A frozen list of entry versions: what was submitted and, once accepted, what the public sees."""

    __tablename__ = "edition"
    __table_args__ = (UniqueConstraint("catalog_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    catalog_id: Mapped[int] = mapped_column(ForeignKey("catalog.id"), index=True)
    number: Mapped[int]
    created_at: Mapped[datetime]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))

    catalog: Mapped[Catalog] = relationship(foreign_keys=[catalog_id])
    items: Mapped[list[EditionItem]] = relationship(
        back_populates="edition", order_by="EditionItem.position"
    )


class EditionItem(Base):
    """One entry version's place in an edition."""

    __tablename__ = "edition_item"
    __table_args__ = (UniqueConstraint("edition_id", "entry_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), index=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"), index=True)
    entry_version_id: Mapped[int] = mapped_column(ForeignKey("entry_version.id"), index=True)
    position: Mapped[int]

    edition: Mapped[Edition] = relationship(back_populates="items")
    version: Mapped[EntryVersion] = relationship()
    entry: Mapped[Entry] = relationship()
