"""Makes the entries of one catalogue from its items, and reports every doubt at its cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from itertools import repeat
from typing import Any, NamedTuple

from domains.entry import EntryContent
from imports.addresses import broken_url_in, may_hold_url, unique, urls_in
from imports.choices import Note
from imports.fields import OVER_ROWS, READERS
from imports.header import Column, Header
from imports.header_words import FIELD_NAMES
from imports.items import Item, Written
from imports.problems import Problem, problem
from imports.readings import Key, Readings, columns_read, is_beside
from imports.table import Table, column_letters
from imports.texts import is_cut

_NOTHING: dict[str, Any] = {}  # never changed


class ReadEntry(NamedTuple):
    """One entry as read: its content, and where in the file it stands.

    `identity` is the entry's own mark in our exports, None in other files. `disposition` and `reason`
    say whether the item applies, as our complete exports do; None where the file says nothing.
    `guide_item` is the guide's item an export names, "一级事项/二级事项"; `link_places` the channel
    and the kind of those addresses of which it tells them.
    """

    row: int
    number: str | None
    content: EntryContent
    urls: tuple[str, ...] = ()
    identity: str | None = None
    domain: str | None = None  # as the row's own column 领域 writes it
    columns: dict[str, str] = _NOTHING  # field → letters of its column
    disposition: str | None = None
    reason: str | None = None
    guide_item: str | None = None
    link_places: dict[str, tuple[str, str]] = _NOTHING

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


class _Body:
    """Items with their texts column by column, and those that further rows carry on."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = items
        self.columns: list[Key] = list(zip(*(item.texts for item in items), strict=True))
        self.carried_on = [(place, item) for place, item in enumerate(items) if item.further]


