"""The rows of one domain against the catalogue kept for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from catalog_app.addresses import AddressGuard
from catalog_app.catalogs.services import FIELD_NAMES, FieldDifference
from catalog_app.catalogs.services.content import NAME_MAX
from catalog_app.exchange.services.decisions import LINKS, Decisions, row_key
from catalog_app.exchange.services.differences import (
    differences,
    keeps_unit,
    merged,
    untold_fields,
)
from catalog_app.exchange.services.kept import Kept
from catalog_app.exchange.services.links import NO_LINKS, NewLinks, new_links
from catalog_app.exchange.services.matching import UNCONFIRMED, Match, match_rows
from catalog_app.exchange.services.screening import is_personal
from domains.entry import EntryContent
from imports.problems import Problem
from imports.reading import ReadEntry, ReadTable
from imports.wording import squeeze

Standing = tuple[str, str | None]
"""Current, not_applicable or withdrawn, and the reason of the last two."""
IN_FORCE: Standing = ("current", None)


class Status(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the file beside the entry it was matched with.

    `content` is what applying would keep; `fields` are the elements that differ, `left_fields`
    those of them (and `LINKS`) that the clerk leaves as they are kept. `left_as_kept` names
    elements that the file leaves blank or unreadable, so that the kept ones stay; `general_owner`
    is the guide's 县级民政部门 that the file has where a unit is named already, so that the unit
    stays; `standing` is how the item would stand (current, or not, with the reason) and `restands`
    tells that it stands otherwise now; `moved_on` that somebody changed it since the preview was
    made.
    """

    key: str
    read: ReadEntry
    status: Status
    match: Match | None
    content: EntryContent
    fields: tuple[FieldDifference, ...] = ()
    left_fields: frozenset[str] = frozenset()
    left_as_kept: tuple[str, ...] = ()
    general_owner: str | None = None
    new_links: NewLinks = field(default_factory=lambda: NO_LINKS)
    problems: tuple[Problem, ...] = ()
    standing: Standing = IN_FORCE
    restands: bool = False
    taken: bool = False
    moved_on: bool = False

    @property
    def kept(self) -> Kept | None:
        return self.match.kept if self.match else None

    @property
    def choosable(self) -> bool:
        return self.status in {Status.ADDED, Status.CHANGED} and not self.moved_on

    @property
    def applies(self) -> bool:
        if not (self.choosable and self.taken):
            return False
        return self.status is Status.ADDED or self.writes or bool(self.taken_links)

    @property
    def writes(self) -> bool:
        """Whether a version is written; a row may only add links."""
        return any(each.field not in self.left_fields for each in self.fields) or self.restands

    @property
    def revives(self) -> bool:
        """Whether an entry withdrawn or declared not applicable would be in force again."""
        return self.restands and self.standing == IN_FORCE

    @property
    def new_urls(self) -> tuple[str, ...]:
        return tuple(self.new_links)

    @property
    def taken_links(self) -> NewLinks:
        """The links that are registered."""
        return NO_LINKS if LINKS in self.left_fields else self.new_links

    @property
    def personal(self) -> bool:
        """Whether a person's number was covered in it."""
        return is_personal(self.problems)


@dataclass(frozen=True, slots=True)
class Missing:
    """An entry in force that the file does not have."""

    kept: Kept
    withdraw: bool = False
    moved_on: bool = False

    @property
    def applies(self) -> bool:
        return self.withdraw and not self.moved_on


@dataclass(frozen=True, slots=True)
class Seen:
    """What a preview was compared with: the version each row or missing entry had then.

    None stands for a preview just being made: everything is as seen.
    """

    rows: Mapping[str, Sequence[int]] | None = None
    missing: Mapping[str, int] | None = None

    def row_moved(self, key: str, kept: Kept | None) -> bool:
        if self.rows is None:
            return False
        now = [kept.entry_id, kept.version_id] if kept else None
        then = self.rows.get(key)
        return now != (list(then) if then else None)

    def entry_moved(self, kept: Kept) -> bool:
        return self.missing is not None and self.missing.get(str(kept.entry_id)) != kept.version_id


Tables = Sequence[tuple[int, ReadTable]]


@dataclass(frozen=True, slots=True)
class Terms:
    """What rows are compared under: the marks of our exports (`identity` makes an entry's of its
    id), the clerk's decisions, what the preview saw, the addresses that may be kept."""

    identity: Callable[[int], str]
    decisions: Decisions
    seen: Seen
    guard: AddressGuard


