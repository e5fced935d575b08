"""What people did to a batch's entries after it: shown entry by entry before it is undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from catalog_app.catalogs.models import EntryVersion
from catalog_app.catalogs.services import FieldDifference, changes_between
from catalog_app.database import session
from catalog_app.exchange.services.undoing import Touched, touched
from catalog_app.paging import Page

SHOWN = 50
"""Entries on a page."""


@dataclass(frozen=True, slots=True)
class LaterEdit:
    """An entry of the batch on which somebody worked since: what differs from what the batch wrote,
    the version it is now with its author, and the links added by hand."""

    touched: Touched
    fields: tuple[FieldDifference, ...]
    disposition: str
    origin: str
    author: str
    at: datetime


def later_edits(batch_id: int, number: int = 1) -> Page[LaterEdit]:
    """A page of the entries that are edited since, in the order of the batch's changes."""
    edited = [each for each in touched(batch_id) if each.edited]
    number = min(max(1, number), max(1, -(-len(edited) // SHOWN)))
    shown = edited[(number - 1) * SHOWN : number * SHOWN]
    return Page(_with_versions(shown), number, SHOWN, len(edited))


def _with_versions(shown: Sequence[Touched]) -> list[LaterEdit]:
    ids = {each.present_version_id for each in shown}
    ids |= {each.after_version_id for each in shown if each.after_version_id}
    query = select(EntryVersion).where(EntryVersion.id.in_(sorted(ids)))
    versions = {each.id: each for each in session().scalars(query)}
    found = []
    for each in shown:
        now, then = versions[each.present_version_id], versions.get(each.after_version_id or 0)
        fields = changes_between(then.as_content, now.as_content) if then else []
        state = now.disposition, now.origin, now.author_name, now.at
        found.append(LaterEdit(each, tuple(fields), *state))
    return found
