"""Personal data in rows of cells, whatever they come from: a page, a workbook, an import. Pure.

A row of one cell is a line of text. A number alone accuses nobody: who stands beside it, under which
header and in what kind of table tells a recipient of aid from an office, a firm or a man on duty.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from catalog_app.checks.privacy import contexts
from catalog_app.checks.privacy.headers import (
    HEADER_WORD,
    NO_HEADING,
    SURELY_NAMES,
    WATCHED,
    Heading,
    heading_of,
    may_list_people,
)
from catalog_app.checks.privacy.names import is_covered, is_personal_name, may_be_name
from catalog_app.checks.privacy.numbers import (
    CARD,
    GAPS,
    PersonalDatum,
    has_luhn_digit,
    personal_data,
    weak_masks,
)

Kind = Literal[
    "id_number",
    "bank_card",
    "mobile",  # outside of any office's words
    "named_mobile",  # beside a person's name
    "address",  # a person's, down to the group, house or door
    "doubtful_address",  # the like in a person's row, but under no header of addresses
    "sensitive",  # an uncovered cell under a header that announces what must be covered
    "weak_mask",
]
Row = Sequence[str]
BEFORE, AFTER = 40, 15
LINES_ABOVE = 2
NEIGHBOURS = 8  # cells
LONG_DIGITS = re.compile(r"\d{9,}[\dXx]?", re.ASCII)
MANY_DIGITS = re.compile(r"\d{6}")
COVER = re.compile(r"[*＊×●•#＃]|[XxＸ]{3}|保密|隐")
NOTHING = re.compile(r"^(?:[-—－/／\s]*|无|否|暂无|不详|未填|其他|正常|健康)$")
CELL_MAX = 60  # a longer cell is a text, no field of a person


@dataclass(frozen=True, slots=True)
class CellDatum:
    """One hit: its masked form, and where it stands: row and column from 0, place in the cell.

    `header` is what the column calls itself, where the row stands under a header."""

    kind: Kind
    masked: str
    row: int
    column: int
    start: int
    end: int
    header: str = ""


def rows_personal_data(
    rows: Sequence[Row], *, aligned: bool = True, about: str | None = None
) -> tuple[CellDatum, ...]:
    """Everything in these rows that accuses, in order of place.

    `aligned` says that cells stand under their headers, as in a table; else a row is one line of
    text, in whose words a table may be laid out by blanks. `about` says what the whole is about: a
    title, the words around a table; without it, the rows themselves do.
    """
    text = "\n\n".join(["\n".join(row) for row in rows])
    numbers = _numbers(rows, text)
    if not numbers and not may_list_people(text):
        return ()
    return tuple(_Rows(rows, numbers, text if about is None else about, aligned=aligned).read())


class _Rows:
    """One walk over the rows, with the header they stand under."""

    def __init__(
        self,
        rows: Sequence[Row],
        numbers: Mapping[int, list[tuple[int, PersonalDatum]]],
        told: str,
        *,
        aligned: bool,
    ) -> None:
        self.rows = rows
        self.numbers = numbers
        self.told = told
        self.aligned = aligned
        self.heading = NO_HEADING

    @cached_property
    def public(self) -> bool:
        """Whether people are named for what they do for the public."""
        return contexts.PUBLIC_MATTER.search(self.told) is not None

    @cached_property
    def by_law(self) -> bool:
        """Whether the law wants places and persons named."""
        return contexts.NAMED_BY_LAW.search(self.told) is not None

    def read(self) -> Iterator[CellDatum]:
        for index, row in enumerate(self.rows):
            heading = self._heading(row)
            if heading is not None:
                self.heading = heading
            elif self.heading.roles:
                yield from self._fields(index, row)
            for column, datum in self.numbers.get(index, ()):
                kind = self._kind(index, row, column, datum)
                if kind is not None:
                    yield self._cell(kind, datum, index, column)

    def _heading(self, row: Row) -> Heading | None:
        """A second line of a header adds to the first; a row with a name or a number is none."""
        joined = "".join(row)
        if not (HEADER_WORD.search(joined) if self.aligned else may_list_people(joined)):
            return None
        cells = row if self.aligned else _words(row)
        if len(cells) < 2 or MANY_DIGITS.search(joined) or self._name(row):
            return None
        found, before = heading_of(cells), self.heading
        if found is None or set(found.roles) & set(before.roles):
            return found
        return Heading({**before.roles, **found.roles}, {**before.labels, **found.labels})

    def _cell(self, kind: Kind, datum: PersonalDatum, row: int, column: int) -> CellDatum:
        label = self.heading.labels.get(column, "") if self.aligned else ""
        return CellDatum(kind, datum.masked, row, column, datum.start, datum.end, label)

    # Numbers, wherever they stand

    def _kind(self, index: int, row: Row, column: int, datum: PersonalDatum) -> Kind | None:
        if datum.kind == "weak_mask":
            return "weak_mask"
        role = self.heading.roles.get(column) if self.aligned else None
        if datum.kind == "id_number":
            return None if role == "code" else "id_number"
        before, after = _around(row, column, datum)
        if datum.kind == "bank_card":
            firm = contexts.FIRM_ACCOUNT.search(before + after) and not self._person(row)
            return None if firm or role == "account" else "bank_card"
        return self._mobile(index, row, before, after)

    def _mobile(self, index: int, row: Row, before: str, after: str) -> Kind | None:
        if self.public or self.heading.office or self.by_law:
            return None
        if self.aligned and self.heading.names and len(row) > 1:
            return "named_mobile" if self._name(row) else None
        if self.aligned and self.heading.roles and len(row) > 1:
            return None
        if contexts.OFFICE.search(self._above(index) + before + after):
            return None
        listed = self.heading.names and self.heading.has("phone") and self._person(row)
        named = listed or contexts.beside_a_name(before, after)
        return "named_mobile" if named else "mobile"

    def _above(self, index: int) -> str:
        """The ends of the lines above, unless they are the header of a list of people."""
        if self.heading.names and self.heading.has("phone"):
            return ""
        lines = self.rows[max(0, index - LINES_ABOVE) : index]
        return "".join("".join(map(_end, line[-NEIGHBOURS:]))[-BEFORE:] for line in lines)

    # Fields of a person's row

    def _fields(self, index: int, row: Row) -> Iterator[CellDatum]:
        if not self.heading.names or not self._person(row):
            return
        if not self.aligned:
            yield from self._loose_addresses(index, row)
            return
        named = self._name(row)
        for column, cell in enumerate(row):
            text = cell.strip()
            if not text or len(text) > CELL_MAX or COVER.search(text):
                continue
            role = self.heading.roles.get(column)
            if role in WATCHED and role != "address":
                yield from self._sensitive(index, column, text, named=named)
            elif named and role in ("address", None):
                yield from self._address(index, column, text, under=role == "address")

    def _sensitive(self, index: int, column: int, text: str, *, named: bool) -> Iterator[CellDatum]:
        role = self.heading.roles[column]
        digits = GAPS.sub("", text)
        if role == "health" and not LONG_DIGITS.fullmatch(digits):
            if named and not (self.public or NOTHING.match(text) or text.isdigit()):
                yield self._field("sensitive", text[:1] + "***", index, column, text)
        elif _is_long_number(digits, 15 if role == "identity" else 12):
            covered = digits[:2] + "*" * (len(digits) - 5) + digits[-3:]
            yield self._field("sensitive", covered, index, column, text)
            if role == "account" and CARD.fullmatch(digits) and has_luhn_digit(digits):
                yield self._field("bank_card", covered, index, column, text)

    def _address(self, index: int, column: int, text: str, *, under: bool) -> Iterator[CellDatum]:
        """`under` a header of addresses, else a place that may be anything's."""
        if self.heading.office or self.by_law or self.public:
            return
        if contexts.ROOM.search(text) or contexts.GROUP.search(text):
            covered = contexts.mask_address(text)
            yield self._field(
                "address" if under else "doubtful_address", covered, index, column, text
            )
            if under:
                yield self._field("sensitive", covered, index, column, text)

    def _loose_addresses(self, index: int, row: Row) -> Iterator[CellDatum]:
        """In a line whose cells do not stand under their headers."""
        words = _words(row)
        if self.heading.has("address") and any(map(is_personal_name, words)):
            for word in words:
                if len(word) <= CELL_MAX and not COVER.search(word):
                    yield from self._address(index, 0, word, under=True)

    def _field(self, kind: Kind, masked: str, index: int, column: int, text: str) -> CellDatum:
        cell = self.rows[index][column]
        start = max(cell.find(text), 0)
        label = self.heading.labels.get(column, "") if self.aligned else ""
        return CellDatum(kind, masked, index, column, start, start + len(text), label)

    def _name(self, row: Row) -> bool:
        """Whether the row names a person in full."""
        return any(self._names(column, row[column]) for column in self._name_columns(row))

    def _person(self, row: Row) -> bool:
        """Whether the row is about a person, the name covered or not."""
        if not self.aligned:
            return any(is_personal_name(word) or is_covered(word) for word in _words(row))
        return self._name(row) or any(is_covered(row[c]) for c in self._name_columns(row))

    def _name_columns(self, row: Row) -> list[int]:
        return [column for column in self.heading.names if column < len(row)]

    def _names(self, column: int, cell: str) -> bool:
        """Under 姓名 the rarest name is one; a 申请人 or 救助对象 may be a firm or a kind of people."""
        surely = SURELY_NAMES.search(self.heading.labels[column])
        return may_be_name(cell) if surely else is_personal_name(cell)


