"""One reading of one file: the same for the screen, the API and the command line."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from pathlib import Path, PurePath
from typing import Any

from domains.standard import domain_named
from imports.entries import EntryReader, ReadEntry
from imports.items import ItemReader
from imports.json_lines import LinesTable, looks_like_lines, read_lines
from imports.limited import tables_apart
from imports.problems import Problem, problem
from imports.readers import MAX_BYTES
from imports.readings import Readings
from imports.refusal import Refused
from imports.remarks import on_header, on_list, on_rows
from imports.sections import Section, find_sections
from imports.side_by_side import apart
from imports.table import Table, with_plain_blanks
from imports.wording import tidy

__all__ = [
    "FileReading",
    "Problem",
    "ReadEntry",
    "ReadTable",
    "Refusal",
    "read_bytes",
    "read_file",
    "recognise",
]

_NAMES_A_DOMAIN = re.compile(r"(?<![试点各个])领域")
_OF_COLUMNS = frozenset({"column-missing", "extra-column", "domain-unknown", "hidden-sheet"})
_COLUMN_PLAN = re.compile(r"[一二三四五]级栏目|栏目名称|更新频次")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing of a file can be used."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class ReadTable:
    """One catalogue of the file, or a sheet in which none was found (header None)."""

    sheet: str
    title: str | None
    domain: str | None
    header: tuple[int, int] | None
    entries: tuple[ReadEntry, ...]
    problems: tuple[Problem, ...]

    def to_dict(self) -> dict[str, Any]:
        return {
            "sheet": self.sheet,
            "title": self.title,
            "domain": self.domain,
            "header": list(self.header) if self.header else None,
            "entries": [entry.to_dict() for entry in self.entries],
            "problems": [each.to_dict() for each in self.problems],
        }


@dataclass(frozen=True, slots=True)
class FileReading:
    """What a file says; `refused` where nothing of it can be used."""

    file: str
    refused: Refusal | None
    tables: tuple[ReadTable, ...]

    def to_dict(self) -> dict[str, Any]:
        """The reading as IMPORT_CONTRACT writes it."""
        refused = self.refused
        return {
            "file": self.file,
            "refused": {"code": refused.code, "message": refused.message} if refused else None,
            "tables": [table.to_dict() for table in self.tables],
        }


def read_file(path: Path, *, name: str | None = None) -> FileReading:
    """Read a file of any kind; never raises for what is in it. `name` is shown instead of its own."""
    shown = name or path.name
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    return read_bytes(data, shown)


def read_bytes(data: bytes, name: str) -> FileReading:
    """Read an uploaded file; `name` serves only to be shown and to hint at the domain."""
    try:
        if len(data) <= MAX_BYTES and looks_like_lines(data):
            return FileReading(name, None, tuple(map(_from_lines, read_lines(data))))
        readings = Readings()
        with tables_apart(data, readings.foresee) as tables:
            return FileReading(name, None, recognise(tables, name, readings))
    except Refused as refused:
        return FileReading(name, Refusal(refused.code, refused.message), ())


def _from_lines(table: LinesTable) -> ReadTable:
    """A catalogue of JSON lines; its first line stands for the header, which it has none of."""
    entries, problems = tuple(table.entries), tuple(table.problems)
    return ReadTable("", table.title, table.domain, (1, 1), entries, problems)


def recognise(
    tables: Iterable[Table], name: str, readings: Readings | None = None
) -> tuple[ReadTable, ...]:
    """The catalogues in the tables of a file; raises `Refused` where there is none. `readings` knows
    some of what they say already."""
    readings = readings or Readings()
    read: list[ReadTable] = []
    hint = ""
    with _without_collection():
        for sheet in map(with_plain_blanks, tables):
            hint = hint or _hint(sheet)
            if not _is_contents(sheet):
                for part in apart(sheet):
                    read.extend(_read_table(part, name, readings))
    if not any(table.header for table in read):
        raise Refused("not-a-catalogue", hint=hint)
    if not any(map(_has_body, read)):
        raise Refused("empty")
    return tuple(read)


def _has_body(table: ReadTable) -> bool:
    """Whether anything stands below the header, or in doubt in it."""
    if table.header is None:
        return False
    return bool(table.entries) or any(each.code not in _OF_COLUMNS for each in table.problems)


@contextmanager
def _without_collection() -> Iterator[None]:
    """Pause the collector of cyclic garbage: a large file makes many objects and no cycles.

    It would walk over all of them again and again: a third of the time. It rests at most as long as
    a file may take to be read.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            _take_for_old()
            gc.enable()


