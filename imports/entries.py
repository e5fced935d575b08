"""Makes the entries of one catalogue from its items, and reports every doubt at its cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from domains.entry import EntryContent
from domains.time_limit import parse
from imports.addresses import broken_url_in, may_hold_url, unique, urls_in
from imports.choices import Note, read_audience, read_levels, read_method
from imports.elements import basis_elements, content_elements
from imports.header import Column, Header
from imports.header_words import FIELD_NAMES
from imports.items import Item
from imports.marks import Marked, read_channels, read_phases
from imports.messages import Severity, problem_notice
from imports.table import Table, address, column_letters
from imports.wording import squeeze, tidy, tidy_lines

_AUDIENCE_WORDS = re.compile(r"自然人|法人和其[他它]组织|公民|社会公众|全社会|申请人|相对人|当事人|群众|居民|农户|村民$|特定群体")
_BODY_WORDS = re.compile(r"局|委|办|部门|政府|中心|机关|站|所$|所[、,(（]|院|厅|银行|队|公司|学校|单位|机构|主体|招标人|行政村")
_BODY_END = re.compile(r"(?:局|委|政府|部门|中心|机关|站|所|院|厅|委员会|公司|大队|支队)$")
_UNFINISHED = re.compile(r"[、,，和及与或(（《]$")
_PAIRS = (("(", ")"), ("（", "）"), ("《", "》"), ("〔", "〕"), ("“", "”"))
_QUOTE_AT_MOST = 40  # characters of a cell repeated in a message


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a person must look at: the cell as they see it, and what to do."""

    cell: str | None
    row: int | None
    field: str | None
    severity: Severity
    code: str
    message: str

    def to_dict(self) -> dict[str, Any]:
        return {
            "cell": self.cell,
            "row": self.row,
            "field": self.field,
            "severity": self.severity,
            "code": self.code,
            "message": self.message,
        }


def problem(
    code: str, *, row: int | None, column: int | None, field: str | None, **facts: object
) -> Problem:
    """A problem at a cell (row and column as in the file), with its sentence filled in."""
    short = {key: _quoted(fact) for key, fact in facts.items()}
    severity, message = problem_notice(code, **short)
    cell = address(row, column) if row is not None and column is not None else None
    return Problem(cell, row, field, severity, code, message)


def _quoted(fact: object) -> object:
    text = str(fact)
    return f"{text[:_QUOTE_AT_MOST]}…" if len(text) > _QUOTE_AT_MOST else text


@dataclass(frozen=True, slots=True)
class ReadEntry:
    """One entry as read: its content, and where in the file it stands.

    `identity` is the entry's own mark in our exports, None in other files.
    """

    row: int
    number: str | None
    content: EntryContent
    urls: tuple[str, ...] = ()
    identity: str | None = None
    domain: str | None = None  # as the row's own column 领域 writes it
    columns: dict[str, str] = field(default_factory=dict)  # field → letters of its column

    @property
    def cells(self) -> dict[str, str]:
        """Field → address of its cell in the person's own file."""
        return {name: f"{letters}{self.row}" for name, letters in self.columns.items()}

    def to_dict(self) -> dict[str, Any]:
        """The entry as IMPORT_CONTRACT writes it."""
        content = self.content
        return {
            "row": self.row,
            "number": self.number,
            "group": content.group,
            "name": content.name or None,
            "content": list(content.content),
            "basis": list(content.basis),
            "time_limit": content.time_limit,
            "owner": content.owner,
            "method": list(content.method),
            "channels": list(content.channels),
            "audience": content.audience,
            "levels": list(content.levels),
            "urls": list(self.urls),
        }


Choice = Callable[[Sequence[tuple[Column, str]]], tuple[Any, list[Note]]]


