"""Finds the header of a catalogue's table: one to four rows, merged, shuffled, broken inside words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from domains.vocabulary import channel_named, levels_named
from imports.header_words import (
    ESSENTIAL,
    ITEM,
    Meaning,
    header_key,
    is_main_word,
    is_whole_word,
    meaning,
    meaning_under,
)
from imports.table import Table
from imports.ticks import read_tick
from imports.wording import squeeze, tidy

MAX_HEADER_ROWS = 4
_LONGEST_WORD = 20  # characters of a word in the header's lower rows
_CUT_LEVEL = re.compile(r"^[、,，/及和]|[、,，/及和]$")
_PIECE = 6  # characters of a word's last piece
_LEAST_COUNTED = 4  # columns that a row below the header counts
_FILLED_IN = re.compile(r"\s*(?:填报|编制|制表|公开|责任)?(?:单位|部门|时间|日期)\s*[:：]")
_HINT = re.compile(r"\s*[(（][^()（）]{1,20}[)）]\s*")
_SEVERAL = frozenset({"urls", ITEM})  # fields that may have any number of columns


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the table: its field, and what a tick means where it is a tick column."""

    index: int
    field: str
    header: str
    value: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Doubt:
    """A header word that cannot be read surely."""

    column: int
    text: str
    reason: str


@dataclass(frozen=True)
class Header:
    """The header block of one table."""

    first_row: int
    last_row: int
    columns: tuple[Column, ...]
    extra: tuple[Column, ...] = ()
    doubts: tuple[Doubt, ...] = field(default=())

    def of(self, name: str) -> tuple[Column, ...]:
        """The columns of one field, from left to right."""
        return tuple(column for column in self.columns if column.field == name)

    def field_at(self, index: int) -> str | None:
        """The field a column of the file belongs to."""
        return next((column.field for column in self.columns if column.index == index), None)

    @property
    def is_catalogue(self) -> bool:
        """Whether it has an item's name and two further columns of the standard."""
        fields = {column.field for column in self.columns}
        return "name" in fields and len(fields & ESSENTIAL) >= 2


def header_rows(table: Table) -> list[int]:
    """The rows in which a header begins, for a quick look: those with three of its words."""
    main = {text for text in table.texts if is_main_word(text)}
    rows, skip_to = [], 0
    for row, cells in enumerate(table.rows, start=table.first_row):
        if row > skip_to and not main.isdisjoint(cells) and _is_header_row(table, row):
            rows.append(row)
            skip_to = _last_row(table, row)
    return rows


def read_header(table: Table, row: int) -> Header:
    """The header that begins in a row."""
    last = _last_row(table, row)
    indexes = range(table.first_column, table.first_column + table.width)
    last_words = last - 1 if _explains_columns(_filled(table, last)) else last
    paths = {index: _path(table, row, last_words, index) for index in indexes}
    return _resolved(row, last, paths)


def _is_header_row(table: Table, row: int) -> bool:
    found = {each for text in table.rows[row - table.first_row] if (each := meaning(text))}
    main = {each.field for each in found if each.is_main}
    return len(main) >= 2 and len({each.field for each in found}) >= 3


def _last_row(table: Table, first: int) -> int:
    last = first
    while last - first + 1 < MAX_HEADER_ROWS and _carries_on(table, first, last + 1):
        last += 1
    if last == first and _parts_header(table, last + 1) and _carries_on(table, first, last + 2):
        return last + 2
    return last


def _parts_header(table: Table, row: int) -> bool:
    """Whether a row inside a header is blank, or says who filled the table in."""
    texts = set(_filled(table, row)) if row < table.last_row else {"", " "}
    return not texts or (len(texts) == 1 and bool(_FILLED_IN.match(texts.pop())))


