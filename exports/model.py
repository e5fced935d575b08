"""What is handed over for an export: catalogues and their entries, in their printed order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from domains.entry import EntryContent


@dataclass(frozen=True, slots=True)
class ExportEntry:
    """One row of a catalogue.

    `serial` is printed as it is and stays blank when None: numbering is the caller's.
    `identity` lets a later import find the same entry again. `disposition` is current,
    not_applicable or withdrawn, the last two with their `reason`. `guide_item` names the item of the
    ministry's guide that the entry follows, "一级事项/二级事项". `link_places` holds the channel and the
    kind of each of `urls`, or nothing where that is not told.
    """

    content: EntryContent
    serial: str | None = None
    identity: str | None = None
    urls: tuple[str, ...] = ()
    disposition: str = "current"
    reason: str | None = None
    guide_item: str | None = None
    link_places: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ExportCatalog:
    """One region's catalogue of one domain; `title` stands above the table.

    `region_code` has 12 digits; `superior_name` is the prefecture of a county, for files that hold
    several regions.
    """

    title: str
    region_name: str
    domain_name: str
    entries: Iterable[ExportEntry]
    region_code: str = ""
    superior_name: str = ""
    domain_code: str = ""


class ExportRefusedError(ValueError):
    """Nothing was written; the message says in Chinese why and what to do."""
