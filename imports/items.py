"""Joins the physical rows of a body into items: one row, or several under one serial number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from imports.addresses import without_urls
from imports.dittos import StandIn, stand_ins
from imports.header import Header
from imports.header_words import is_main_word, meaning
from imports.table import Position, Table
from imports.torn import joined, joined_name
from imports.wording import squeeze, tidy

_FULL_ROW = ("content", "basis", "time_limit", "owner", "channels")
DASHES = frozenset(
    {"—", "-", "─", "——", "──", "－", "–", "/", "／", "\\", "无", "--", "———", "---"}
)
_NOTE = re.compile(
    r"[(（*※]?(?:注\d?|备注|附注|说明|填报|填表|制表|审核|审批|负责|联系|签发|单位|日期)\w{0,6}[)）]?[:：]"
)
_NOTE_WORD = re.compile(
    r"注|备注|附注|说明|[(（]?(?:以下空白|此页无正文|本页无正文|以下无正文)[)）]?|(?:填报|填表|制表|审核|审批|负责|联系|签发)(?:人|单位|部门|时间|日期|电话)?|联系方式|日期"
)
_TOTAL = re.compile(r"[合总共小]计[:：]?")
_COUNT = re.compile(r"(?:共|计|总)*\d+(?:个|项|条|类)*")
_PAGE = re.compile(r"[-—–]?第?\d+页?[-—–]?(?:[,，/／]?共\d+页)?|共\d+页")
_EXAMPLE = re.compile(r"[(（]?(?:填写)?(?:示例|样例|范例|举例|例子?|例如)\d?[)）]?[:：]?")
_LEAST_OF_ANOTHER = 2  # columns beside the serials
_SERIAL_WORD = 6  # characters, blanks included
_CELLS_OF_NOTE = 4  # 填表人：… | 审核人：… | 联系电话：… | 填表时间：…
_CELLS_OF_PARTED_NOTE = 8  # the same words and names in cells of their own


class Written(NamedTuple):
    """A cell and what is written in it."""

    row: int
    column: int
    text: str


class Further(NamedTuple):
    """A row that carries an item on, and its own texts."""

    row: int
    texts: Sequence[str]
    is_joined: bool  # without a merged cell
    is_torn: bool  # after the end of a page


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
    further: list[Further] = field(default_factory=list)
    dittos: list[Written] = field(default_factory=list)
    lost_dittos: list[Written] = field(default_factory=list)
    errors: list[Written] = field(default_factory=list)  # #REF! and the like
    joined_group: Written | None = None  # where the end of its group's word stands

    def all_texts(self, name: str, place: int) -> list[str]:
        """A field's text in the item's row and in those that carry it on, one torn by a page joined."""
        texts = [self.texts[place]]
        for further in self.further:
            text = further.texts[place]
            torn = further.is_torn and bool(text)
            texts[-1:] = joined(name, texts[-1], text) if torn else [texts[-1], text]
        return texts


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
        self._stand_ins = stand_ins(table.texts)
        self._after_page = False
        self._previous: Sequence[str] | None = None
        words = [text for text in table.texts if len(text) <= _SERIAL_WORD and not text.isdecimal()]
        self._serial_words = {text for text in words if _is_serial_word(text)}
        self._examples = {text for text in words if _is_example(text)}

    def items(self, bodies: Iterable[tuple[Header, range]]) -> list[Item]:
        """The items of the rows under each header, from top to bottom."""
        items: list[Item] = []
        for header, rows in bodies:
            self._after_page = bool(items)
            foreign = False  # a table of another kind has begun: 序号 | 单位 | 电话
            places = _places(header, self.table.first_column)
            for row, own in self._rows(rows):
                empty = own.count("")
                if empty == len(own):
                    continue
                serial = own[places.number] if places.number is not None else ""
                worded = serial in self._serial_words
                foreign = foreign or (worded and _begins_another(own))
                if foreign or worded or serial in self._examples:
                    self._set_aside(row, own)
                elif (
                    len(own) - empty > _CELLS_OF_NOTE
                    and not self._after_page
                    and any(map(own.__getitem__, places.names))
                ):
                    self._start(header, row, own, places, items)  # as are most rows
                else:
                    self._read_row(header, row, own, places, items)
                    self._after_page = False
        return items

    def _rows(self, rows: range) -> Iterator[tuple[int, Sequence[str]]]:
        first = self.table.first_row
        return enumerate(self.table.rows[rows.start - first : rows.stop - first], rows.start)

    def _read_row(
        self, header: Header, row: int, own: Sequence[str], places: _Places, items: list[Item]
    ) -> None:
        has_number, has_name = _has(own, places.number), any(_has(own, i) for i in places.names)
        covered = self.table.covered.get(row, {})
        beside = any(_is_beside(covered.get(place), row) for place in places.names)
        below = [_is_below(covered.get(place), row) for place in places.names]
        if self._is_stray(own, places, covered, row, has_name or beside):
            self._set_aside(row, own)
        elif self._after_page and self._carries_on_page(own, places, items[-1]):
            self._carry_on(row, own, items[-1], is_joined=True, is_torn=True)
        elif has_name or beside or (has_number and any(below)):
            self._start(header, row, own, places, items)
        elif items and not has_number and (any(below) or self._shares_number(own, places, row)):
            self._carry_on(row, own, items[-1])
        elif not has_number and items and not self._is_full(own, places):
            self._carry_on(row, own, items[-1], is_joined=True)
        else:
            self._start(header, row, own, places, items)

    def _carries_on_page(self, own: Sequence[str], places: _Places, last: Item) -> bool:
        """Whether the first row of a page is the rest of the last item of the page before."""
        if _has(own, places.number) or _has(own, places.group):
            return False
        name = _words("".join(own[place] for place in places.names))
        whole = joined_name(last.name, name) if name and places.number is not None else None
        last.name = whole or last.name
        return not name or whole is not None

    def _carry_on(
        self,
        row: int,
        own: Sequence[str],
        item: Item,
        *,
        is_joined: bool = False,
        is_torn: bool = False,
    ) -> None:
        """Add a row to an item; what it says is the same as above is said there already."""
        if self._stand_ins and not self._stand_ins.keys().isdisjoint(own):
            cells = enumerate(own, self.table.first_column)
            at = [Written(row, column, text) for column, text in cells if text in self._stand_ins]
            for each in at:
                error = self._stand_ins[each.text] is StandIn.ERROR
                (item.errors if error else item.dittos).append(each)
            own = ["" if text in self._stand_ins else text for text in own]
        item.further.append(Further(row, own, is_joined, is_torn))

    def _shares_number(self, own: Sequence[str], places: _Places, row: int) -> bool:
        """Whether a row carries on the item above under one merged serial number."""
        if places.number is None or self._is_full(own, places):
            return False
        return _is_below(self.table.covered.get(row, {}).get(places.number), row)

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
        if _NOTE_WORD.fullmatch(squeeze(own[first])) and len(filled) <= _CELLS_OF_PARTED_NOTE:
            return first in places.leading or first not in places.mapped
        if _is_total([squeeze(own[place]) for place in filled]):
            return True
        if len(filled) == 1:
            wide = sum(_is_beside(anchor, row) for anchor in covered.values()) * 2 > len(own)
            page = _PAGE.fullmatch(squeeze(own[first])) is not None
            unnamed = first not in places.mapped or first in (places.number, places.group)
            return wide or page or unnamed
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
        item = Item(row, header, self._filled(row, own, header), None, None)
        if self._stand_ins and not self._stand_ins.keys().isdisjoint(item.texts):
            item.texts = self._resolved(item, places)
        texts = item.texts
        item.group = self._group_of(item, places, items)
        item.name = self._name_of(texts, places)
        if item.name in DASHES:
            item.name, item.name_from_group = item.group, item.group is not None
        self._previous = texts
        items.append(item)

    def _filled(self, row: int, own: Sequence[str], header: Header) -> Sequence[str]:
        """The row's texts with those of the merged cells that reach into it: from above, and from
        the left where one tick or word can be meant for both columns."""
        covered = self.table.covered.get(row)
        if not covered:
            return own
        texts = list(own)
        for place, anchor in covered.items():
            column = self.table.first_column + place
            if not texts[place] and (anchor[1] == column or _is_alike(header, anchor[1], column)):
                texts[place] = self.table.text(*anchor)
        return texts

    def _resolved(self, item: Item, places: _Places) -> Sequence[str]:
        """The item's texts with those that stand for another replaced by it, or empty."""
        resolved = list(item.texts)
        for place, text in enumerate(item.texts):
            if kind := self._stand_ins.get(text):
                resolved[place] = self._meant(kind, place, resolved, item.header)
                lost = item.errors if kind is StandIn.ERROR else item.lost_dittos
                column = self.table.first_column + place
                found = item.dittos if resolved[place] else lost
                found.append(Written(item.row, column, tidy(text)))
        return resolved

    def _meant(self, kind: StandIn, place: int, texts: Sequence[str], header: Header) -> str:
        if kind is StandIn.ABOVE and self._previous:
            return self._previous[place]
        column = self.table.first_column + place
        if kind is StandIn.LEFT and place and _is_alike(header, column - 1, column):
            return texts[place - 1]
        return ""

    def _group_of(self, item: Item, places: _Places, items: Sequence[Item]) -> str | None:
        raw = item.texts[places.group] if places.group is not None else ""
        if raw and raw != self._raw_group:
            self._raw_group, text = raw, _words(raw)
            if text and text != self._group:
                whole = joined_name(self._group, text)
                if whole and places.group is not None:
                    column = self.table.first_column + places.group
                    item.joined_group = Written(item.row, column, whole)
                    _rename_group(items, self._group, whole)
                self._group = None if text in DASHES else whole or text
                self._second = None
        return self._group

    def _name_of(self, texts: Sequence[str], places: _Places) -> str | None:
        if len(places.names) == 1:
            return _words(texts[places.names[0]]) or None
        second, third = (_words(texts[place]) for place in places.names[:2])
        third = "" if third in DASHES else third
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


