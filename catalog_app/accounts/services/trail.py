"""Reading the audit trail: who did what, when, in the regions the reader may look into."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select

from catalog_app.accounts import policy
from catalog_app.accounts.models import AuditEvent, User
from catalog_app.accounts.policy import Permission
from catalog_app.clock import CHINA
from catalog_app.database import session
from catalog_app.paging import Page, page_of
from catalog_app.regions.models import Region
from catalog_app.regions.services import province

MOST_ROWS = 50_000


@dataclass(frozen=True, slots=True)
class TrailFilter:
    """`who`: part of a name. `kind`: first part of the action (entry, user, …). `text`: part of the
    summary. `since`, `until`: days in China, both included. `region`: with everything under it."""

    who: str = ""
    kind: str = ""
    text: str = ""
    since: date | None = None
    until: date | None = None
    region: Region | None = None


def audit_page(reader: User, chosen: TrailFilter, number: int = 1) -> Page[Any]:
    """Events (with their region's name) newest first, one page. Rows: (event, region name)."""
    page = page_of(_events(reader, chosen), number)
    return Page(_with_places(page.rows), page.number, page.size, page.total)


def audit_rows(reader: User, chosen: TrailFilter) -> Iterator[tuple[AuditEvent, str]]:
    """All of them for a file, up to 50,000, in portions."""
    rows = session().scalars(
        _events(reader, chosen).limit(MOST_ROWS).execution_options(yield_per=500)
    )
    for portion in rows.partitions():
        yield from _with_places(portion)


def _events(reader: User, chosen: TrailFilter) -> Select[AuditEvent]:
    conditions = [_readable(reader), *_chosen(chosen)]
    query = select(AuditEvent).outerjoin(Region, Region.id == AuditEvent.region_id)
    return query.where(*conditions).order_by(AuditEvent.id.desc())


def _readable(reader: User) -> ColumnElement[bool]:
    """Events without a region belong to the province."""
    scope = policy.condition(reader, Permission.VIEW_AUDIT)
    top = province()
    if top is not None and policy.may(reader, Permission.VIEW_AUDIT, top):
        return or_(scope, AuditEvent.region_id.is_(None))
    return scope


def _chosen(chosen: TrailFilter) -> Iterator[ColumnElement[bool]]:
    if chosen.who:
        yield AuditEvent.actor_name.contains(chosen.who, autoescape=True)
    if chosen.kind:
        yield AuditEvent.action.startswith(f"{chosen.kind}.", autoescape=True)
    if chosen.text:
        yield AuditEvent.summary.contains(chosen.text, autoescape=True)
    if chosen.since:
        yield AuditEvent.at >= _midnight(chosen.since)
    if chosen.until:
        yield AuditEvent.at < _midnight(chosen.until + timedelta(days=1))
    if chosen.region:
        yield Region.path.startswith(chosen.region.path)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=CHINA).astimezone(UTC)


def _with_places(events: Any) -> list[tuple[AuditEvent, str]]:
    ids = {event.region_id for event in events if event.region_id}
    named = select(Region.id, Region.name).where(Region.id.in_(ids))
    names = {row.id: row.name for row in session().execute(named)}
    return [(event, names.get(event.region_id, "")) for event in events]
