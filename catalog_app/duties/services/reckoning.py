"""Reckoning duties anew: after a run, after an edit, after a trigger day, or by command."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from catalog_app.among import among
from catalog_app.catalogs.models import Catalog, Entry, EntryVersion
from catalog_app.checks.services.histories import dates_of, trigger_facts, workday_calendar
from catalog_app.clock import china_date
from catalog_app.database import session, transaction
from catalog_app.duties.models import Duty
from catalog_app.duties.reckoning import Facts, Reckoned, reckon
from catalog_app.regions.models import Region

COMPARED = (
    "limit_words",
    "what",
    "due",
    "provisional",
    "soft",
    "done_on",
    "done_url",
    "gap",
    "why",
)


@dataclass(frozen=True, slots=True)
class _Kept:
    """What of an entry its duties depend on, and what lists of duties are filtered by."""

    entry_id: int
    catalog_id: int
    region_id: int
    owner: str
    name: str
    limit: str | None


def reckon_catalogs(current: Session, catalog_ids: Collection[int], at: datetime) -> None:
    """Every entry of these catalogues; a fixed number of statements. Flushes, does not commit."""
    ids = current.scalars(select(Entry.id).where(among(Entry.catalog_id, catalog_ids))).all()
    reckon_entries(current, ids, at)


def reckon_entries(current: Session, entry_ids: Collection[int], at: datetime) -> None:
    """These entries: their duties are what is known says now, and none else. Flushes."""
    _reckon(current, sorted(set(entry_ids)), china_date(at))


def reckon_all(*, at: datetime, region_path: str | None = None) -> int:
    """Every catalogue (of a region's subtree), a transaction each; gives their number."""
    return sum(1 for _ in reckon_each(at=at, region_path=region_path))


def reckon_each(*, at: datetime, region_path: str | None = None) -> Iterator[int]:
    """Like `reckon_all`, step by step: gives each catalogue's id when it is done."""
    query = select(Catalog.id).join(Region, Catalog.region_id == Region.id).order_by(Catalog.id)
    if region_path is not None:
        query = query.where(Region.path.startswith(region_path))
    catalog_ids = session().scalars(query).all()
    session().rollback()
    for catalog_id in catalog_ids:
        with transaction() as current:
            reckon_catalogs(current, [catalog_id], at)
        yield catalog_id


def _reckon(current: Session, entry_ids: Sequence[int], today: date) -> None:
    current.flush()
    kept = _kept(current, entry_ids)
    calendar = workday_calendar(current)
    dates, triggers = dates_of(current, entry_ids), trigger_facts(current, entry_ids)
    wanted = {
        (each.entry_id, found.key): _row(each, found)
        for each in kept
        for found in reckon(
            Facts(each.name, each.limit, dates[each.entry_id], triggers.get(each.entry_id, ())),
            calendar,
            today=today,
        )
    }
    _settle(current, _standing(current, entry_ids), wanted)


def _kept(current: Session, entry_ids: Sequence[int]) -> list[_Kept]:
    query = (
        select(
            Entry.id,
            Catalog.id,
            Catalog.region_id,
            EntryVersion.owner,
            EntryVersion.name,
            EntryVersion.time_limit,
        )
        .join(EntryVersion, Entry.current_version_id == EntryVersion.id)
        .join(Catalog, Entry.catalog_id == Catalog.id)
        .where(among(Entry.id, entry_ids), EntryVersion.disposition == "current")
    )
    return [
        _Kept(entry_id, catalog_id, region_id, owner or "", name, limit)
        for entry_id, catalog_id, region_id, owner, name, limit in current.execute(query)
    ]


def _row(kept: _Kept, found: Reckoned) -> dict[str, Any]:
    about = {name: getattr(kept, name) for name in ("entry_id", "catalog_id", "region_id", "owner")}
    # `dataclasses.asdict` copies every value deeply: a tenth of the time of an import.
    return about | {each.name: getattr(found, each.name) for each in fields(found)}


def _standing(current: Session, entry_ids: Sequence[int]) -> Mapping[tuple[int, str], Any]:
    columns = [getattr(Duty, name) for name in ("id", "entry_id", "key", "owner", *COMPARED)]
    rows = current.execute(select(*columns).where(among(Duty.entry_id, entry_ids)))
    return {(row.entry_id, row.key): row for row in rows}


def _settle(
    current: Session,
    standing: Mapping[tuple[int, str], Any],
    wanted: Mapping[tuple[int, str], dict[str, Any]],
) -> None:
    fresh, changed = [], []
    for key, row in wanted.items():
        old = standing.get(key)
        if old is None:
            fresh.append(row)
            continue
        _stay_done(old, row)
        differing = {n: row[n] for n in ("owner", *COMPARED) if row[n] != getattr(old, n)}
        if differing:
            changed.append({"id": old.id, **{n: row[n] for n in ("owner", *COMPARED)}})
    gone = [row.id for key, row in standing.items() if key not in wanted]
    if gone:
        current.execute(delete(Duty).where(among(Duty.id, gone)))
    if changed:
        current.execute(update(Duty), changed)
    if fresh:
        current.execute(insert(Duty), fresh, execution_options={"render_nulls": True})
    for each in current.identity_map.values():
        if isinstance(each, Duty):
            current.expire(each)


def _stay_done(old: Any, row: dict[str, Any]) -> None:
    """What was once seen done stays done, on the day first seen: a list moves on, a page is taken
    away, and neither undoes what was published."""
    if old.done_on is None or row["due"] is None:
        return
    if row["done_on"] is None or old.done_on <= row["done_on"]:
        row["done_on"], row["done_url"] = old.done_on, old.done_url
