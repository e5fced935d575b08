"""What the clerk decides about a batch before it is applied: region, domains, entries, rows, elements.

Each of these raises NotFound, PermissionRefused, BatchSettled (unless the batch is being previewed).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from catalog_app.accounts import audit
from catalog_app.accounts.audit import Actor
from catalog_app.addresses import NOTHING_PRIVATE, AddressGuard
from catalog_app.database import transaction
from catalog_app.exchange.services.batches import locked_batch
from catalog_app.exchange.services.browsing import Wanted, all_shown
from catalog_app.exchange.services.bulk.figures import refresh_figures
from catalog_app.exchange.services.comparing import Missing, Row
from catalog_app.exchange.services.decisions import Decisions
from catalog_app.exchange.services.matching import UNCONFIRMED
from catalog_app.exchange.services.preview import Preview, build, seen_now
from catalog_app.exchange.services.rights import require_batch, require_import
from catalog_app.regions.models import Region

NO_ITEM = 0
"""Chosen in the place of an item's id: the entry follows none of the guide's."""
NEW_ITEM = 0
"""Chosen for a row in the place of an entry's id: it speaks of no entry that is kept."""


@dataclass(frozen=True, slots=True)
class RowDecisions:
    """What a page says of its rows (by key) and of its missing entries (by id).

    `rows`: taken or not; `withdrawals`: withdrawn or kept; `fields`: per element taken or left;
    `matches`: the entry's id, or NEW_ITEM; `items`: the id of the guide's item it follows, or NO_ITEM.
    """

    rows: Mapping[str, bool] = field(default_factory=dict)
    withdrawals: Mapping[int, bool] = field(default_factory=dict)
    fields: Mapping[str, Mapping[str, bool]] = field(default_factory=dict)
    matches: Mapping[str, int] = field(default_factory=dict)
    items: Mapping[str, int] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return any((self.rows, self.withdrawals, self.fields, self.matches, self.items))


def choose_domains(
    batch_id: int,
    chosen: Mapping[int, str | None],
    *,
    by: Actor,
    guard: AddressGuard = NOTHING_PRIVATE,
) -> None:
    """Import these tables under another domain, or (None) not at all; for a table whose domain was
    only guessed, or is doubted, this confirms it."""

    def change(standing: Decisions, before: Preview) -> Decisions:
        now = {t.number: t.domain.code if t.domain else None for t in before.tables}
        unsure = {t.number for t in before.tables if t.proposed or t.certainty.doubt}
        changed = {
            number: code
            for number, code in chosen.items()
            if number in unsure or (number in now and now[number] != code)
        }
        return replace(standing, domains=dict(standing.domains) | changed)

    _decide(batch_id, change, by=by, guard=guard, see=_everything)


def decide(
    batch_id: int, page: RowDecisions, *, by: Actor, guard: AddressGuard = NOTHING_PRIVATE
) -> None:
    """Keep what a page of the preview says; what it does not show stays as decided."""

    def change(now: Decisions, before: Preview) -> Decisions:
        rows = {row.key: row for row in before.rows}
        missing = {each.kept.entry_id for each in before.missing}
        return replace(
            _with_fields(_with_matches(now, page.matches, rows), page.fields, rows),
            rows={**now.rows, **{key: take for key, take in page.rows.items() if key in rows}},
            withdrawn=_withdrawn(now, page.withdrawals, missing),
            items={**now.items, **{k: item or None for k, item in page.items.items() if k in rows}},
        )

    see = _rematched if page.matches else _nothing
    _decide(batch_id, change, by=by, guard=guard, see=see)


def decide_all(
    batch_id: int,
    wanted: Wanted,
    take: bool,
    *,
    by: Actor,
    guard: AddressGuard = NOTHING_PRIVATE,
) -> None:
    """Decide alike for all of a kind (added, changed, missing), in one table or in all.

    Rows in which a person's number was covered, and those that only perhaps speak of their entry, are
    taken one by one only."""

    def change(now: Decisions, before: Preview) -> Decisions:
        items = [item for _, item in all_shown(before, wanted)]
        rows = {
            each.key: take
            for each in items
            if isinstance(each, Row) and each.choosable and not (take and _takes_a_look(each))
        }
        gone = {each.kept.entry_id: take for each in items if isinstance(each, Missing)}
        withdrawn = _withdrawn(now, gone, gone.keys())
        return replace(now, rows={**now.rows, **rows}, withdrawn=withdrawn)

    _decide(batch_id, change, by=by, guard=guard, see=_nothing)


def _takes_a_look(row: Row) -> bool:
    return row.personal or (row.match is not None and row.match.how in UNCONFIRMED)


