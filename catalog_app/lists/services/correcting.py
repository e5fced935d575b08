"""What a person decides of an item: its domain, the entry that covers it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.accounts import audit
from catalog_app.accounts.audit import Actor
from catalog_app.catalogs.models import Catalog, Entry, EntryVersion
from catalog_app.database import session, transaction
from catalog_app.guides import services as guides
from catalog_app.lists.errors import EntryOfAnotherDomain
from catalog_app.lists.matching import Kept
from catalog_app.lists.models import ItemList, ListItem
from catalog_app.lists.services.browsing import item


def correct_item(
    item_id: int, domain_code: str | None, entry_id: int | None, *, by: Actor, at: datetime
) -> ListItem:
    """Say to which domain an item belongs (None: to none), and which entry of its catalogue covers
    it (None: names decide). Carried on to later versions of the list.

    Raises NotFound, EntryOfAnotherDomain."""
    with transaction() as current:
        found = item(item_id)
        region = found.of_list.region
        domain = guides.domain(domain_code) if domain_code else None
        if entry_id is not None and not _is_of(entry_id, region.id, domain_code):
            raise EntryOfAnotherDomain(region=region.name)
        before = {"domain": found.domain_code, "entry": found.entry_id}
        for each in (found, *_read_meanwhile(current, found)):
            each.domain_code, each.domain_how = domain_code, "chosen"
            each.entry_id = entry_id
        audit.record(
            current,
            "list_item.corrected",
            found,
            by=by,
            at=at,
            region_id=region.id,
            summary=f"确定清单事项“{found.name}”属于{domain.name if domain else '无（不属于任何领域）'}",
            before=before,
            after={"domain": domain_code, "entry": entry_id},
        )
    return found


def _read_meanwhile(current: Session, found: ListItem) -> Sequence[ListItem]:
    """The item in versions that are still looked through: they took over what was decided when
    their file was read, and would forget what is decided since."""
    if found.of_list.state != "current":
        return ()
    same = ListItem.code == found.code if found.code else ListItem.plain_name == found.plain_name
    query = (
        select(ListItem)
        .join(ItemList, ListItem.list_id == ItemList.id)
        .where(
            ItemList.region_id == found.of_list.region_id,
            ItemList.kind == found.of_list.kind,
            ItemList.state == "previewed",
            same,
        )
    )
    return [each for each in current.scalars(query) if each.identity == found.identity]


def entries_to_choose(found: ListItem) -> Sequence[Kept]:
    """The entries of the region's catalogue of the item's domain, in their order."""
    query = (
        select(Entry.id, EntryVersion.name)
        .join(Catalog, Catalog.id == Entry.catalog_id)
        .join(EntryVersion, EntryVersion.id == Entry.current_version_id)
        .where(
            Catalog.region_id == found.of_list.region_id,
            Catalog.domain_code == found.domain_code,
            EntryVersion.disposition != "withdrawn",
        )
        .order_by(Entry.position, Entry.id)
    )
    return [Kept(entry_id, name) for entry_id, name in session().execute(query)]


def _is_of(entry_id: int, region_id: int, domain_code: str | None) -> bool:
    query = (
        select(Entry.id)
        .join(Catalog, Catalog.id == Entry.catalog_id)
        .where(
            Entry.id == entry_id,
            Catalog.region_id == region_id,
            Catalog.domain_code == domain_code,
        )
    )
    return session().scalar(query) is not None