class EntryReader:
    """Reads the items under one header."""

    def __init__(self, table: Table, header: Header) -> None:
        self.header = header
        self.problems: list[Problem] = []
        self._first = table.first_column
        self._columns = {name: header.of(name) for name in FIELD_NAMES}
        self._letters = {n: column_letters(c[0].index) for n, c in self._columns.items() if c}
        self._choices: dict[tuple[str, tuple[str, ...]], tuple[Any, list[Note]]] = {}
        self._links = _links_by_row(table)

    def read(self, item: Item) -> ReadEntry:
        """The entry of an item; doubts are added to `problems`."""
        self._report_dittos(item)
        content = EntryContent(
            name=self._name(item),
            group=item.group,
            content=self._elements(item, "content", content_elements),
            basis=self._elements(item, "basis", basis_elements),
            time_limit=self._time_limit(item),
            owner=self._owner(item),
            method=self._choice(item, "method", read_method) or (),
            channels=self._channels(item),
            audience=self._choice(item, "audience", read_audience),
            levels=self._choice(item, "levels", read_levels) or (),
            phases=self._phases(item),
            note=tidy_lines(self._text(item, "note")) or None,
        )
        return ReadEntry(
            row=item.row,
            number=tidy(self._text(item, "number")) or None,
            content=content,
            urls=self._urls(item),
            identity=tidy(self._text(item, "identity")) or None,
            domain=tidy(self._text(item, "domain")) or None,
            columns=self._letters,
        )

    def report(self, code: str, row: int, name: str, **facts: object) -> None:
        """Add a problem at a field's cell of a row."""
        columns = self._columns.get(name)
        column = columns[0].index if columns else None
        self.problems.append(problem(code, row=row, column=column, field=name, **facts))

    def field_at(self, column: int) -> str | None:
        """The field a column of the file belongs to."""
        return next((c.field for c in self.header.columns if c.index == column), None)

    def _text(self, item: Item, name: str) -> str:
        columns = self._columns[name]
        return self._at(item.texts, columns[0]) if columns else ""

    def _at(self, texts: Sequence[str], column: Column) -> str:
        place = column.index - self._first
        return texts[place] if place < len(texts) else ""

    def _all_texts(self, item: Item, name: str) -> list[str]:
        """The field's text in the item's row and in the rows that carry it on."""
        columns = self._columns[name]
        if not columns:
            return []
        rows = (item.texts, *(texts for _, texts in item.further))
        return [text for text in (self._at(texts, columns[0]) for texts in rows) if text.strip()]

    def _report_dittos(self, item: Item) -> None:
        for code, dittos in (("ditto", item.dittos), ("ditto-without-source", item.lost_dittos)):
            for column, text in dittos:
                name = self.field_at(column)
                if name:
                    self.problems.append(
                        problem(code, row=item.row, column=column, field=name, text=text)
                    )

    def _is_lost_ditto(self, item: Item, name: str) -> bool:
        return any(self.field_at(column) == name for column, _ in item.lost_dittos)

    def _missing(self, item: Item, name: str, code: str) -> None:
        if self._columns[name] and not self._is_lost_ditto(item, name):
            self.report(code, item.row, name)

    def _name(self, item: Item) -> str:
        if item.name is None:
            header = self._columns["name"][0].header
            self.report("name-missing", item.row, "name", header=header)
            return ""
        if item.name_from_group:
            header = self._columns["name"][0].header
            self.report("name-from-group", item.row, "name", header=header, text=item.name)
        elif _is_cut(item.name):
            self.report("name-truncated", item.row, "name", text=item.name)
        return item.name

    def _elements(
        self, item: Item, name: str, split: Callable[[str], tuple[str, ...]]
    ) -> tuple[str, ...]:
        texts = self._all_texts(item, name)
        elements = tuple(element for text in texts for element in split(text))
        if not elements:
            self._missing(item, name, f"{name}-missing")
        elif any("同上" in text for text in texts):
            self.report("ditto-inside", item.row, name)
        return elements

    def _time_limit(self, item: Item) -> str | None:
        phrase = ";".join(dict.fromkeys(map(tidy, self._all_texts(item, "time_limit"))))
        if not phrase:
            self._missing(item, "time_limit", "time-limit-missing")
        elif not _is_readable(phrase):
            self.report("time-limit-unreadable", item.row, "time_limit", text=phrase)
        return phrase or None

    def _owner(self, item: Item) -> str | None:
        owner = "、".join(dict.fromkeys(map(_owner_text, self._all_texts(item, "owner"))))
        if not owner:
            self._missing(item, "owner", "owner-missing")
        elif _looks_like_audience(owner):
            self.report("owner-looks-like-audience", item.row, "owner", text=owner)
        return owner or None

    def _channels(self, item: Item) -> tuple[str, ...]:
        ticked_columns = [c for c in self._columns["channels"] if c.value]
        ticked = [c.value[0] for c in ticked_columns if self._at(item.texts, c).strip() == "√"]
        text = "\n".join(self._all_texts(item, "channels")) if len(ticked_columns) == 0 else ""
        marked = read_channels(text)
        if marked.unclear:
            unclear = "、".join(marked.unclear)
            self.report("channel-mark-unclear", item.row, "channels", text=unclear)
        elif not marked.ticked and not ticked:
            code = "no-channel-ticked" if marked.has_marks or ticked_columns else "channel-missing"
            self._missing(item, "channels", code)
        return (*ticked, *marked.ticked)

    def _phases(self, item: Item) -> tuple[str, ...]:
        text = self._text(item, "phases")
        marked: Marked = read_phases(text) if text.strip() else Marked()
        if marked.unclear:
            self.report("phase-unclear", item.row, "phases", text="、".join(marked.unclear))
        return marked.ticked

    def _choice(self, item: Item, name: str, read: Choice) -> Any:
        """The value of tick columns; rows with the same ticks are read once."""
        columns = self._columns[name]
        if not columns:
            return None
        texts = tuple(self._joined(item, column) for column in columns)
        found = self._choices.get((name, texts))
        if found is None:
            found = read(list(zip(columns, texts, strict=True)))
            self._choices[(name, texts)] = found
        value, notes = found
        for note in notes:
            if not note.code.endswith("-missing") or not self._is_lost_ditto(item, name):
                place = note.column.index
                self.problems.append(
                    problem(note.code, row=item.row, column=place, field=name, **note.facts)
                )
        return value

    def _joined(self, item: Item, column: Column) -> str:
        text = self._at(item.texts, column)
        if not item.further:
            return text
        rows = (text, *(self._at(texts, column) for _, texts in item.further))
        return next((each for each in rows if each.strip()), "")

    def _urls(self, item: Item) -> tuple[str, ...]:
        urls: list[str] = []
        rows = ((item.row, item.texts), *item.further)
        for row, texts in rows:
            if may_hold_url("\n".join(texts)):
                urls.extend(url for text in texts if may_hold_url(text) for url in urls_in(text))
            urls.extend(self._links.get(row, ()))
            for column in self._columns["urls"]:
                broken = broken_url_in(self._at(texts, column))
                if broken:
                    place = column.index
                    self.problems.append(
                        problem("url-invalid", row=row, column=place, field="urls", text=broken)
                    )
        return unique(urls)