def decide_field(
    batch_id: int,
    element: str,
    take: bool,
    *,
    by: Actor,
    guard: AddressGuard = NOTHING_PRIVATE,
) -> None:
    """Take one element (公开时限, `LINKS` …) from the file in every row, or leave it as it is kept."""

    def change(now: Decisions, _: Preview) -> Decisions:
        left = now.left_fields - {element} if take else now.left_fields | {element}
        fields = {
            key: rest
            for key, taken in now.fields.items()
            if (rest := {name: each for name, each in taken.items() if name != element})
        }
        return replace(now, left_fields=left, fields=fields)

    _decide(batch_id, change, by=by, guard=guard, see=_nothing)


def compare_again(batch_id: int, *, by: Actor, guard: AddressGuard = NOTHING_PRIVATE) -> None:
    """Take what is kept now as seen, after somebody changed the catalogue."""
    _decide(batch_id, lambda now, _: now, by=by, guard=guard, see=_everything)


def confirm_place(batch_id: int, *, by: Actor, guard: AddressGuard = NOTHING_PRIVATE) -> None:
    """The region is meant, though the file names another."""

    def change(now: Decisions, _: Preview) -> Decisions:
        return replace(now, place_confirmed=True)

    _decide(batch_id, change, by=by, guard=guard, see=_nothing)


def change_region(
    batch_id: int,
    region: Region,
    *,
    by: Actor,
    at: datetime,
    guard: AddressGuard = NOTHING_PRIVATE,
) -> None:
    """The file is that region's: compared with what is kept there, whatever it names. The domains
    that were chosen stay; what was decided about rows of the other region goes."""
    require_import(by, region)
    with transaction() as current:
        found = locked_batch(current, batch_id, "previewed", "更改")
        require_batch(by, found)
        domains = Decisions.from_dict(found.decisions).domains
        found.decisions = Decisions(domains, place_confirmed=True).to_dict()
        found.region = region
        found.seen = seen_now(build(found, by=by, guard=guard, fresh=True))
        refresh_figures(current, found, by=by, guard=guard)
        summary = f"“{found.file_name}”改为导入到{region.name}"
        audit.record(
            current, "import.placed", found, by=by, at=at, region_id=region.id, summary=summary
        )


def _with_matches(now: Decisions, chosen: Mapping[str, int], rows: Mapping[str, Row]) -> Decisions:
    """An entry chosen for a row is no other row's any more."""
    changed = {key: entry_id or None for key, entry_id in chosen.items() if key in rows}
    given = {entry_id for entry_id in changed.values() if entry_id}
    standing = {key: entry for key, entry in now.matches.items() if entry not in given}
    return replace(now, matches=standing | changed)


def _with_fields(
    now: Decisions, fields: Mapping[str, Mapping[str, bool]], rows: Mapping[str, Row]
) -> Decisions:
    """Only what differs from the decision for all rows is noted."""
    noted = dict(now.fields)
    for key, taken in fields.items():
        differing = {n: take for n, take in taken.items() if take == (n in now.left_fields)}
        if key in rows and differing:
            noted[key] = differing
        else:
            noted.pop(key, None)
    return replace(now, fields=noted)


def _withdrawn(
    now: Decisions, withdrawals: Mapping[int, bool], missing: Collection[int]
) -> frozenset[int]:
    known = {entry_id: gone for entry_id, gone in withdrawals.items() if entry_id in missing}
    kept = {entry_id for entry_id, gone in known.items() if not gone}
    return (now.withdrawn - kept).union(known.keys() - kept)


Seen = dict[str, Any]
See = Callable[[Seen, Preview, Preview], Seen]
"""What counts as seen after a decision: from what was seen, the preview before and a fresh one."""


def _nothing(seen: Seen, before: Preview, after: Preview) -> Seen:
    return seen


def _everything(seen: Seen, before: Preview, after: Preview) -> Seen:
    return seen_now(after)


def _rematched(seen: Seen, before: Preview, after: Preview) -> Seen:
    """The entries of rows that changed their entry, and entries that have no row any more."""
    now = seen_now(after)
    stood = {row.key: row.kept.entry_id for row in before.rows if row.kept}
    stand = {row.key: row.kept.entry_id for row in after.rows if row.kept}
    changed = {key for key in stood.keys() | stand.keys() if stood.get(key) != stand.get(key)}
    rows = {key: version for key, version in seen["rows"].items() if key not in changed}
    rows |= {key: version for key, version in now["rows"].items() if key in changed}
    return {"rows": rows, "missing": now["missing"] | seen["missing"]}


def _decide(
    batch_id: int,
    change: Callable[[Decisions, Preview], Decisions],
    *,
    by: Actor,
    guard: AddressGuard,
    see: See,
) -> None:
    with transaction() as current:
        found = locked_batch(current, batch_id, "previewed", "更改")
        require_batch(by, found)
        before = build(found, by=by, guard=guard)
        found.decisions = change(Decisions.from_dict(found.decisions), before).to_dict()
        if see is not _nothing:
            after = build(found, by=by, guard=guard, fresh=True)
            found.seen = see(found.seen, before, after)
        refresh_figures(current, found, by=by, guard=guard)
