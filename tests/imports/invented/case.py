"""One invented sheet and what must be read from it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from imports.reading import ReadTable, recognise
from imports.refusal import Refused
from imports.table import Area, Table, padded

Fields = Mapping[str, Any]
QUIET = frozenset({"column-missing", "extra-column", "header-repeated"})
"""Remarks on the whole sheet that a case need not name."""


@dataclass(frozen=True)
class Wanted:
    """One table as meant: entries by the file's row; every problem that must be reported."""

    entries: Mapping[int, Fields]
    problems: frozenset[str] = frozenset()  # "code cell"
    facts: Fields = field(default_factory=dict)  # title, domain, header


@dataclass(frozen=True)
class Case:
    """A sheet drawn as lines of cells, and the tables on it, or the code of the refusal."""

    name: str
    rows: Sequence[Sequence[str]]
    wanted: Sequence[Wanted] | str
    merges: Sequence[Area] = ()
    file: str = "目录.xlsx"
    sheet: str = "Sheet1"
    first: tuple[int, int] = (1, 1)

    def differences(self) -> list[str]:
        table = Table(self.sheet, padded(self.rows), *self.first, merges=self.merges)
        return differences([table], self.wanted, self.file)


def differences(
    tables: Sequence[Table], wanted: Sequence[Wanted] | str, file: str = "目录.xlsx"
) -> list[str]:
    """What a reading says otherwise than meant; empty where all is right."""
    try:
        without = any("header" in each.facts for each in wanted if not isinstance(each, str))
        read = [each for each in recognise(tables, file) if each.header or without]
    except Refused as refused:
        return [] if refused.code == wanted else [f"refused {refused.code}, not {wanted}"]
    if isinstance(wanted, str):
        return [f"read, not refused as {wanted}"]
    if len(read) != len(wanted):
        return [f"{len(read)} tables, not {len(wanted)}: {[each.title for each in read]}"]
    return [line for pair in zip(read, wanted, strict=True) for line in _of_table(*pair)]


def _of_table(read: ReadTable, wanted: Wanted) -> list[str]:
    lines = []
    as_read = read.to_dict()
    for name, value in wanted.facts.items():
        if as_read[name] != value:
            lines.append(f"{name}: {as_read[name]!r}, not {value!r}")
    entries = {entry["row"]: entry for entry in as_read["entries"]}
    if list(entries) != list(wanted.entries):
        lines.append(f"entries in rows {list(entries)}, not {list(wanted.entries)}")
    for row, fields in wanted.entries.items():
        entry = entries.get(row, {})
        lines += [
            f"row {row} {name}: {entry.get(name)!r}, not {value!r}"
            for name, value in fields.items()
            if entry and entry.get(name) != value
        ]
    found = {f"{p.code} {p.cell or p.row}" for p in read.problems if p.code not in QUIET}
    named = {each.split()[0] for each in wanted.problems}
    found |= {f"{p.code} {p.cell or p.row}" for p in read.problems if p.code in QUIET & named}
    lines += [f"not reported: {each}" for each in sorted(wanted.problems - found)]
    lines += [f"reported: {each}" for each in sorted(found - wanted.problems)]
    return lines


def rows_of(picture: str) -> list[list[str]]:
    """A sheet drawn with | between cells; ⏎ is a line break inside a cell, an empty line a blank row."""
    lines = picture.strip("\n").split("\n")
    return [
        [cell.strip(" ").replace("⏎", "\n").replace("␣", " ") for cell in line.split("|")]
        for line in lines
    ]


def areas(text: str) -> list[Area]:
    """Merged ranges as a person writes them: "A1:N1 B2:C2"."""
    found = re.findall(r"([A-Z]+)(\d+):([A-Z]+)(\d+)", text)
    return [(int(r1), _column(c1), int(r2), _column(c2)) for c1, r1, c2, r2 in found]


def _column(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column


def position(cell: str) -> tuple[int, int]:
    """ "C7" → (7, 3)."""
    ((row, column, _, _),) = areas(f"{cell}:{cell}")
    return row, column
