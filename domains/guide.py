"""What a ministry's guide says: its domains and their standard items, as plain facts."""

from __future__ import annotations

from dataclasses import dataclass

from domains.entry import EntryContent


@dataclass(frozen=True)
class Guide:
    """A ministry's 基层政务公开标准指引; None for what no source tells."""

    title: str | None = None
    issuer: str | None = None
    document_number: str | None = None
    issued: str | None = None


@dataclass(frozen=True)
class StandardItem:
    """One row of a guide's table (or of an affairs list).

    `provenance` says how well the row is known: read on an official_page, on a copy of one, or
    only recalled; a missing item whose row is recalled is advice, not a deduction. `note` is a
    remark for maintainers about the source; it is no part of the entry.
    """

    domain: str
    number: int
    content: EntryContent
    provenance: str
    source: str | None = None
    note: str | None = None
    category: str | None = None
    catalogue: str | None = None

    @property
    def name(self) -> str:
        return self.content.name

    @property
    def group(self) -> str | None:
        return self.content.group

    @property
    def key(self) -> str:
        """Identifies the item among all domains, e.g. elderly_care/3."""
        return f"{self.domain}/{self.number}"

    def entry(self) -> EntryContent:
        """The entry a catalogue starts with for this item."""
        return self.content


@dataclass(frozen=True)
class Domain:
    """One domain: a pilot one (试点领域), a further one, or village or community affairs."""

    code: str
    number: int | None
    name: str
    kind: str
    aliases: tuple[str, ...]
    ministry: str | None
    provincial_department: str | None
    guide: Guide
    items: tuple[StandardItem, ...]
    notes: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()

    def item(self, number: int) -> StandardItem:
        """The item with this number in the guide's table; KeyError if there is none."""
        for item in self.items:
            if item.number == number:
                return item
        raise KeyError(f"{self.code}/{number}")
