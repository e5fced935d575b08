"""What is handed over for an export: catalogues and their entries, in their printed order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from domains.entry import EntryContent


@dataclass(frozen=True, slots=True)
class ExportEntry:
    """One row of a catalogue.

    `serial` is printed as it is and stays blank when None: numbering is the caller's.
    `identity` lets a later import find the same entry again.
    """

    content: EntryContent
    serial: str | None = None
    identity: str | None = None
    urls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExportCatalog:
    """One region's catalogue of one domain; `title` stands above the table."""

    title: str
    region_name: str
    domain_name: str
    entries: Iterable[ExportEntry]


class ExportRefusedError(ValueError):
    """Nothing was written; the message says in Chinese why and what to do."""
