"""The entries of one catalogue, filtered, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, String, and_, cast, false, func, or_, select
from sqlalchemy.orm import contains_eager, selectinload

from catalog_app.catalogs.models import Entry, EntryVersion, Publication
from catalog_app.catalogs.services.comparison import LOCALISED_FIELDS
from catalog_app.catalogs.services.content import FIELD_NAMES
from catalog_app.database import holds_in_json, session
from catalog_app.guides.models import StandardItem
from catalog_app.paging import Page, page_of

NO_OWNER = "-"
COMPARED_FIELDS = [name for name in FIELD_NAMES if name not in LOCALISED_FIELDS]


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """What of a catalogue is shown; empty values show all.

    `text` is looked for in name, group, elements, basis and owner; `guide` is differs, same or own;
    `links` is with or without; `owner` NO_OWNER means none is named.
    """

    text: str = ""
    owner: str = ""
    disposition: str = ""
    guide: str = ""
    links: str = ""

    @property
    def narrows(self) -> bool:
        return any((self.text, self.owner, self.disposition, self.guide, self.links))


def entries_page(catalog_id: int, wanted: EntryFilter, number: int = 1) -> Page[Entry]:
    """One page of the catalogue's entries in their order, with versions, items and links."""
    query = (
        select(Entry)
        .join(EntryVersion, EntryVersion.id == Entry.current_version_id)
        .outerjoin(StandardItem, StandardItem.id == Entry.standard_item_id)
        .where(Entry.catalog_id == catalog_id, *_conditions(wanted))
        .options(
            contains_eager(Entry.version),
            contains_eager(Entry.standard_item),
            selectinload(Entry.publications),
        )
        .order_by(Entry.position, Entry.id)
    )
    return page_of(query, number)


def owners(catalog_id: int) -> Sequence[str]:
    """The owners named in the catalogue, in the order of their first entry."""
    query = (
        select(EntryVersion.owner)
        .join(Entry, Entry.current_version_id == EntryVersion.id)
        .where(Entry.catalog_id == catalog_id, EntryVersion.owner.is_not(None))
        .group_by(EntryVersion.owner)
        .order_by(func.min(Entry.position))
    )
    return [owner for owner in session().scalars(query) if owner]


def _conditions(wanted: EntryFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.text.strip():
        found.append(_holds(wanted.text.strip()))
    if wanted.owner == NO_OWNER:
        found.append(EntryVersion.owner.is_(None))
    elif wanted.owner:
        found.append(EntryVersion.owner == wanted.owner)
    if wanted.disposition:
        found.append(EntryVersion.disposition == wanted.disposition)
    linked = select(Publication.id).where(Publication.entry_id == Entry.id).exists()
    choices = {"with": linked, "without": ~linked}
    guide = {
        "differs": and_(Entry.standard_item_id.is_not(None), _differs()),
        "same": and_(Entry.standard_item_id.is_not(None), ~_differs()),
        "own": Entry.standard_item_id.is_(None),
    }
    return [*found, *_chosen(choices, wanted.links), *_chosen(guide, wanted.guide)]


def _chosen(choices: dict[str, ColumnElement[bool]], choice: str) -> list[ColumnElement[bool]]:
    return [choices[choice]] if choice in choices else []


def _holds(text: str) -> ColumnElement[bool]:
    plain = [EntryVersion.name, EntryVersion.group, EntryVersion.owner]
    lists = (EntryVersion.content, EntryVersion.basis)
    return or_(
        *(column.contains(text, autoescape=True) for column in plain),
        *(holds_in_json(column, text) for column in lists),
    )


def _differs() -> ColumnElement[bool]:
    """`comparison.differences_from_item` as a condition: the guide speaks, and is not followed."""
    return or_(false(), *(_field_differs(name) for name in COMPARED_FIELDS))


def _field_differs(name: str) -> ColumnElement[bool]:
    guide, here = (_bare(getattr(model, name)) for model in (StandardItem, EntryVersion))
    return and_(guide.not_in(["", "[]"]), guide != here)


def _bare(column: Any) -> ColumnElement[str]:
    return func.replace(func.coalesce(cast(column, String), ""), " ", "")
