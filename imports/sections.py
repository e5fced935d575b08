"""Cuts a sheet into its catalogues: title, header, body; headers repeated by page breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from domains.standard import domain_named
from imports.header import Header, header_rows, read_header
from imports.table import Table
from imports.wording import squeeze, tidy

_TITLE = re.compile(r"目录|清单|标准|领域|事项|一览表")
_CATALOGUE = re.compile(r"目录|清单")
_NO_TITLE = re.compile(r"^(?:说明|注|备注|附注|填报|填表|制表|联系|审核)|^\d")
_NUMBERED_TITLE = re.compile(r"^\d{1,2}[.、．][^。；]*(?:目录|清单)(?:[(（][^)）]*[)）])?$")
_DOMAIN_WORD = re.compile(r"(?:所属|试点|公开)?领域(?:名称)?[:：]?")
_TEXTS_BESIDE_TITLE = 6
_CONTINUED = re.compile(
    r"[(（]?(?:续表?|接上页)[一二三四五六七八九十\d]*[)）]?$|^(?:续表?|接上[表页])[:：]?"
)
_LINES_ABOVE_TITLE = 6  # title, reporting unit, date, unit of a table inside a sheet


@dataclass
class Section:
    """One catalogue on a sheet: a header and the rows under it, over any page breaks."""

    title: str | None
    header: Header
    bodies: list[tuple[Header, range]] = field(default_factory=list)
    repeated: list[int] = field(default_factory=list)

    @property
    def rows(self) -> Iterator[tuple[Header, int]]:
        """Every row of the body, with the header that stands over it."""
        for header, rows in self.bodies:
            for row in rows:
                yield header, row


def find_sections(table: Table) -> list[Section]:
    """The catalogues of a sheet, from top to bottom; none where no header is one."""
    sections: list[Section] = []
    headers = _headers(table)
    for position, header in enumerate(headers):
        following = headers[position + 1] if position + 1 < len(headers) else None
        above = headers[position - 1].last_row if position else table.first_row - 1
        body = range(header.last_row + 1, _end(table, header, following))
        title = _title(table, above, header, first=not sections)
        for heading, rows in _under_titles(table, title[1] if title else None, body):
            _add(sections, heading, header, rows)
    return sections


def _headers(table: Table) -> list[Header]:
    """The headers of a sheet; one that repeats rows of the header before it means the same."""
    headers: list[Header] = []
    for row in header_rows(table):
        header = read_header(table, row)
        if headers and _words(table, header) <= _words(table, headers[-1]):
            before = headers[-1]
            header = replace(before, first_row=header.first_row, last_row=header.last_row)
        headers.append(header)
    return headers


def _words(table: Table, header: Header) -> set[tuple[str, ...]]:
    """The rows of words of a header."""
    rows = range(header.first_row, header.last_row + 1)
    return {tuple(map(squeeze, table.rows[row - table.first_row])) for row in rows}


def _under_titles(
    table: Table, title: str | None, body: range
) -> Iterator[tuple[str | None, range]]:
    """A body cut at the titles inside it: several catalogues under one header."""
    start = body.start
    for row in body:
        cells = table.rows[row - table.first_row]
        if len(cells) - cells.count("") == 1:
            text = tidy(max(cells))
            if _is_inner_title(table, row, text):
                yield title, range(start, row)
                title, start = text, row + 1
    yield title, range(start, body.stop)


def _is_inner_title(table: Table, row: int, text: str) -> bool:
    named = _CATALOGUE.search(text) and not _is_no_title(text) and domain_named(text)
    return bool(named) and not _is_inside_tall_cells(table, row)


def _is_no_title(text: str) -> bool:
    """Whether a line is a note, or a numbered one that does not end as a title does."""
    numbered = _NUMBERED_TITLE.match(text) and domain_named(text)
    return bool(_NO_TITLE.search(text)) and not numbered


def _add(sections: list[Section], title: str | None, header: Header, body: range) -> None:
    current = sections[-1] if sections else None
    if current and (title is None or _is_same(title, current.title)):
        used = header if header.is_catalogue else current.bodies[-1][0]
        current.bodies.append((used, body))
        if header is not current.header:
            current.repeated.append(header.first_row)
    elif header.is_catalogue:
        sections.append(Section(title, header, [(header, body)]))


def _is_same(title: str, before: str | None) -> bool:
    """Whether a title is the one before, said again on a new page: …目录（续）."""
    return bool(before) and _CONTINUED.sub("", title) == _CONTINUED.sub("", before or "")


def _end(table: Table, header: Header, following: Header | None) -> int:
    """The row after the body: where the next header begins, or the title over it."""
    if following is None:
        return table.last_row + 1
    title = _title(table, header.last_row, following, first=False)
    return title[0] if title else following.first_row


def _title(table: Table, above: int, header: Header, *, first: bool) -> tuple[int, str] | None:
    """The title over a header and its row: the nearest line that names a domain or a catalogue."""
    lines = list(_lines_over(table, above, header, first=first))
    lines = [line for line in lines if not _is_no_title(line[1])]
    named = [line for line in lines if domain_named(line[1])]
    chosen = named or [line for line in lines if _TITLE.search(line[1])] or (lines if first else [])
    if chosen:
        return chosen[0]
    return (header.first_row, table.caption) if first and table.caption else None


def _lines_over(
    table: Table, above: int, header: Header, *, first: bool
) -> Iterator[tuple[int, str]]:
    """Lines that hold a single text, from the header upwards; up to the last row of a body."""
    lowest = max(above, header.first_row - 1 - _LINES_ABOVE_TITLE) if not first else above
    for row in range(header.first_row - 1, lowest, -1):
        texts = {text for text in map(tidy, table.rows[row - table.first_row]) if text}
        if len(texts) == 1 and not _is_inside_tall_cells(table, row):
            yield row, texts.pop()
        elif first and 1 < len(texts) <= _TEXTS_BESIDE_TITLE:
            cells = [text for text in map(tidy, table.rows[row - table.first_row]) if text]
            yield from ((row, text) for text in _beside_others(cells))
        elif len(texts) > 3 and not first:
            return


def _beside_others(cells: Sequence[str]) -> Iterator[str]:
    """A title with other texts in its row (附件3, 单位：…), or the domain beside its word."""
    for text, following in zip(cells, [*cells[1:], ""], strict=True):
        if _DOMAIN_WORD.fullmatch(text):
            yield f"{text.rstrip(':：')}：{following}"
        elif _CATALOGUE.search(text) and domain_named(text):
            yield text


def _is_inside_tall_cells(table: Table, row: int) -> bool:
    """Whether cells of the rows above reach into a row: it carries on an item of the body."""
    columns = range(table.first_column, table.first_column + table.width)
    return any(table.anchor(row, column)[0] < row for column in columns)
