"""The preview of a batch: every table with its domain, every row beside what is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple

from catalog_app.accounts.audit import Actor
from catalog_app.addresses import NOTHING_PRIVATE, AddressGuard
from catalog_app.catalogs import services as catalogs
from catalog_app.catalogs.models import Catalog
from catalog_app.exchange.models import ImportBatch
from catalog_app.exchange.services.certainty import CHOSEN, Certainty, certainty_of
from catalog_app.exchange.services.comparing import Missing, Row, Seen, Status, Terms, compare
from catalog_app.exchange.services.decisions import Decisions
from catalog_app.exchange.services.kept import Kept, catalogs_of, identity, kept_entries
from catalog_app.exchange.services.rights import may_import
from catalog_app.exchange.services.stored import unpacked
from catalog_app.guides.models import Domain
from domains.nearest import Likeness, nearest_domains
from imports.problems import Problem
from imports.reading import FileReading, ReadTable

NOT_GRANTED = "您没有这个领域的导入权限"
NOT_KEPT_HERE = "这个领域不由本地区编制目录"
ASIDE = (NOT_GRANTED, NOT_KEPT_HERE)


@dataclass(frozen=True)
class TablePreview:
    """One table of the file. `hindrance` says why nothing of it can be imported, None if it can;
    entries missing from the file stand at the first table of their domain. `nearest` are the
    domains whose guides have items of these names, the nearest first; `kept` are all entries of the
    domain's catalogue."""

    number: int
    read: ReadTable
    domain: Domain | None
    certainty: Certainty
    hindrance: str | None
    catalog: Catalog | None
    rows: tuple[Row, ...] = ()
    missing: tuple[Missing, ...] = ()
    nearest: tuple[Likeness, ...] = ()
    kept: Sequence[Kept] = ()

    @property
    def proposed(self) -> bool:
        """Whether its domain is only guessed from its contents and waits for the clerk's word."""
        return self.domain is not None and self.certainty.proposal

    @property
    def label(self) -> str:
        return self.read.sheet or self.read.title or "整个文件"

    @property
    def aside(self) -> bool:
        """Whether it is no business of this clerk: another department's, or not kept here."""
        return self.hindrance in ASIDE

    @property
    def doubtful(self) -> bool:
        """Whether a person should look at the domain; what holds no item needs none."""
        if self.aside or not self.read.entries:
            return False
        return self.hindrance is not None or not self.certainty.sure

    @cached_property
    def counts(self) -> Counter[str]:
        """Rows by status, and `missing`."""
        return Counter(row.status.value for row in self.rows) + Counter(missing=len(self.missing))

    @cached_property
    def _rows_by_line(self) -> dict[int, Row]:
        return {row.read.row: row for row in self.rows}

    def row_at(self, line: int | None) -> Row | None:
        """The row that begins in this line of the file."""
        return self._rows_by_line.get(line or 0)

    @cached_property
    def problems(self) -> Sequence[Problem]:
        """The reader's, and those found against the catalogue, in the file's order; a table that
        stands aside has none that concern the clerk."""
        if self.aside:
            return []
        read = [each for each in self.read.problems if not self._settled(each)]
        own = set(self.read.problems)
        more = [each for row in self.rows for each in row.problems if each not in own]
        return sorted([*read, *more], key=lambda each: each.row or 0)

    def _settled(self, problem: Problem) -> bool:
        """The clerk chose the domain that the reader could not tell."""
        return problem.code == "domain-unknown" and self.domain is not None


@dataclass(frozen=True, slots=True)
class Preview:
    """What applying a batch would do, as decided so far."""

    batch: ImportBatch
    reading: FileReading
    tables: tuple[TablePreview, ...]
    domains: Sequence[Domain]
    """The domains a table may be imported under here."""

    @property
    def own_tables(self) -> list[TablePreview]:
        return [each for each in self.tables if not each.aside]

    @property
    def aside(self) -> list[tuple[str, list[TablePreview]]]:
        """The tables that stand aside, by the reason that applies to them."""
        by_reason = ((why, [t for t in self.tables if t.hindrance == why]) for why in ASIDE)
        return [(why, tables) for why, tables in by_reason if tables]

    @property
    def unconfirmed(self) -> list[TablePreview]:
        """Tables whose rows would be written under a domain that nobody confirmed."""
        return [
            each
            for each in self.tables
            if each.proposed and not each.hindrance and any(row.applies for row in each.rows)
        ]

    @property
    def left_fields(self) -> frozenset[str]:
        """The elements of which every row leaves what is kept."""
        return Decisions.from_dict(self.batch.decisions).left_fields

    @property
    def doubted(self) -> list[TablePreview]:
        """Tables whose contents look like another domain than the one they name."""
        return [each for each in self.tables if each.certainty.doubt and not each.hindrance]

    @property
    def personal(self) -> int:
        """Rows in which a person's number was covered."""
        return sum(row.personal for row in self.rows)

    @property
    def faulty(self) -> int:
        """Rows left out for an error in them."""
        return sum(
            row.choosable
            and not row.taken
            and any(each.severity == "error" for each in row.problems)
            for row in self.rows
        )

    @property
    def doubtful(self) -> int:
        """Rows whose entry a person should look at."""
        return sum(row.match is not None and row.match.doubtful for row in self.rows)

    @property
    def place_confirmed(self) -> bool:
        return Decisions.from_dict(self.batch.decisions).place_confirmed

    @property
    def rows(self) -> Iterator[Row]:
        return (row for table in self.tables for row in table.rows)

    @property
    def missing(self) -> Iterator[Missing]:
        return (each for table in self.tables for each in table.missing)

    @property
    def counts(self) -> Counter[str]:
        return sum((Counter(table.counts) for table in self.tables), Counter())

    @property
    def problems(self) -> list[tuple[TablePreview, Problem]]:
        return [(table, each) for table in self.tables for each in table.problems]

    @property
    def moved_on(self) -> int:
        """Rows that somebody else changed since the preview was made."""
        rows = sum(row.moved_on and row.status is not Status.UNCHANGED for row in self.rows)
        return rows + sum(each.moved_on and each.withdraw for each in self.missing)

    @property
    def to_apply(self) -> int:
        return sum(row.applies for row in self.rows) + sum(each.applies for each in self.missing)


