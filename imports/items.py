"""Joins the physical rows of a body into items: one row, or several under one serial number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from imports.addresses import without_urls
from imports.header import Header
from imports.table import Position, Table
from imports.wording import squeeze, tidy

_FULL_ROW = ("content", "basis", "time_limit", "owner", "channels")
_DASHES = frozenset({"—", "-", "─", "——", "──", "－", "–", "/", "无", "--"})
_NOTE = re.compile(
    r"[(（*※]?(?:注\d?|备注|附注|说明|填报|填表|制表|审核|审批|负责|联系|签发|单位|日期)\w{0,6}[)）]?[:：]"
)
_CELLS_OF_NOTE = 4  # 填表人 | 审核人 | 联系电话 | 填表时间
_DITTO_LENGTH = 10  # characters, blanks included
_DITTOS = frozenset({"同上", "同前", "〃", "″", "同上一行", "同上行", "同上栏", '"', "”", "“"})


@dataclass(slots=True)
class Item:
    """One item of a catalogue as its cells say it.

    `texts` holds the text of each column (merged cells filled in), from the table's first column;
    `further` the own texts of the rows that carry the item on.
    """

    row: int
    header: Header
    texts: Sequence[str]
    group: str | None
    name: str | None
    name_from_group: bool = False
    further: list[tuple[int, Sequence[str]]] = field(default_factory=list)
    joined_rows: list[int] = field(default_factory=list)  # carried on without a merged cell
    dittos: list[tuple[int, str]] = field(default_factory=list)  # column and what is written there
    lost_dittos: list[tuple[int, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Stray:
    """A row with text that belongs to no item."""

    row: int
    column: int
    text: str


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the deciding columns stand, as positions in a row's list of texts."""

    number: int | None
    group: int | None
    names: tuple[int, ...]  # second and third level
    full: tuple[int, ...]
    mapped: frozenset[int]

    @property
    def leading(self) -> tuple[int | None, ...]:
        return (self.number, self.group, *self.names)