def _carries_on(table: Table, first: int, row: int) -> bool:
    """Whether a row still belongs to the header above it: words of a header, and nothing else."""
    if row > table.last_row:
        return False
    cells = _filled(table, row)
    if not cells:  # a header of one row of words, each cell merged over two rows
        columns = range(table.first_column, table.first_column + table.width)
        return any(table.anchor(row, column)[0] == first for column in columns)
    if _explains_columns(cells):
        return True
    if any(_is_body_text(text) for text in cells):
        return False
    columns = range(table.first_column, table.first_column + table.width)
    known = [column for column in columns if _is_header_word(table, first, row, column)]
    above = set(table.rows[first - table.first_row])
    repeats = sum(text in above for text in cells)
    return len(known) * 2 >= len(cells) and repeats * 2 <= len(cells)


def _filled(table: Table, row: int) -> list[str]:
    return [text for text in table.rows[row - table.first_row] if text.strip()]


def _is_header_word(table: Table, first: int, row: int, column: int) -> bool:
    """Whether a cell is a word of a header, or ends one that is torn over rows (公开时 over 限)."""
    text = table.text(row, column).strip()
    if not text or meaning(text) or channel_named(text):
        return bool(text)
    key = header_key(text)
    if not key or len(text) > _PIECE:
        return False
    above = [table.text(upper, column) for upper in range(first, row)]
    joined = ("".join([*above[start:], text]) for start in range(len(above)))
    return any(header_key(word).endswith(key) and is_whole_word(word) for word in joined)


def _explains_columns(cells: Sequence[str]) -> bool:
    """Whether a row below a header counts its columns, or says in brackets how to fill them in."""
    if _counts_columns(cells):
        return True
    return len(cells) >= _LEAST_COUNTED and all(
        _HINT.fullmatch(text) and not meaning(text) for text in cells
    )


def _counts_columns(cells: Sequence[str]) -> bool:
    """Whether a row below a header only counts its columns: 1 2 3, (1) (2), 甲 乙 1 2, A B C."""
    plain = [squeeze(text).strip("()（）栏列") for text in cells]
    counts = [text for text in plain if text.isdigit()]
    others = plain[: len(plain) - len(counts)]
    return (
        len(cells) >= _LEAST_COUNTED
        and counts == [str(number + 1) for number in range(len(counts))]
        and others
        in (
            list("甲乙丙丁戊己庚辛壬癸")[: len(others)],
            list("ABCDEFGHIJKLMNOPQRST")[: len(others)],
        )
    )


def _is_body_text(text: str) -> bool:
    plain = squeeze(text)
    return len(plain) > _LONGEST_WORD or plain[:1].isdigit() or read_tick(text).ticked


def _path(table: Table, first: int, last: int, index: int) -> list[str]:
    """The header words over one column, from top to bottom, each merged cell once."""
    words: list[str] = []
    seen: set[tuple[int, int]] = set()
    for row in range(first, last + 1):
        position = table.anchor(row, index)
        text = table.text(*position).strip()
        if first < row < last and _FILLED_IN.match(text):
            continue
        if not text and row == first and last > first:
            text = _word_to_the_left(table, first, last, index)
        if text and position not in seen and position[0] >= first:
            seen.add(position)
            words.append(text)
    return words


def _word_to_the_left(table: Table, first: int, last: int, index: int) -> str:
    """In a table without merged cells (CSV), the upper word that reaches over this column."""
    if not any(table.text(row, index).strip() for row in range(first + 1, last + 1)):
        return ""
    for left in range(index - 1, table.first_column - 1, -1):
        text = table.text(first, left).strip()
        if text:
            below = any(table.text(row, left).strip() for row in range(first + 1, last + 1))
            return text if below else ""
    return ""


def _resolved(first: int, last: int, paths: dict[int, list[str]]) -> Header:
    columns: list[Column] = []
    extra: list[Column] = []
    doubts: list[Doubt] = []
    for index, words in paths.items():
        found, header = _meaning_of(words)
        if found:
            columns.append(Column(index, found.field, header, found.value))
            if found.field == "levels" and _CUT_LEVEL.search(header):  # 乡 lost in 乡、村级
                doubts.append(Doubt(index, header, "似乎缺字，已按看得见的字识别"))
        else:
            extra.append(Column(index, "", header))
            if len(words) > 1 and meaning(words[0]):
                doubts.append(Doubt(index, header, "看不懂，这一列未导入"))
    named = _named_items(columns, doubts)
    single, repeated = _without_repeats(_levels_side_by_side(named), doubts)
    return Header(first, last, tuple(single), (*extra, *repeated), tuple(doubts))