def build(
    batch: ImportBatch,
    *,
    by: Actor,
    guard: AddressGuard = NOTHING_PRIVATE,
    decisions: Decisions | None = None,
    fresh: bool = False,
) -> Preview:
    """The preview as it stands now; `fresh` takes what is kept now as what was seen.

    Three statements for what is kept, whatever the number of tables and rows.
    """
    chosen = Decisions.from_dict(batch.decisions) if decisions is None else decisions
    reading = unpacked(batch.reading)
    kept_here = catalogs.domains_for(batch.region)
    offered = [each for each in kept_here if may_import(by, batch.region, each.code)]
    choice = _Choice(offered, {each.code for each in kept_here})
    tables = [
        _table(number, table, reading, chosen, choice)
        for number, table in enumerate(reading.tables)
    ]
    seen = Seen() if fresh else Seen(**batch.seen)
    terms = Terms(lambda entry_id: identity(batch.region, entry_id), chosen, seen, guard)
    return Preview(batch, reading, tuple(_compared(batch, tables, terms)), offered)


def seen_now(preview: Preview) -> dict[str, Any]:
    """The versions a fresh preview was compared with, for `Seen`."""
    rows = {row.key: _version(row.kept) for row in preview.rows if row.kept}
    missing = {str(each.kept.entry_id): each.kept.version_id for each in preview.missing}
    return {"rows": rows, "missing": missing}


def _version(kept: Kept) -> list[int]:
    return [kept.entry_id, kept.version_id]


def _compared(
    batch: ImportBatch, tables: Sequence[TablePreview], terms: Terms
) -> Iterator[TablePreview]:
    codes = {each.domain.code for each in tables if each.domain and not each.hindrance}
    standing = catalogs_of(batch.region_id, codes)
    kept = kept_entries([catalog.id for catalog in standing.values()])
    done: dict[int, TablePreview] = {}
    for code in sorted(codes):
        catalog = standing.get(code)
        same = [e for e in tables if e.domain and e.domain.code == code and not e.hindrance]
        rows, missing = compare(
            [(each.number, each.read) for each in same],
            kept[catalog.id] if catalog else [],
            terms,
        )
        for each in same:
            first = each is same[0]
            done[each.number] = replace(
                each,
                catalog=catalog,
                rows=rows[each.number],
                missing=missing if first else (),
                kept=kept[catalog.id] if catalog else (),
            )
    return (done.get(each.number, each) for each in tables)


class _Choice(NamedTuple):
    """The domains a table may be imported under, and the codes of all that the region keeps."""

    offered: Sequence[Domain]
    kept_here: Collection[str]


def _table(
    number: int,
    table: ReadTable,
    reading: FileReading,
    decisions: Decisions,
    choice: _Choice,
) -> TablePreview:
    chosen = number in decisions.domains
    nearest = nearest_domains(entry.content.name for entry in table.entries)
    certainty = CHOSEN if chosen else certainty_of(table, reading.file, nearest)
    code = decisions.domains.get(number) if chosen else certainty.code
    domain = next((each for each in choice.offered if each.code == code), None)
    hindrance = (
        None if domain and table.entries else _hindrance(table, code, chosen, choice.kept_here)
    )
    return TablePreview(number, table, domain, certainty, hindrance, None, nearest=nearest)


def _hindrance(table: ReadTable, code: str | None, chosen: bool, kept_here: Collection[str]) -> str:
    if not table.entries:
        return "没有读到事项"
    if code is not None:
        return NOT_GRANTED if code in kept_here else NOT_KEPT_HERE
    return "已选择不导入" if chosen else "看不出领域，请选择"