def _take_for_old() -> None:
    """Let the collector take what was made meanwhile for old: else its next look at what is young
    walks over all of it. Only where nothing is frozen, which would thaw too."""
    if not gc.get_freeze_count():
        gc.freeze()
        gc.unfreeze()


def _is_contents(table: Table) -> bool:
    """Whether a sheet is the list of sheets that our own workbooks begin with."""
    return table.sheet == "目录" and tidy(table.rows[0][0]) == "本工作簿的内容"


def _read_table(table: Table, name: str, readings: Readings) -> list[ReadTable]:
    sections = find_sections(table)
    if not sections:
        return [_without_catalogue(table)]
    return [each for section in sections for each in _read_section(table, section, name, readings)]


def _hint(table: Table) -> str:
    words = (text for cells in table.rows[:20] for text in cells)
    if any(_COLUMN_PLAN.search(text) for text in words):
        return "这张表像是网站栏目规划，不是标准目录。"
    return ""


def _without_catalogue(table: Table) -> ReadTable:
    found = problem("sheet-without-table", text=table.sheet or table.caption or "文件")
    return ReadTable(table.sheet, None, None, None, (), (found,))


def _read_section(
    table: Table, section: Section, file_name: str, readings: Readings
) -> list[ReadTable]:
    joiner = ItemReader(table)
    items = joiner.items(section.bodies)
    entries: list[ReadEntry] = []
    notes = [*on_header(table, section), *on_rows(table, section.header, items, joiner.strays)]
    for header, own in groupby(items, attrgetter("header")):
        reader = EntryReader(table, header, readings)
        entries.extend(reader.read(list(own)))
        notes.extend(reader.problems)
    return _by_domain(table, section, entries, notes, file_name)


def _by_domain(
    table: Table,
    section: Section,
    entries: Sequence[ReadEntry],
    notes: Sequence[Problem],
    file_name: str,
) -> list[ReadTable]:
    """One table for each domain: most have one; a column 领域 may name several."""
    shared = _domain_of_title(section.title, table.sheet, file_name)
    groups = _grouped_by_column(entries)
    if shared is None and not any(groups) and not _NAMES_A_DOMAIN.search(section.title or ""):
        groups = _grouped_by_domain(entries) or groups
    if len(groups) < 2:
        written = next(iter(groups), None)
        named = _code(written) if written else None
        domain = _domain_in_title(section.title) or named or shared
        return [_table(table, section, domain, entries, notes)]
    first, *_ = groups
    home = {entry.row: written for written, members in groups.items() for entry in members}
    own: dict[str | None, list[Problem]] = {written: [] for written in groups}
    for note in notes:  # problems of rows go to the table of the row; all others to the first
        own[home.get(note.row or 0, first)].append(note)
    return [
        _table(table, section, _code(written), members, own[written])
        for written, members in groups.items()
    ]


def _table(
    table: Table,
    section: Section,
    domain: str | None,
    entries: Sequence[ReadEntry],
    notes: Sequence[Problem],
) -> ReadTable:
    header = section.header
    problems = [*notes, *on_list(header, entries)]
    if domain is None:
        problems.append(problem("domain-unknown", row=header.first_row, field="domain"))
    problems.sort(key=lambda each: each.row or 0)
    rows = (header.first_row, header.last_row)
    return ReadTable(table.sheet, section.title, domain, rows, tuple(entries), tuple(problems))


def _grouped_by_column(entries: Sequence[ReadEntry]) -> dict[str | None, list[ReadEntry]]:
    """Entries by what their column 领域 says; a blank cell means the domain above."""
    groups: dict[str | None, list[ReadEntry]] = {}
    above: str | None = None
    for entry in entries:
        above = entry.domain or above
        groups.setdefault(above, []).append(entry)
    return groups


def _grouped_by_domain(entries: Sequence[ReadEntry]) -> dict[str | None, list[ReadEntry]] | None:
    """Entries by 一级事项 where each of these is a domain's name: one table for a whole town."""
    groups: dict[str | None, list[ReadEntry]] = {}
    for entry in entries:
        groups.setdefault(entry.content.group, []).append(entry)
    named = [domain_named(group) for group in groups if group]
    sure = all(found is not None and found[1] == 1 for found in named)
    return groups if sure and len(named) == len(groups) > 1 else None


def _code(text: str | None) -> str | None:
    found = domain_named(text) if text else None
    return found[0].code if found else None


def _domain_in_title(title: str | None) -> str | None:
    return _code(title)


def _domain_of_title(title: str | None, sheet: str, file_name: str) -> str | None:
    """The domain a title names; a title that names an unknown one is not overruled by the file."""
    named = _code(title)
    if named or (title and _NAMES_A_DOMAIN.search(title)):
        return named
    return _code(sheet) or _code(PurePath(file_name).stem)