def _links_by_row(table: Table) -> dict[int, list[str]]:
    rows: dict[int, list[str]] = {}
    for (row, _), url in table.links:
        rows.setdefault(row, []).extend(urls_in(url))
    return rows


@lru_cache(maxsize=10_000)
def _is_readable(phrase: str) -> bool:
    return parse(phrase).readable


@lru_cache(maxsize=10_000)
def _owner_text(text: str) -> str:
    """The owner as written; bodies listed on lines of their own are parted by 、."""
    lines = [line for line in map(tidy, text.splitlines()) if line]
    if len(lines) > 1 and all(_BODY_END.search(line) for line in lines):
        return "、".join(lines)
    return tidy(text)


@lru_cache(maxsize=10_000)
def _looks_like_audience(owner: str) -> bool:
    words = owner.replace("委托", "")
    return bool(_AUDIENCE_WORDS.search(words)) and not _BODY_WORDS.search(words)


@lru_cache(maxsize=10_000)
def _is_cut(name: str) -> bool:
    if _UNFINISHED.search(name):
        return True
    opened = sum(name.count(first) for first, _ in _PAIRS)
    return opened != sum(name.count(last) for _, last in _PAIRS)


def whole_number(serial: str | None) -> int | None:
    """A plain serial as a number; None for codes (0104, 1.1) and none."""
    plain = squeeze(serial or "").rstrip(".、;；,，")
    return int(plain) if re.fullmatch(r"[1-9]\d{0,5}", plain) else None


def reports_on_list(entries: Iterable[ReadEntry], reader: EntryReader) -> None:
    """Problems that show only in the whole list: gaps of the serial, items named twice."""
    before: int | None = None
    seen: dict[tuple[str | None, str], int] = {}
    for entry in entries:
        number = whole_number(entry.number)
        if before is not None and number is not None and number > before + 1:
            reader.report("serial-gap", entry.row, "number", before=before, after=number)
        before = number if number is not None else before
        key = (entry.content.group, entry.content.name)
        if entry.content.name and key in seen:
            name = entry.content.name
            reader.report("duplicate-name", entry.row, "name", text=name, line=seen[key])
        seen.setdefault(key, entry.row)