class EntryReader:
    """Reads the items under one header, field by field: each distinct text of a field once."""

    def __init__(self, table: Table, header: Header, readings: Readings) -> None:
        self.header = header
        self._readings = readings
        self.problems: list[Problem] = []
        self._columns = {name: header.of(name) for name in FIELD_NAMES}
        self._first_column = table.first_column
        self._letters = {n: column_letters(c[0].index) for n, c in self._columns.items() if c}
        self._with_address = {text for text in table.texts if may_hold_url(text)}
        self._links = _links_by_row(table)

    def read(self, items: Sequence[Item]) -> list[ReadEntry]:
        """The entries of the items; doubts are added to `problems`."""
        self._report_dittos(items)
        values: dict[str, Iterable[Any]] = {
            "name": self._names(items),
            "group": self._groups(items),
            **self._values_of_fields(items),
        }
        contents = map(EntryContent, *(values[each.name] for each in fields(EntryContent)))
        further = (values[name] for name in ("disposition", "reason", "guide_item"))
        return [
            *map(
                ReadEntry,
                [item.row for item in items],
                values["number"],
                contents,
                self._urls(items),
                values["identity"],
                values["domain"],
                repeat(self._letters),
                *further,
                self._link_places(items, values["link_notes"]),
            )
        ]

    def _report(self, code: str, row: int, name: str, column: Column, **facts: object) -> None:
        self.problems.append(problem(code, row=row, column=column.index, field=name, **facts))

    def _report_dittos(self, items: Sequence[Item]) -> None:
        for item in items:
            for written in item.dittos:
                self._report_ditto("ditto", written)
            for written in item.lost_dittos:
                self._report_ditto("ditto-without-source", written)

    def _report_ditto(self, code: str, written: Written) -> None:
        row, column, text = written
        name = self.header.field_at(column)
        if name:
            self.problems.append(problem(code, row=row, column=column, field=name, text=text))

    def _is_lost(self, item: Item, name: str) -> bool:
        """Whether a field has a 同上 without a source or an error, so that nothing more need be said."""
        lost = (*item.lost_dittos, *item.errors)
        return any(self.header.field_at(each.column) == name for each in lost)

    def _names(self, items: Sequence[Item]) -> list[str]:
        for item in items:
            if item.name is None or item.name_from_group or is_cut(item.name):
                self._report_name(item)
        return [item.name or "" for item in items]

    def _report_name(self, item: Item) -> None:
        if item.name is None and self._is_lost(item, "name"):
            return
        code = "name-from-group" if item.name_from_group else "name-truncated"
        code = "name-missing" if item.name is None else code
        column = self._columns["name"][0]
        self._report(code, item.row, "name", column, header=column.header, text=item.name)

    def _groups(self, items: Sequence[Item]) -> list[str | None]:
        groups = [item.group for item in items]
        columns = self._columns["group"]
        if columns and None in groups:
            place = columns[0].index - self._first_column
            for item in items:
                unsaid = item.group is None and not item.texts[place].strip()
                if unsaid and not self._is_lost(item, "group"):
                    self._report("group-missing", item.row, "group", columns[0])
        return groups

    def _values_of_fields(self, items: Sequence[Item]) -> dict[str, Iterable[Any]]:
        """Field → its value for each item; a field without a column has an entry's default."""
        body = _Body(items)
        unsaid = {each.name: each.default for each in fields(EntryContent)}
        return {
            name: self._values(name, body) if self._columns[name] else repeat(unsaid.get(name))
            for name in READERS
        }

    def _values(self, name: str, body: _Body) -> list[Any]:
        columns = columns_read(name, self._columns[name])
        keys = self._keys(name, columns, body)
        readings = self._readings.of(name, columns)
        values = [*map(readings.__getitem__, keys)]
        if doubtful := readings.notes:
            for item, key in zip(body.items, keys, strict=True):
                if key in doubtful:
                    self._report_notes(item, name, doubtful[key])
        return values

    def _keys(self, name: str, columns: Sequence[Column], body: _Body) -> list[Key]:
        """The texts of a field for each item."""
        places = [column.index - self._first_column for column in columns]
        keys = list(zip(*(body.columns[place] for place in places), strict=True))
        for position, item in body.carried_on:
            if is_beside(name, columns):
                keys[position] = tuple(_first_text(item, place) for place in places)
            elif name in OVER_ROWS:
                keys[position] = tuple(item.all_texts(name, places[0]))
        return keys

    def _report_notes(self, item: Item, name: str, notes: Sequence[Note]) -> None:
        for note in notes:
            if not note.is_missing or not self._is_lost(item, name):
                self._report(note.code, item.row, name, note.column, **note.facts)

    def _urls(self, items: Sequence[Item]) -> Iterable[tuple[str, ...]]:
        if not (self._with_address or self._links or self._columns["urls"]):
            return repeat(())
        return [self._urls_of(item) for item in items]

    def _urls_of(self, item: Item) -> tuple[str, ...]:
        urls: list[str] = []
        own = (item.row, item.texts)
        for row, texts in (own, *(further[:2] for further in item.further)):
            if not self._with_address.isdisjoint(texts):
                urls.extend(url for text in texts if may_hold_url(text) for url in urls_in(text))
            urls.extend(self._links.get(row, ()))
            for column in self._columns["urls"]:
                text = texts[column.index - self._first_column]
                broken = broken_url_in(text) if text else None
                if broken:
                    self._report("url-invalid", row, "urls", column, text=broken)
        return unique(urls)

    def _link_places(
        self, items: Sequence[Item], notes: Iterable[Any]
    ) -> Iterable[dict[str, tuple[str, str]]]:
        """What each address of the column 公开链接 is, where 链接说明 has a line for each."""
        columns = self._columns["urls"][:1]
        if not (columns and self._columns["link_notes"]):
            return repeat({})
        place = columns[0].index - self._first_column
        return [
            self._places_of(item, urls_in(item.texts[place]), told or ())
            for item, told in zip(items, notes, strict=True)
        ]

    def _places_of(
        self, item: Item, urls: Sequence[str], told: Sequence[tuple[str, str] | None]
    ) -> dict[str, tuple[str, str]]:
        if told and len(told) != len(urls):
            column = self._columns["link_notes"][0]
            counts = {"notes": len(told), "links": len(urls)}
            self._report("link-notes-uneven", item.row, "link_notes", column, **counts)
            return {}
        return {url: each for url, each in zip(urls, told, strict=False) if each}


def _first_text(item: Item, place: int) -> str:
    rows = (item.texts, *(further.texts for further in item.further))
    return next(filter(str.strip, (texts[place] for texts in rows)), "")


def _links_by_row(table: Table) -> dict[int, list[str]]:
    rows: dict[int, list[str]] = {}
    for (row, _), url in table.links:
        rows.setdefault(row, []).extend(urls_in(url))
    return rows