class ItemReader:
    """Reads one section's rows in order; remembers what blank and ditto cells refer to."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.strays: list[Stray] = []
        self._group: str | None = None
        self._second: str | None = None
        self._raw_group = ""
        self._dittos = frozenset(filter(_is_ditto, table.texts))
        self._previous: Sequence[str] | None = None

    def items(self, bodies: Iterable[tuple[Header, range]]) -> list[Item]:
        """The items of the rows under each header, from top to bottom."""
        items: list[Item] = []
        for header, rows in bodies:
            places = _places(header, self.table.first_column)
            first = self.table.first_row
            for row, own in enumerate(
                self.table.rows[rows.start - first : rows.stop - first], rows.start
            ):
                filled = len(own) - own.count("")
                if filled > _CELLS_OF_NOTE and any(own[place] for place in places.names):
                    self._start(header, row, own, places, items)  # as are most rows
                elif filled:
                    self._read_row(header, row, own, places, items)
        return items

    def _read_row(
        self, header: Header, row: int, own: Sequence[str], places: _Places, items: list[Item]
    ) -> None:
        has_number, has_name = _has(own, places.number), any(_has(own, i) for i in places.names)
        covered = self._covered(row)
        beside = any(_is_beside(covered.get(place), row) for place in places.names)
        below = [_is_below(covered.get(place), row) for place in places.names]
        if self._is_stray(own, places, covered, row, has_name or beside):
            self._set_aside(row, own)
        elif has_name or beside or (has_number and any(below)):
            self._start(header, row, own, places, items)
        elif items and not has_number and (any(below) or self._shares_number(own, places, row)):
            items[-1].further.append((row, own))
        elif not has_number and items and not self._is_full(own, places):
            items[-1].further.append((row, own))
            items[-1].joined_rows.append(row)
        else:
            self._start(header, row, own, places, items)

    def _shares_number(self, own: Sequence[str], places: _Places, row: int) -> bool:
        """Whether a row carries on the item above under one merged serial number."""
        if places.number is None or self._is_full(own, places):
            return False
        return _is_below(self._covered(row).get(places.number), row)

    def _is_stray(
        self,
        own: Sequence[str],
        places: _Places,
        covered: dict[int, Position],
        row: int,
        has_name: bool,
    ) -> bool:
        """A line that is no item: one text alone in the first columns or over the whole width, a note."""
        filled = [place for place, text in enumerate(own) if text]
        first = filled[0]
        if _NOTE.match(squeeze(own[first])) and len(filled) <= _CELLS_OF_NOTE:
            return first in places.leading or first not in places.mapped
        if len(filled) == 1:
            wide = sum(_is_beside(anchor, row) for anchor in covered.values()) * 2 > len(own)
            return wide or (first not in places.mapped) or first in (places.number, places.group)
        marginal = {places.number, places.group}
        return not has_name and all(p in marginal or p not in places.mapped for p in filled)

    def _set_aside(self, row: int, own: Sequence[str]) -> None:
        place, text = next((p, text) for p, text in enumerate(own) if text)
        self.strays.append(Stray(row, self.table.first_column + place, tidy(text)))

    def _is_full(self, own: Sequence[str], places: _Places) -> bool:
        return _has(own, places.group) or sum(_has(own, place) for place in places.full) >= 3

    def _start(
        self,
        header: Header,
        row: int,
        own: Sequence[str],
        places: _Places,
        items: list[Item],
    ) -> None:
        item = Item(row, header, self._filled(row, own), None, None)
        if self._dittos and not self._dittos.isdisjoint(item.texts):
            item.texts = self._resolve_dittos(item, item.texts)
        texts = item.texts
        item.group = self._group_of(texts, places)
        item.name = self._name_of(texts, places)
        if item.name in _DASHES:
            item.name, item.name_from_group = item.group, item.group is not None
        self._previous = texts
        items.append(item)

    def _filled(self, row: int, own: Sequence[str]) -> Sequence[str]:
        """The row's texts with those of the merged cells that reach into it."""
        if row not in self.table.covered:
            return own
        texts = list(own)
        for place, anchor in self._covered(row).items():
            if not texts[place]:
                texts[place] = self.table.text(*anchor)
        return texts

    def _covered(self, row: int) -> dict[int, Position]:
        """Place → the cell that holds its text, for the row's cells hidden under merged ranges."""
        first = self.table.first_column
        return {column - first: at for column, at in self.table.covered.get(row, {}).items()}

    def _resolve_dittos(self, item: Item, texts: Sequence[str]) -> Sequence[str]:
        resolved = list(texts)
        for place, text in enumerate(texts):
            if text in self._dittos:
                above = self._previous[place] if self._previous else ""
                resolved[place] = above
                found = item.dittos if above else item.lost_dittos
                found.append((self.table.first_column + place, tidy(text)))
        return resolved

    def _group_of(self, texts: Sequence[str], places: _Places) -> str | None:
        raw = texts[places.group] if places.group is not None else ""
        if raw and raw != self._raw_group:
            self._raw_group, text = raw, _words(raw)
            if text and text != self._group:
                self._group = None if text in _DASHES else text
                self._second = None
        return self._group

    def _name_of(self, texts: Sequence[str], places: _Places) -> str | None:
        if len(places.names) == 1:
            return _words(texts[places.names[0]]) or None
        second, third = (_words(texts[place]) for place in places.names[:2])
        third = "" if third in _DASHES else third
        if second:
            self._second = second
        elif third:
            second = self._second or ""
        return "/".join(part for part in (second, third) if part) or None


def _places(header: Header, first_column: int) -> _Places:
    def place(name: str) -> int | None:
        columns = header.of(name)
        return columns[0].index - first_column if columns else None

    names = (place("name"), place("third"))
    full = (place(name) for name in _FULL_ROW)
    return _Places(
        number=place("number"),
        group=place("group"),
        names=tuple(each for each in names if each is not None),
        full=tuple(each for each in full if each is not None),
        mapped=frozenset(column.index - first_column for column in header.columns),
    )


def _words(text: str) -> str:
    """The cell's words without addresses; a formula left as text stays what it is."""
    return tidy(text if text.startswith("=") else without_urls(text))


def _is_ditto(text: str) -> bool:
    return 0 < len(text) < _DITTO_LENGTH and squeeze(text) in _DITTOS


def _has(own: Sequence[str], place: int | None) -> bool:
    return place is not None and bool(own[place])


def _is_below(anchor: Position | None, row: int) -> bool:
    return anchor is not None and anchor[0] < row


def _is_beside(anchor: Position | None, row: int) -> bool:
    return anchor is not None and anchor[0] == row
