"""Nothing personal of a file is kept: numbers of persons in its cells are covered before (rules V01-V03).

政务公开要点 2018: 去标识化. A row that held one is left out until the clerk decides: the covered text is
taken over, or the row stays out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from catalog_app.checks.privacy import CellDatum, mask, rows_personal_data
from domains.entry import EntryContent
from imports.problems import Problem
from imports.reading import FileReading, ReadEntry, ReadTable
from imports.table import Table

PERSONAL = "personal-data"
"""The code of the problem at each cell that was covered."""
KINDS: Mapping[str, str] = {
    "id_number": "身份证号",
    "weak_mask": "遮盖不够的身份证号",
    "bank_card": "银行卡号",
    "named_mobile": "个人手机号码",
    "mobile": "手机号码",
    "address": "个人住址",
    "doubtful_address": "个人住址",
    "sensitive": "个人信息",
}
TEXT_FIELDS = (
    "group",
    "name",
    "content",
    "basis",
    "time_limit",
    "owner",
    "channels",
    "audience",
    "note",
)
"""In the order of a file's columns: what stands before a number tells whose it is."""
_SUSPECT = re.compile(r"\d[\d\s\u00a0*＊×●•#＃-]{9,}")
_CUT_NUMBER = re.compile(r"\d{7,}…")
_SHORTEST = 11
_Place = tuple[str, int]
"""A field, and the number of the element in it."""


def screened(reading: FileReading) -> FileReading:
    """The reading with every person's number covered and a problem at each such cell."""
    return replace(
        reading,
        file=_masked(reading.file),
        tables=tuple(_screened_table(table) for table in reading.tables),
    )


def has_personal_data(reading: FileReading) -> bool:
    """Whether a cell that was read holds (or held, where it is covered already) a person's number."""
    return any(
        any(each.code == PERSONAL for each in table.problems)
        or any(_found(entry, table.title) for entry in table.entries)
        for table in reading.tables
    )


def tables_hold_personal_data(tables: Sequence[Table]) -> bool:
    """The same of a file's raw cells: also in columns and sheets of which nothing is imported."""
    return any(rows_personal_data(table.rows) for table in tables)


def is_personal(problems: Sequence[Problem]) -> bool:
    """Whether a number was covered in the row that has these problems."""
    return any(each.code == PERSONAL for each in problems)


def _screened_table(table: ReadTable) -> ReadTable:
    entries: list[ReadEntry] = []
    told: list[Problem] = []
    for entry in table.entries:
        found = _found(entry, table.title)
        entries.append(_covered(entry, found) if found else _plain(entry))
        told += _problems(entry, found)
    problems = [_without_numbers(each) for each in table.problems]
    problems = sorted([*problems, *told], key=lambda each: each.row or 0) if told else problems
    return replace(
        table,
        sheet=_masked(table.sheet),
        title=_masked(table.title) if table.title else table.title,
        entries=tuple(entries),
        problems=tuple(problems),
    )


@dataclass(frozen=True, slots=True)
class _Cells:
    """An entry's texts in a row, and which element each of them is."""

    places: list[_Place]
    texts: list[str]


def _cells(content: EntryContent) -> _Cells:
    places: list[_Place] = []
    texts: list[str] = []
    for field in TEXT_FIELDS:
        value = getattr(content, field)
        parts = value if isinstance(value, tuple) else (value,) if value else ()
        for number, text in enumerate(parts):
            places.append((field, number))
            texts.append(text)
    return _Cells(places, texts)


def _found(entry: ReadEntry, title: str | None) -> tuple[CellDatum, ...]:
    """Each field by itself: elements such as 姓名、身份证号 would make a header for the next row, and a
    group called 养老服务 would make any number an office's."""
    cells = _cells(entry.content)
    if not _SUSPECT.search("\n".join(cells.texts)):
        return ()
    found: list[CellDatum] = []
    start = 0
    for _, places in groupby(cells.places, key=lambda place: place[0]):
        stop = start + len(list(places))
        hits = rows_personal_data([cells.texts[start:stop]], aligned=False, about=title or "")
        found += [replace(datum, column=datum.column + start) for datum in hits]
        start = stop
    return tuple(found)


def _covered(entry: ReadEntry, found: Sequence[CellDatum]) -> ReadEntry:
    cells = _cells(entry.content)
    texts = list(cells.texts)
    for datum in sorted(found, key=lambda each: (each.column, each.start), reverse=True):
        _cover(texts, datum)
    return _plain(entry)._replace(content=_content(entry.content, cells.places, texts))


def _cover(texts: list[str], datum: CellDatum) -> None:
    """Put the covered form in the number's place, over as many cells as it reaches."""
    text = texts[datum.column]
    texts[datum.column] = text[: datum.start] + datum.masked + text[datum.end :]
    left = datum.end - len(text) - 1
    for column in range(datum.column + 1, len(texts)):
        if left < 0:
            return
        following = texts[column]
        texts[column] = following[left:]
        left -= len(following) + 1


def _content(before: EntryContent, places: Sequence[_Place], texts: Sequence[str]) -> EntryContent:
    parts: dict[str, list[str]] = defaultdict(list)
    for (field, _), text in zip(places, texts, strict=True):
        parts[field].append(text)
    values: dict[str, Any] = {
        field: tuple(text for text in found if text)
        if isinstance(getattr(before, field), tuple)
        else found[0]
        for field, found in parts.items()
    }
    return replace(before, **values)


def _plain(entry: ReadEntry) -> ReadEntry:
    """With nothing personal in the cells around the content."""
    number, identity, domain = (
        _masked(text) if text else text for text in (entry.number, entry.identity, entry.domain)
    )
    urls = tuple(url for url in entry.urls if mask(url) == url or not _holds_identity(url))
    if (number, identity, domain, urls) == (
        entry.number,
        entry.identity,
        entry.domain,
        entry.urls,
    ):
        return entry
    places = {url: place for url, place in entry.link_places.items() if url in urls}
    return entry._replace(
        number=number, identity=identity, domain=domain, urls=urls, link_places=places
    )


def _holds_identity(url: str) -> bool:
    """Numbers in addresses are mostly a page's own; a citizen's is never."""
    return any(each.kind == "id_number" for each in rows_personal_data([[url]], aligned=False))


def _problems(entry: ReadEntry, found: Sequence[CellDatum]) -> Iterator[Problem]:
    places = _cells(entry.content).places
    by_field: dict[str, list[CellDatum]] = defaultdict(list)
    for datum in found:
        by_field[places[datum.column][0]].append(datum)
    for field, hits in by_field.items():
        told = "、".join(dict.fromkeys(f"{KINDS[each.kind]}（{each.masked}）" for each in hits))
        message = (
            f"这一格里有{told}，已遮盖，系统没有保存原来的号码。"
            "请从文件中删去后重新上传；要按遮盖后的文字导入，请勾选“采用”。"
        )
        if any(each.kind in ("mobile", "named_mobile") for each in hits):
            message += "若是办公电话，请在号码前写明“联系电话”。"
        yield Problem(entry.cells.get(field), entry.row, field, "error", PERSONAL, message)


def _without_numbers(problem: Problem) -> Problem:
    """A message repeats what the cell says, cut after some signs."""
    if not _SUSPECT.search(problem.message) and "…" not in problem.message:
        return problem
    return replace(problem, message=_CUT_NUMBER.sub("***…", mask(problem.message)))


def _masked(text: str) -> str:
    return mask(text) if len(text) >= _SHORTEST else text
