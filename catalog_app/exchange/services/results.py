"""What a batch did, for the result page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import aliased, joinedload

from catalog_app.catalogs.models import Catalog, Entry, EntryVersion
from catalog_app.database import session
from catalog_app.exchange.models import ImportChange
from catalog_app.paging import PAGE_SIZE, Page


@dataclass(frozen=True, slots=True)
class Done:
    """One change of a batch; `entry_id` is None where the entry is gone again."""

    entry_id: int | None
    action: str
    group: str | None
    name: str | None
    urls: Sequence[str]


def changes_page(batch_id: int, number: int = 1) -> Page[Done]:
    """The batch's changes in their order; two statements."""
    version = aliased(EntryVersion)
    query = (
        select(
            ImportChange.entry_id,
            ImportChange.action,
            version.group,
            version.name,
            ImportChange.added_urls,
        )
        .outerjoin(version, version.id == ImportChange.after_version_id)
        .where(ImportChange.batch_id == batch_id)
    )
    total = session().scalar(select(func.count()).select_from(query.subquery())) or 0
    number = min(max(1, number), max(1, -(-total // PAGE_SIZE)))
    query = query.order_by(ImportChange.id).limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE)
    return Page([Done(*row) for row in session().execute(query)], number, PAGE_SIZE, total)


def catalogs_touched(batch_id: int) -> Sequence[Catalog]:
    """The catalogues the batch wrote into that still hold its entries."""
    ids = (
        select(Entry.catalog_id)
        .join(ImportChange, ImportChange.entry_id == Entry.id)
        .where(ImportChange.batch_id == batch_id)
    )
    query = select(Catalog).where(Catalog.id.in_(ids)).options(joinedload(Catalog.domain))
    return session().scalars(query.order_by(Catalog.id)).all()