def _rename_group(items: Sequence[Item], cut: str | None, whole: str) -> None:
    """Give the last items the whole word of their group, of which they had only the beginning."""
    for item in reversed(items):
        if item.group != cut:
            return
        item.group = whole


def _is_alike(header: Header, left: int, right: int) -> bool:
    """Whether one text may be meant for two columns: of the item's words, or of one choice."""
    words = {"group", "name", "third"}
    fields = {header.field_at(left), header.field_at(right)}
    return None not in fields and (len(fields) == 1 or fields <= words)


def _is_serial_word(text: str) -> bool:
    found = meaning(text) if is_main_word(text) else None
    return found is not None and found.field == "number"


def _begins_another(own: Sequence[str]) -> bool:
    """Whether a row with the word for serials heads a table of another kind (序号 | 单位 | 电话): most
    of its words are none of a catalogue's header, of which a page may have repeated some."""
    others = [text for text in own if text][1:]
    known = sum(meaning(text) is not None for text in others)
    return len(others) >= _LEAST_OF_ANOTHER and known * 2 < len(others)


def _is_example(text: str) -> bool:
    """Whether a row that begins so only shows how to fill in the table."""
    return _EXAMPLE.fullmatch(squeeze(text)) is not None


def _is_total(texts: Sequence[str]) -> bool:
    """A line 合计 | 35项 under the table."""
    return bool(_TOTAL.match(texts[0])) and all(
        _TOTAL.fullmatch(text) or _COUNT.fullmatch(_TOTAL.sub("", text)) for text in texts
    )


def _has(own: Sequence[str], place: int | None) -> bool:
    return place is not None and bool(own[place])


def _is_below(anchor: Position | None, row: int) -> bool:
    return anchor is not None and anchor[0] < row


def _is_beside(anchor: Position | None, row: int) -> bool:
    return anchor is not None and anchor[0] == row
