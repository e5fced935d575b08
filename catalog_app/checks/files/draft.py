"""A file as its reader found it, part by part, before it is searched, masked and cut."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from catalog_app.checks.files import limits
from catalog_app.checks.files.reading import FileReading
from catalog_app.checks.privacy import CellDatum, mask, rows_personal_data
from catalog_app.checks.privacy.leaks import Located, joined, leaks

ABOUT = 800  # characters at the beginning that say what a file, or a sheet of it, is about
LINES_ASKED = 12
ID_SIGNS = 18
SHORTEST = 11  # signs of the shortest personal number


@dataclass(frozen=True, slots=True)
class Part:
    """Text of one place of a file: rows of a table, or lines (rows of one cell) where `lines`.

    `label` names the place; `first_row` is the number of the first row in a table as a person
    counts; `pages` are the numbers of the lines (from 0) that begin a page. What is `hidden` from a
    reader is searched, and is no table of the file.
    """

    rows: Sequence[Sequence[str]]
    label: str = ""
    lines: bool = True
    first_row: int = 1
    pages: Sequence[int] = ()
    hidden: bool = False

    def where(self, datum: CellDatum) -> str:
        """The place of a hit, in words."""
        if self.pages:
            return f"第{bisect_right(self.pages, datum.row)}页"
        return self.label if self.lines else f"{self.label}第{self.first_row + datum.row}行"

    def order(self, datum: CellDatum) -> tuple[int, int, int]:
        """From the end of a line backwards; in a cell, which is one field, the widest hit first."""
        return datum.row, datum.column, datum.start if self.lines else datum.end - datum.start


@dataclass
class Draft:
    """What a format's reader gives. `inner` are the readings of an archive's members, by name."""

    kind: str
    parts: list[Part] = field(default_factory=list)
    pages: int = 0
    names: tuple[str, ...] = ()
    scanned: bool = False
    cut: bool = False
    inner: list[tuple[str, FileReading]] = field(default_factory=list)

    def finished(self, name: str) -> FileReading:
        """Searched for personal data as a whole, then masked, then cut to what is kept."""
        found = self._found(name)
        covered = [_masked(part, hits) for part, hits in zip(self.parts, found, strict=True)]
        text = "\n".join(_text(rows) for rows in covered)
        tables = [
            (part.label, rows)
            for part, rows in zip(self.parts, covered, strict=True)
            if not (part.lines or part.hidden)
        ]
        located: Iterator[Located] = (
            (datum, part.where(datum))
            for part, hits in zip(self.parts, found, strict=True)
            for datum in hits
        )
        own = FileReading(
            kind=self.kind,
            text=text[: limits.TEXT_KEPT],
            pages=self.pages,
            sheets=tuple(_kept([rows for _, rows in tables])),
            labels=tuple(label for label, _ in tables[: limits.SHEETS_KEPT]),
            names=tuple(mask(each) for each in self.names),
            leaks=leaks(located),
            scanned=self.scanned,
            blank=not (self.scanned or self.inner or self.names or text.strip()),
            cut=self.cut or len(text) > limits.TEXT_KEPT or _shortened(self.parts),
        )
        return _with_members(own, self.inner) if self.inner else own

    def _found(self, name: str) -> list[Sequence[CellDatum]]:
        lines = [row for part in self.parts if part.lines for row in part.rows[:LINES_ASKED]]
        about = f"{name}\n{_text(lines)[:ABOUT]}\n"
        return [
            rows_personal_data(
                part.rows,
                aligned=not part.lines,
                about=about + part.label + _text(part.rows[:LINES_ASKED])[:ABOUT],
            )
            for part in self.parts
        ]


def _with_members(own: FileReading, inner: Sequence[tuple[str, FileReading]]) -> FileReading:
    text = "\n".join(reading.text for _, reading in inner if reading.text)
    sheets = [
        (f"“{name}”{label}", sheet)
        for name, reading in inner
        for label, sheet in zip(reading.labels, reading.sheets, strict=False)
    ][: limits.SHEETS_KEPT]
    return replace(
        own,
        text=text[: limits.TEXT_KEPT],
        sheets=tuple(sheet for _, sheet in sheets),
        labels=tuple(label for label, _ in sheets),
        leaks=joined(joined([reading.leaks], f"里的“{mask(name)}”") for name, reading in inner),
        scanned=all(reading.scanned for _, reading in inner),
        encrypted=any(reading.encrypted for _, reading in inner),
        cut=own.cut or len(text) > limits.TEXT_KEPT or any(reading.cut for _, reading in inner),
    )


def _masked(part: Part, hits: Iterable[CellDatum]) -> list[list[str]]:
    """The part's first rows without anything personal."""
    rows = [[cell[: limits.TEXT_KEPT] for cell in row] for row in _first(part)]
    covered: set[tuple[int, int]] = set()
    for datum in sorted(hits, key=part.order, reverse=True):
        place = (datum.row, datum.column)
        if datum.row >= len(rows) or datum.start >= len(rows[datum.row][datum.column]):
            continue
        row, cell = rows[datum.row], rows[datum.row][datum.column]
        if datum.end > len(part.rows[datum.row][datum.column]):
            # One sign a cell: the number reaches over its neighbours.
            reach = slice(datum.column, datum.column + ID_SIGNS)
            row[reach] = ["*"] * len(row[reach])
        elif part.lines or place not in covered:  # a cell is one field, a line holds several
            row[datum.column] = cell[: datum.start] + datum.masked + cell[datum.end :]
        covered.add(place)
    return [[mask(cell) if len(cell) >= SHORTEST else cell for cell in row] for row in rows]


def _first(part: Part) -> Sequence[Sequence[str]]:
    """As many rows as what is kept can hold."""
    if not part.lines:
        return part.rows[: max(limits.ROWS_KEPT, limits.TEXT_KEPT // 20)]
    length = 0
    for number, row in enumerate(part.rows):
        length += sum(map(len, row)) + 1
        if length > limits.TEXT_KEPT + limits.CELL_KEPT:
            return part.rows[: number + 1]
    return part.rows


def _shortened(parts: Sequence[Part]) -> bool:
    return any(len(_first(part)) < len(part.rows) for part in parts)


def _text(rows: Sequence[Sequence[str]]) -> str:
    return "\n".join("\t".join(row).rstrip("\t") for row in rows)


def _kept(tables: Sequence[Sequence[Sequence[str]]]) -> Iterator[tuple[tuple[str, ...], ...]]:
    left = limits.CELLS_KEPT
    for rows in tables[: limits.SHEETS_KEPT]:
        kept: list[tuple[str, ...]] = []
        for row in rows[: limits.ROWS_KEPT]:
            if len(row) > left:
                break
            left -= len(row)
            kept.append(tuple(cell[: limits.CELL_KEPT] for cell in row))
        yield tuple(kept)