def compare(
    tables: Tables, kept: Sequence[Kept], terms: Terms
) -> tuple[dict[int, tuple[Row, ...]], tuple[Missing, ...]]:
    """The rows of each table (all of one domain), and the entries no row speaks of."""
    places = [(number, place) for number, table in tables for place in range(len(table.entries))]
    entries = [entry for _, table in tables for entry in table.entries]
    keys = {row_key(number, place): index for index, (number, place) in enumerate(places)}
    chosen = {keys[key]: entry for key, entry in terms.decisions.matches.items() if key in keys}
    matches = match_rows(entries, kept, terms.identity, chosen)
    problems = {number: _by_row(table) for number, table in tables}
    found: dict[int, list[Row]] = {number: [] for number, _ in tables}
    for index, ((number, place), entry) in enumerate(zip(places, entries, strict=True)):
        noted = problems[number].get(entry.row, ())
        row = _row(row_key(number, place), entry, matches.get(index), noted, terms)
        found[number].append(row)
    matched = {match.kept.entry_id for match in matches.values()}
    missing = tuple(
        Missing(each, each.entry_id in terms.decisions.withdrawn, terms.seen.entry_moved(each))
        for each in kept
        if each.entry_id not in matched and each.disposition == "current"
    )
    return {number: tuple(rows) for number, rows in found.items()}, missing


def _by_row(table: ReadTable) -> dict[int, tuple[Problem, ...]]:
    found: dict[int, list[Problem]] = defaultdict(list)
    for each in table.problems:
        if each.row is not None:
            found[each.row].append(each)
    return {row: tuple(problems) for row, problems in found.items()}


def _row(
    key: str, read: ReadEntry, match: Match | None, problems: tuple[Problem, ...], terms: Terms
) -> Row:
    kept = match.kept if match else None
    links, told = new_links(read, kept, terms.guard)
    problems = (*problems, *told, *_unusable_name(read), *_reason_missing(read))
    changes = differences(read, kept, problems) if kept else ()
    standing = _standing(read, kept)
    restands = kept is not None and standing != (kept.disposition, kept.reason)
    status = _status(read, kept, bool(changes or links or restands))
    wanted = _is_wanted(match, problems, revives=restands and standing == IN_FORCE)
    elements = [*(change.field for change in changes), *([LINKS] if links else [])]
    left = frozenset(e for e in elements if kept and not terms.decisions.takes(key, e))
    taken_over = [change for change in changes if change.field not in left]
    return Row(
        key=key,
        read=read,
        status=status,
        match=match,
        content=merged(kept.content, taken_over) if kept else read.content,
        fields=changes,
        left_fields=left,
        left_as_kept=_left_as_kept(read, kept, problems),
        general_owner=read.content.owner if kept and keeps_unit(read, kept) else None,
        new_links=links,
        problems=problems,
        standing=standing,
        restands=restands,
        taken=terms.decisions.rows.get(key, wanted),
        moved_on=status is not Status.BLOCKED and terms.seen.row_moved(key, kept),
    )


def _standing(read: ReadEntry, kept: Kept | None) -> Standing:
    """How the item stands by the file. One that says nothing of it lists what is in force; a word
    without its reason, which every such item must have, leaves what is kept."""
    if read.disposition is None or read.disposition == "current":
        return IN_FORCE
    now = (kept.disposition, kept.reason) if kept else IN_FORCE
    if not read.reason or _told_alike((read.disposition, read.reason), now):
        return now
    return read.disposition, read.reason


def _told_alike(one: Standing, other: Standing) -> bool:
    return one[0] == other[0] and squeeze(one[1] or "") == squeeze(other[1] or "")


def _is_wanted(match: Match | None, problems: Sequence[Problem], *, revives: bool) -> bool:
    """Whether a row is taken over unless the clerk says otherwise."""
    if revives or (match and match.how in UNCONFIRMED):
        return False
    return not any(each.severity == "error" for each in problems)


def _status(read: ReadEntry, kept: Kept | None, changes: bool) -> Status:
    if not read.content.name or len(read.content.name) > NAME_MAX:
        return Status.BLOCKED
    if kept is None:
        return Status.ADDED
    return Status.CHANGED if changes else Status.UNCHANGED


def _left_as_kept(
    read: ReadEntry, kept: Kept | None, problems: Sequence[Problem]
) -> tuple[str, ...]:
    if kept is None or not problems:
        return ()
    fields = untold_fields(read, problems)
    return tuple(FIELD_NAMES[name] for name in fields if getattr(kept.content, name))


def _unusable_name(read: ReadEntry) -> list[Problem]:
    if len(read.content.name) <= NAME_MAX:
        return []
    words = (
        f"事项名称有{len(read.content.name)}个字，超过{NAME_MAX}个字。请改短，其余放到公开内容里。"
    )
    return [_problem(read, "name", "error", "name-too-long", words)]


def _reason_missing(read: ReadEntry) -> list[Problem]:
    if read.disposition in (None, "current") or read.reason:
        return []
    words = (
        "写了不适用或已撤下，但没有写理由，这一项的适用情况没有改。请在“适用情况说明”里写明理由。"
    )
    return [_problem(read, "disposition", "warning", "reason-missing", words)]


def _problem(read: ReadEntry, field: str, severity: str, code: str, message: str) -> Problem:
    cell = read.cells.get(field)
    return Problem(cell, read.row, field, severity, code, message)  # type: ignore[arg-type]