def _numbers(rows: Sequence[Row], text: str) -> dict[int, list[tuple[int, PersonalDatum]]]:
    """The numbers found in the rows' joined text, by row: column and place in the cell."""
    hits = [*personal_data(text), *weak_masks(text)]
    if not hits:
        return {}
    starts, at = [], 0
    for row in rows:
        starts.append(at)
        at += sum(map(len, row)) + max(len(row), 1) + 1
    found: dict[int, list[tuple[int, PersonalDatum]]] = defaultdict(list)
    for hit in hits:
        number = bisect_right(starts, hit.start) - 1
        column, start = _cell_at(rows[number], hit.start - starts[number])
        local = replace(hit, start=start, end=start + hit.end - hit.start)
        found[number].append((column, local))
    return found


def _cell_at(row: Row, place: int) -> tuple[int, int]:
    """The cell, and the place in it, of a place in the row's cells joined by one sign."""
    for column, cell in enumerate(row):
        if place <= len(cell):
            return column, place
        place -= len(cell) + 1
    raise IndexError(place)


def _words(row: Row) -> list[str]:
    return " ".join(row).split()


def _around(row: Row, column: int, datum: PersonalDatum) -> tuple[str, str]:
    cell = row[column]
    before = cell[max(0, datum.start - BEFORE) : datum.start]
    after = cell[datum.end : datum.end + AFTER]
    neighbours = " ".join(_end(each) for each in row[max(0, column - NEIGHBOURS) : column])
    following = " ".join(each[:AFTER] for each in row[column + 1 : column + 1 + NEIGHBOURS])
    return f"{neighbours} {before}"[-BEFORE:], f"{after} {following}"[:AFTER]


def _end(text: str) -> str:
    return text[-BEFORE:]


def _is_long_number(digits: str, least: int) -> bool:
    return len(digits) >= least and LONG_DIGITS.fullmatch(digits) is not None
