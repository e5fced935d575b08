"""A list's file read, looked through, and taken over or given up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from catalog_app.accounts import audit
from catalog_app.accounts.audit import Actor
from catalog_app.database import transaction
from catalog_app.errors import NotFound
from catalog_app.guides.models import Domain, Guide, StandardItem
from catalog_app.lists.errors import ListFileRefused, ListNotForRegion, ListSettled
from catalog_app.lists.matching import DomainFinder
from catalog_app.lists.models import ItemList, ListItem
from catalog_app.lists.reading import ListReading, ReadItem, read_list
from catalog_app.lists.wording import KIND_NAMES
from catalog_app.regions import services as regions
from catalog_app.regions.models import Region, RegionLevel
from domains import standard
from domains.coverage import plain_name
from imports.refusal import Refused

KEEPING = frozenset({RegionLevel.PREFECTURE, RegionLevel.COUNTY, RegionLevel.TOWNSHIP})
FILE_NAME_MAX = 200


def read_upload(
    region_id: int, kind: str, file_name: str, data: bytes, *, by: Actor, at: datetime
) -> ItemList:
    """Read a file as the next version of a list, to be looked through: nothing counts yet.

    What a person had decided of an item (its domain, its entry) is carried over from the current
    version. Raises ListFileRefused, ListNotForRegion, UnknownRegion, NotFound (the kind).
    """
    region = regions.region(region_id)
    _refuse_unfit(region, kind)
    try:
        reading = read_list(data)
    except Refused as refused:
        raise ListFileRefused(file=file_name, reason=_reason(refused)) from refused
    with transaction() as current:
        made = ItemList(
            region_id=region_id,
            kind=kind,
            file_name=file_name[:FILE_NAME_MAX],
            problems=[problem.to_dict() for problem in reading.problems],
            created_at=at,
            author_id=by.id,
            author_name=by.name,
        )
        current.add(made)
        current.flush()
        _write_items(current, made, reading, _decided(current, region_id, kind))
    return made


def apply_list(list_id: int, *, by: Actor, at: datetime) -> ItemList:
    """Make the read version the current one, and the version before it an old one.

    Raises NotFound, ListSettled."""
    with transaction() as current:
        found = _previewed(current, list_id)
        last = current.scalar(_current(found.region_id, found.kind).with_for_update())
        numbers = select(func.max(ItemList.number)).where(
            ItemList.region_id == found.region_id, ItemList.kind == found.kind
        )
        number = (current.scalar(numbers) or 0) + 1
        if last is not None:
            last.state = "superseded"
            current.flush()
        found.state, found.number, found.applied_at = "current", number, at
        current.flush()
        items = current.scalar(select(func.count()).where(ListItem.list_id == found.id))
        audit.record(
            current,
            "list.applied",
            found,
            by=by,
            at=at,
            region_id=found.region_id,
            summary=f"采用{KIND_NAMES[found.kind]}第 {number} 版（{found.file_name}），{items} 个事项",
            after={"number": number, "items": items},
        )
    return found


def discard_list(list_id: int, *, by: Actor, at: datetime) -> None:
    """Give up a read version. Raises NotFound, ListSettled."""
    with transaction() as current:
        found = _previewed(current, list_id)
        audit.record(
            current,
            "list.discarded",
            found,
            by=by,
            at=at,
            region_id=found.region_id,
            summary=f"放弃导入{KIND_NAMES[found.kind]}（{found.file_name}）",
        )
        current.delete(found)


def domain_finder(current: Session) -> DomainFinder:
    """Of the domains as they stand, affairs lists apart; one statement."""
    rows = current.execute(
        select(Guide.domain_code, StandardItem.name)
        .join(StandardItem, StandardItem.guide_id == Guide.id)
        .join(Domain, Domain.code == Guide.domain_code)
        .where(Guide.current, Domain.kind.in_(("pilot", "further")))
    ).all()
    domains = [each for each in standard.load_domains() if each.kind in {"pilot", "further"}]
    return DomainFinder(domains, [(code, name) for code, name in rows])


def _reason(refused: Refused) -> str:
    """The reader's own sentence, but for the one that speaks of catalogues."""
    return "没有找到清单的表头。" if refused.code == "not-a-catalogue" else refused.message


def _refuse_unfit(region: Region, kind: str) -> None:
    if kind not in KIND_NAMES:
        raise NotFound(what="清单")
    if region.level not in KEEPING:
        raise ListNotForRegion(region=region.name, kind=KIND_NAMES[kind])


def _current(region_id: int, kind: str) -> Any:
    return select(ItemList).where(
        ItemList.region_id == region_id, ItemList.kind == kind, ItemList.state == "current"
    )


def _previewed(current: Session, list_id: int) -> ItemList:
    found = current.get(ItemList, list_id, with_for_update=True)
    if found is None:
        raise NotFound(what="清单")
    if found.state != "previewed":
        raise ListSettled(file=found.file_name)
    return found


def _decided(current: Session, region_id: int, kind: str) -> Mapping[str, ListItem]:
    """By identity: the items of the current version of which a person decided something."""
    query = (
        select(ListItem)
        .join(ItemList, ItemList.id == ListItem.list_id)
        .where(
            ItemList.region_id == region_id,
            ItemList.state == "current",
            ListItem.kind == kind,
            (ListItem.domain_how == "chosen") | ListItem.entry_id.is_not(None),
        )
    )
    return {item.identity: item for item in current.scalars(query)}


def _write_items(
    current: Session, made: ItemList, reading: ListReading, decided: Mapping[str, ListItem]
) -> None:
    finder = domain_finder(current)
    rows: Sequence[dict[str, Any]] = [
        _row(made, position, item, finder, decided)
        for position, item in enumerate(reading.items, start=1)
    ]
    if rows:
        current.execute(insert(ListItem), rows)


def _row(
    made: ItemList,
    position: int,
    item: ReadItem,
    finder: DomainFinder,
    decided: Mapping[str, ListItem],
) -> dict[str, Any]:
    plain = plain_name(item.name)
    before = decided.get(item.code or plain)
    found = finder.find(item.name, item.owner)
    chosen = before is not None and before.domain_how == "chosen"
    return {
        "list_id": made.id,
        "kind": made.kind,
        "position": position,
        "code": item.code,
        "name": item.name,
        "plain_name": plain,
        "category": item.category,
        "owner": item.owner,
        "basis": list(item.basis),
        "url": item.url,
        "domain_code": before.domain_code if before and chosen else found.domain_code,
        "domain_how": "chosen" if chosen else found.how,
        "entry_id": before.entry_id if before else None,
    }
