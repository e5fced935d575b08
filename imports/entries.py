"""Makes the entries of one catalogue from its items, and reports every doubt at its cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from domains.entry import EntryContent
from imports.addresses import broken_url_in, may_hold_url, unique, urls_in, without_urls
from imports.choices import Note, read_audience, read_levels, read_method
from imports.elements import basis_elements, content_elements
from imports.header import Column, Header
from imports.header_words import FIELD_NAMES
from imports.items import Item
from imports.marks import Marked, read_channels, read_phases
from imports.problems import Problem, problem
from imports.table import Table, column_letters
from imports.texts import (
    is_cut,
    is_readable,
    looks_like_audience,
    owner_text,
    time_limit_text,
)
from imports.ticks import read_tick
from imports.wording import squeeze, tidy, tidy_lines

DISPOSITIONS = {
    "": "current",
    "适用": "current",
    "不适用": "not_applicable",
    "已撤下": "withdrawn",
    "撤下": "withdrawn",
}
"""What our complete exports write of how an item stands."""


@dataclass(frozen=True, slots=True)
class ReadEntry:
    """One entry as read: its content, and where in the file it stands.

    `identity` is the entry's own mark in our exports, None in other files. `disposition` and `reason`
    say whether the item applies, as our complete exports do; None where the file says nothing.
    `guide_item` is the guide's item an export names, "一级事项/二级事项".
    """

    row: int
    number: str | None
    content: EntryContent
    urls: tuple[str, ...] = ()
    identity: str | None = None
    domain: str | None = None  # as the row's own column 领域 writes it
    columns: dict[str, str] = field(default_factory=dict)  # field → letters of its column
    disposition: str | None = None
    reason: str | None = None
    guide_item: str | None = None

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
        self._columns = {name: header.of(name) for name in FIELD_NAMES}
        self._places = {
            name: [column.index - table.first_column for column in columns]
            for name, columns in self._columns.items()
        }
        self._letters = {n: column_letters(c[0].index) for n, c in self._columns.items() if c}
        self._choices: dict[tuple[str, tuple[str, ...]], tuple[Any, list[Note]]] = {}
        self._links = _links_by_row(table)

    def read(self, item: Item) -> ReadEntry:
        """The entry of an item; doubts are added to `problems`."""
        self._report_dittos(item)
        content = EntryContent(
            name=self._name(item),
            group=self._group(item),
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
            disposition=self._disposition(item),
            reason=tidy_lines(self._text(item, "reason")) or None,
            guide_item=tidy(self._text(item, "guide_item")) or None,
        )

    def report(self, code: str, row: int, name: str, **facts: object) -> None:
        """Add a problem at a field's cell of a row."""
        columns = self._columns.get(name)
        column = columns[0].index if columns else None
        self.problems.append(problem(code, row=row, column=column, field=name, **facts))

    def _text(self, item: Item, name: str) -> str:
        places = self._places[name]
        return item.texts[places[0]] if places else ""

    def _all_texts(self, item: Item, name: str) -> list[str]:
        """The field's text in the item's row and in the rows that carry it on; no addresses."""
        places = self._places[name]
        if not places:
            return []
        if not item.further:
            text = without_urls(item.texts[places[0]])
            return [text] if text.strip() else []
        rows = (item.texts, *(texts for _, texts in item.further))
        texts = (without_urls(row[places[0]]) for row in rows)
        return [text for text in texts if text.strip()]

    def _report_dittos(self, item: Item) -> None:
        for code, dittos in (("ditto", item.dittos), ("ditto-without-source", item.lost_dittos)):
            for column, text in dittos:
                name = self.header.field_at(column)
                if name:
                    self.problems.append(
                        problem(code, row=item.row, column=column, field=name, text=text)
                    )

    def _is_lost_ditto(self, item: Item, name: str) -> bool:
        return any(self.header.field_at(column) == name for column, _ in item.lost_dittos)

    def _missing(self, item: Item, name: str, code: str) -> None:
        if self._columns[name] and not self._is_lost_ditto(item, name):
            self.report(code, item.row, name)

    def _group(self, item: Item) -> str | None:
        if item.group is None and not self._text(item, "group").strip():
            self._missing(item, "group", "group-missing")
        return item.group

    def _name(self, item: Item) -> str:
        if item.name is None:
            header = self._columns["name"][0].header
            self.report("name-missing", item.row, "name", header=header)
            return ""
        if item.name_from_group:
            header = self._columns["name"][0].header
            self.report("name-from-group", item.row, "name", header=header, text=item.name)
        elif is_cut(item.name):
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
        phrase = ";".join(dict.fromkeys(map(time_limit_text, self._all_texts(item, "time_limit"))))
        if not phrase:
            self._missing(item, "time_limit", "time-limit-missing")
        elif not is_readable(phrase):
            self.report("time-limit-unreadable", item.row, "time_limit", text=phrase)
        return phrase or None

    def _owner(self, item: Item) -> str | None:
        owner = "、".join(dict.fromkeys(map(owner_text, self._all_texts(item, "owner"))))
        if not owner:
            self._missing(item, "owner", "owner-missing")
        elif looks_like_audience(owner):
            self.report("owner-looks-like-audience", item.row, "owner", text=owner)
        return owner or None

    def _channels(self, item: Item) -> tuple[str, ...]:
        marked = self._marked_channels(item)
        if marked.unclear:
            unclear = "、".join(marked.unclear)
            self.report("channel-mark-unclear", item.row, "channels", text=unclear)
        elif not marked.ticked:
            code = "no-channel-ticked" if marked.has_marks else "channel-missing"
            self._missing(item, "channels", code)
        return marked.ticked

    def _marked_channels(self, item: Item) -> Marked:
        """The channels of one column of boxes, or of a tick column for each channel."""
        columns = self._columns["channels"]
        if not any(column.value for column in columns):
            return read_channels("\n".join(self._all_texts(item, "channels")))
        cells = zip(columns, self._places["channels"], strict=True)
        ticks = [(c.value, read_tick(self._first_text(item, p))) for c, p in cells if c.value]
        ticked = [value[0] for value, tick in ticks if tick.ticked]
        return Marked(tuple(ticked), tuple(v[0] for v, t in ticks if t.unclear), has_marks=True)

    def _phases(self, item: Item) -> tuple[str, ...]:
        text = self._text(item, "phases")
        marked: Marked = read_phases(text) if text.strip() else Marked()
        if marked.unclear:
            self.report("phase-unclear", item.row, "phases", text="、".join(marked.unclear))
        return marked.ticked

    def _disposition(self, item: Item) -> str | None:
        """Whether the item applies; None where no column tells, or not in words we know."""
        if not self._columns["disposition"]:
            return None
        text = squeeze(self._text(item, "disposition"))
        if text not in DISPOSITIONS:
            self.report("disposition-unclear", item.row, "disposition", text=text)
        return DISPOSITIONS.get(text)

    def _choice(self, item: Item, name: str, read: Choice) -> Any:
        """The value of tick columns; rows with the same ticks are read once."""
        places = self._places[name]
        if not places:
            return None
        texts = tuple([item.texts[place] for place in places])
        if item.further:
            texts = tuple(self._first_text(item, place) for place in places)
        found = self._choices.get((name, texts))
        if found is None:
            found = read(list(zip(self._columns[name], texts, strict=True)))
            self._choices[(name, texts)] = found
        value, notes = found
        for note in notes:
            if not note.code.endswith("-missing") or not self._is_lost_ditto(item, name):
                place = note.column.index
                self.problems.append(
                    problem(note.code, row=item.row, column=place, field=name, **note.facts)
                )
        return value

    def _first_text(self, item: Item, place: int) -> str:
        rows = (item.texts, *(texts for _, texts in item.further))
        return next((texts[place] for texts in rows if texts[place].strip()), "")

    def _urls(self, item: Item) -> tuple[str, ...]:
        urls: list[str] = []
        rows = ((item.row, item.texts), *item.further)
        for row, texts in rows:
            if may_hold_url("\n".join(texts)):
                urls.extend(url for text in texts if may_hold_url(text) for url in urls_in(text))
            urls.extend(self._links.get(row, ()))
            for column, place in zip(self._columns["urls"], self._places["urls"], strict=True):
                broken = broken_url_in(texts[place]) if texts[place] else None
                if broken:
                    at = {"row": row, "column": column.index}
                    self.problems.append(problem("url-invalid", field="urls", text=broken, **at))
        return unique(urls)


def _links_by_row(table: Table) -> dict[int, list[str]]:
    rows: dict[int, list[str]] = {}
    for (row, _), url in table.links:
        rows.setdefault(row, []).extend(urls_in(url))
    return rows
