"""Which of the guide's items imported entries follow, so that differences from the guide are seen (M2).

New entries, and kept ones that follow none. What a clerk decided about an entry stands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.accounts.models import AuditEvent
from catalog_app.catalogs.models import Catalog
from catalog_app.catalogs.services.bulk import chunks
from catalog_app.exchange.services.comparing import Row, Status
from catalog_app.exchange.services.items import StandardItems
from domains.entry import EntryContent

DECIDED = "entry.related"
"""What the audit trail calls a clerk's own word about the item an entry follows."""


def items_followed(
    current: Session, rows_of: Mapping[int, tuple[Catalog, Sequence[Sequence[Row]]]]
) -> dict[str, int]:
    """By row key, the item each row's entry is found to follow; `rows_of` are the rows of each
    catalogue, by its id, table by table. Each item is given once, to kept entries before new ones."""
    catalogs = [catalog for catalog, _ in rows_of.values()]
    items = StandardItems.of(current, catalogs)
    asked = {
        catalog_id: [row for rows in tables for row in rows if _may_follow(row)]
        for catalog_id, (_, tables) in rows_of.items()
    }
    decided = _decided(
        current, [row.kept.entry_id for rows in asked.values() for row in rows if row.kept]
    )
    found: dict[str, int] = {}
    for catalog_id, rows in asked.items():
        open_rows = [row for row in rows if not (row.kept and row.kept.entry_id in decided)]
        open_rows.sort(key=lambda row: row.kept is None)
        taken = items.take(rows_of[catalog_id][0], [_sought(row) for row in open_rows])
        found |= {row.key: item for row, item in zip(open_rows, taken, strict=True) if item}
    return found


def _sought(row: Row) -> EntryContent:
    """The row's content, under the name of the guide's item where our export told it."""
    if not row.read.guide_item:
        return row.content
    group, _, name = row.read.guide_item.partition("/")
    return replace(row.content, group=group if name else None, name=name or group)


def _may_follow(row: Row) -> bool:
    if row.kept is None:
        return row.applies
    if row.kept.standard_item_id is not None or row.moved_on:
        return False
    return row.applies or (row.status is Status.UNCHANGED and row.kept.disposition == "current")


def _decided(current: Session, entry_ids: Sequence[int]) -> set[int]:
    """The entries whose item a person chose, or took away."""
    found: set[int] = set()
    for ids in chunks(entry_ids):
        query = select(AuditEvent.subject_id).where(
            AuditEvent.subject_type == "entry",
            AuditEvent.action == DECIDED,
            AuditEvent.subject_id.in_(ids),
        )
        found.update(entry_id for entry_id in current.scalars(query) if entry_id is not None)
    return found