def _meaning_of(words: Sequence[str]) -> tuple[Meaning | None, str]:
    """What the words over a column mean, and the word it is called by.

    A word may be torn over rows (主动 over 公开, 乡、 over 村级), so the words below the upper one
    are joined first; then the lowest counts, then all joined (公开主 over 体).
    """
    if len(words) < 2:
        return (meaning(words[0]), tidy(words[0])) if words else (None, "")
    upper, below = words[0], "".join(words[1:])
    for found, called in (
        (meaning_under(upper, below), below),
        (meaning_under(upper, words[-1]), words[-1]),
        (meaning("".join(words)), "".join(words)),
    ):
        if found:
            return found, tidy(called)
    return None, tidy(below)


def _named_items(columns: list[Column], doubts: list[Doubt]) -> list[Column]:
    """Which of the columns under 公开事项 is the group, which the name."""
    items = [column for column in columns if column.field == ITEM]
    groups = [column for column in columns if column.field == "group"]
    names = [column for column in columns if column.field == "name"]
    if names and not groups and len(names) == 1 and len(items) == 1:
        return _renamed(columns, {items[0].index: "group"})
    if len(items) > 1 and not names:
        doubts.append(_doubt(items[0], "下面缺少一级事项、二级事项的表头，已按顺序识别"))
        return _renamed(columns, {items[0].index: "group", items[1].index: "name"})
    if items and not names:
        return _renamed(columns, {items[0].index: "name"})
    if len(groups) > 1 and not names:
        doubts.append(_doubt(groups[1], "出现两次，第二个已按二级事项识别"))
        return _renamed(columns, {groups[-1].index: "name"})
    if len(names) > 1 and not groups:
        doubts.append(_doubt(names[0], "出现两次，第一个已按一级事项识别"))
        return _renamed(columns, {names[0].index: "group"})
    if groups and not names:
        doubts.append(_doubt(groups[0], "旁边没有二级事项，已按事项名称识别"))
        return _renamed(columns, {groups[0].index: "name"})
    return columns


def _doubt(column: Column, reason: str) -> Doubt:
    return Doubt(column.index, column.header, reason)


def _renamed(columns: Sequence[Column], names: dict[int, str]) -> list[Column]:
    return [replace(c, field=names.get(c.index, c.field)) for c in columns]


def _levels_side_by_side(columns: Sequence[Column]) -> list[Column]:
    """What 市级 means depends on the level columns beside it."""
    headers = [c.header for c in columns if c.field == "levels" and c.value]
    return [
        replace(c, value=levels_named(c.header, beside=headers) or c.value)
        if c.field == "levels" and c.value
        else c
        for c in columns
    ]


def _without_repeats(
    columns: Sequence[Column], doubts: list[Doubt]
) -> tuple[list[Column], list[Column]]:
    """One column for each field that can have but one; the other is named as extra."""
    kept: dict[tuple[str, tuple[str, ...]], Column] = {}
    extra: list[Column] = []
    others: list[Column] = []
    for column in _text_columns_first(columns):
        key = (column.field, column.value)
        if column.field in _SEVERAL:
            others.append(column)
        elif key not in kept:
            kept[key] = column
        elif column.field == "group":  # 一级目录 before 一级事项: the nearer to the name counts
            extra.append(kept[key])
            kept[key] = column
        else:
            extra.append(column)
            doubts.append(_doubt(column, "出现两次，只读取了其中一列"))
    ordered = sorted((*kept.values(), *others), key=lambda column: column.index)
    return [c for c in ordered if c.field != ITEM], extra


def _text_columns_first(columns: Sequence[Column]) -> Iterator[Column]:
    """公开属性 says proactive or on request where 公开方式 beside it says 全文发布."""
    attribute = [c for c in columns if c.field == "method" and c.header.startswith("公开属性")]
    yield from attribute
    yield from (c for c in columns if c not in attribute)
