"""Which of the guide's items imported entries follow, so that differences from the guide are seen (M2).

New entries, and kept ones that follow none. What a clerk decided about an entry stands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.accounts.models import AuditEvent
from catalog_app.catalogs.models import Entry
from catalog_app.catalogs.services.bulk import chunks
from catalog_app.database import session
from catalog_app.exchange.services.comparing import Row, Status
from catalog_app.exchange.services.decisions import Decisions
from catalog_app.exchange.services.items import Follows, Item, given, item_of, nearest
from catalog_app.exchange.services.preview import Preview, TablePreview
from catalog_app.guides.models import Guide, StandardItem

DECIDED = "entry.related"
"""What the audit trail calls a clerk's own word about the item an entry follows."""


@dataclass(frozen=True, slots=True)
class Following:
    """By row key what its entry will follow; by domain the items that no kept entry follows;
    `declined` are the rows that a person said follow none."""

    found: Mapping[str, Follows]
    free: Mapping[str, Sequence[Item]]
    declined: Collection[str]

    def of(self, row: Row) -> Follows | None:
        return self.found.get(row.key)

    def choices(self, table: TablePreview, row: Row) -> list[Item]:
        """Items to choose for a row instead, the nearest first."""
        now = self.of(row)
        items = self.free.get(table.domain.code, ()) if table.domain else ()
        return nearest((each for each in items if not now or each.id != now.item.id), row)


def following(current: Session, plan: Preview) -> Following:
    """What the entries of the plan's rows are found to follow; four statements. Each item is given
    once, to kept entries before new ones."""
    free = _free_items(current, plan)
    rows_of: dict[str, list[Row]] = defaultdict(list)
    for table in plan.tables:
        if table.domain and not table.hindrance:
            rows_of[table.domain.code] += [row for row in table.rows if _may_follow(row)]
    asked = [row.kept.entry_id for rows in rows_of.values() for row in rows if row.kept]
    decided = _decided(current, asked)
    chosen = Decisions.from_dict(plan.batch.decisions).items
    found: dict[str, Follows] = {}
    for code, rows in rows_of.items():
        open_rows = [row for row in rows if not (row.kept and row.kept.entry_id in decided)]
        open_rows.sort(key=lambda row: row.kept is None)
        found |= given(free.get(code, ()), open_rows, chosen)
    return Following(found, free, {key for key, item in chosen.items() if item is None})


def followed_by(plan: Preview) -> Following:
    """The same for a screen."""
    return following(session(), plan)


def _may_follow(row: Row) -> bool:
    if row.kept is None:
        return row.applies
    if row.kept.standard_item_id is not None or row.moved_on:
        return False
    return row.applies or (row.status is Status.UNCHANGED and row.kept.disposition == "current")


def _free_items(current: Session, plan: Preview) -> dict[str, list[Item]]:
    """By domain the items of the guide of its catalogue, or of the one it would start from, that no
    kept entry follows."""
    tables = [each for each in plan.tables if each.domain and not each.hindrance]
    catalogs = {t.domain.code: t.catalog for t in tables if t.domain and t.catalog}
    started = {t.domain.code for t in tables if t.domain} - catalogs.keys()
    code_of = {each.guide_id: code for code, each in catalogs.items() if each.guide_id}
    code_of |= _guides_now(current, started)
    taken = _taken(current, [each.id for each in catalogs.values()])
    query = select(
        StandardItem.guide_id, StandardItem.id, StandardItem.group, StandardItem.name
    ).where(StandardItem.guide_id.in_(sorted(code_of)))
    found: dict[str, list[Item]] = defaultdict(list)
    for guide_id, item_id, group, name in current.execute(query.order_by(StandardItem.position)):
        if item_id not in taken:
            found[code_of[guide_id]].append(item_of(item_id, group, name))
    return found


def _guides_now(current: Session, codes: Collection[str]) -> dict[int, str]:
    """The guide, by id, from which a new catalogue of each domain starts."""
    query = select(Guide.domain_code, Guide.id).where(Guide.domain_code.in_(sorted(codes)))
    rows = current.execute(query.where(Guide.current).order_by(Guide.edition))
    newest = {row.domain_code: row.id for row in rows}
    return {guide_id: code for code, guide_id in newest.items()}


def _taken(current: Session, catalog_ids: Sequence[int]) -> set[int]:
    """Items that an entry of one of the catalogues follows: of each guide there is one catalogue."""
    query = select(Entry.standard_item_id).where(
        Entry.catalog_id.in_(catalog_ids), Entry.standard_item_id.is_not(None)
    )
    return {item_id for item_id in current.scalars(query) if item_id is not None}


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
