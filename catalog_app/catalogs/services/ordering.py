"""The order of a catalogue's entries."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from catalog_app.accounts import audit
from catalog_app.accounts.audit import Actor
from catalog_app.catalogs.errors import PositionOutOfRange
from catalog_app.catalogs.models import Catalog, Entry
from catalog_app.catalogs.services.reading import locked_in_catalog
from catalog_app.database import transaction
from catalog_app.guides.models import StandardItem


def move_entry(entry_id: int, position: int, *, by: Actor, at: datetime) -> None:
    """Put the entry at this place (1-based), the others closing up.

    Raises PositionOutOfRange, NotFound."""
    with transaction() as current:
        entry = locked_in_catalog(current, entry_id)
        _move(current, entry, position, by=by, at=at)


def move_entry_by(entry_id: int, steps: int, *, by: Actor, at: datetime) -> None:
    """Move the entry `steps` places down (negative: up); at either end it stays. Raises NotFound."""
    with transaction() as current:
        entry = locked_in_catalog(current, entry_id)
        order = _order(current, entry.catalog_id)
        wanted = order.index(entry.id) + 1 + steps
        _move(current, entry, min(max(1, wanted), len(order)), by=by, at=at)


def place_by_guide(current: Session, catalog: Catalog, entry: Entry) -> None:
    """Put an entry that follows the guide after the nearest entry that precedes it there.

    Flushes, does not commit."""
    rank = select(StandardItem.position).where(StandardItem.id == entry.standard_item_id)
    before = (
        select(Entry.id)
        .join(StandardItem, StandardItem.id == Entry.standard_item_id)
        .where(
            Entry.catalog_id == catalog.id,
            StandardItem.guide_id == catalog.guide_id,
            StandardItem.position < rank.scalar_subquery(),
        )
        .order_by(StandardItem.position.desc())
    )
    neighbour = current.scalar(before.limit(1))
    order = [each for each in _order(current, catalog.id) if each != entry.id]
    order.insert(order.index(neighbour) + 1 if neighbour else 0, entry.id)
    _renumber(current, order)


def _move(current: Session, entry: Entry, position: int, *, by: Actor, at: datetime) -> None:
    order = _order(current, entry.catalog_id)
    if not 1 <= position <= len(order):
        raise PositionOutOfRange(total=len(order))
    standing = order.index(entry.id) + 1
    if standing == position:
        return
    order.remove(entry.id)
    order.insert(position - 1, entry.id)
    _renumber(current, order)
    audit.record(
        current,
        "entry.moved",
        entry,
        by=by,
        at=at,
        region_id=entry.catalog.region_id,
        summary=f"调整顺序：{entry.version.name}，第 {standing} 位移到第 {position} 位",
        before={"position": standing},
        after={"position": position},
    )


def _order(current: Session, catalog_id: int) -> list[int]:
    query = select(Entry.id).where(Entry.catalog_id == catalog_id)
    return list(current.scalars(query.order_by(Entry.position, Entry.id)))


def _renumber(current: Session, order: Sequence[int]) -> None:
    """Positions 1, 2, 3 … in this order, in one statement for all that move."""
    rows = [{"id": entry_id, "position": place} for place, entry_id in enumerate(order, start=1)]
    current.execute(update(Entry), rows)
    current.flush()
