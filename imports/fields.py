"""What the cells of each field of an item say. Pure: the same texts always give the same value and notes,
so an entry's reader asks once for each distinct text (of 20,000 rows a fifth are distinct, a column)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from domains.links import link_named
from domains.vocabulary import OTHER, channel_named
from imports.addresses import without_urls
from imports.choices import Cell, Note, read_audience, read_levels, read_method
from imports.elements import basis_elements, content_elements
from imports.items import DASHES
from imports.marks import Marked, read_channels, read_phases
from imports.texts import is_readable, looks_like_audience, owner_text, time_limit_text
from imports.ticks import Tick, read_tick
from imports.wording import squeeze, tidy, tidy_lines

DISPOSITIONS = {
    "": "current",
    "适用": "current",
    "不适用": "not_applicable",
    "已撤下": "withdrawn",
    "撤下": "withdrawn",
}
"""What our complete exports write of how an item stands."""

_DATE = re.compile(r"\d{4}-\d\d-\d\d(?: ?\d\d:\d\d:\d\d)?$")

Reading = tuple[Any, Sequence[Note]]
Reader = Callable[[Sequence[Cell]], Reading]


def _texts(cells: Sequence[Cell]) -> list[str]:
    """The texts of a field in the item's row and in those that carry it on; no addresses, and no
    dash, slash or 无 that only says there is none."""
    texts = [without_urls(text) for _, text in cells]
    return [text for text in texts if (words := text.strip()) and words not in DASHES]


def _note(cells: Sequence[Cell], code: str, **facts: str) -> list[Note]:
    return [Note(code, cells[0][0], facts)]


def _content(cells: Sequence[Cell]) -> Reading:
    return _elements(cells, "content-missing", content_elements)


def _basis(cells: Sequence[Cell]) -> Reading:
    return _elements(cells, "basis-missing", basis_elements)


def _elements(
    cells: Sequence[Cell], missing: str, split: Callable[[str], tuple[str, ...]]
) -> Reading:
    texts = _texts(cells)
    elements: tuple[str, ...] = ()
    unresolved = False
    for text in texts:
        elements += split(text)
        unresolved = unresolved or "同上" in text
    if not elements:
        return elements, _note(cells, missing)
    return elements, _note(cells, "ditto-inside") if unresolved else ()


def _time_limit(cells: Sequence[Cell]) -> Reading:
    phrase = ";".join(dict.fromkeys(map(time_limit_text, _texts(cells))))
    if not phrase:
        return None, _note(cells, "time-limit-missing")
    readable = is_readable(phrase)
    return phrase, () if readable else _note(cells, "time-limit-unreadable", text=phrase)


def _owner(cells: Sequence[Cell]) -> Reading:
    owner = "、".join(dict.fromkeys(map(owner_text, _texts(cells))))
    if not owner:
        return None, _note(cells, "owner-missing")
    people = looks_like_audience(owner)
    return owner, _note(cells, "owner-looks-like-audience", text=owner) if people else ()


def _channels(cells: Sequence[Cell]) -> Reading:
    marked = _marked_channels(cells)
    if marked.unclear:
        unclear = "、".join(marked.unclear)
        return marked.ticked, _note(cells, "channel-mark-unclear", text=unclear)
    if not marked.ticked:
        return (), _note(cells, "no-channel-ticked" if marked.has_marks else "channel-missing")
    return marked.ticked, ()


def _marked_channels(cells: Sequence[Cell]) -> Marked:
    """The channels of one column of boxes, or of a tick column for each channel."""
    if not any(column.value for column, _ in cells):
        return read_channels("\n".join(_texts(cells)))
    ticks = [(column.value[0], read_tick(text)) for column, text in cells if column.value]
    ticked = (each for each in (_ticked_channel(name, tick) for name, tick in ticks) if each)
    unclear = tuple(tick.words or name for name, tick in ticks if _is_unclear(name, tick))
    return Marked(tuple(ticked), unclear, has_marks=True)


def _ticked_channel(name: str, tick: Tick) -> str | None:
    """The channel of a tick column, its name in place of a tick, or what is written under 其他."""
    if name == OTHER and tick.words and not tick.unclear:
        return f"{OTHER}:{tick.words}"
    return name if tick.ticked or channel_named(tick.words) == name else None


def _is_unclear(name: str, tick: Tick) -> bool:
    return tick.unclear or (bool(tick.words) and not _ticked_channel(name, tick))


def _phases(cells: Sequence[Cell]) -> Reading:
    text = cells[0][1]
    marked: Marked = read_phases(text) if text.strip() else Marked()
    unclear = "、".join(marked.unclear)
    return marked.ticked, _note(cells, "phase-unclear", text=unclear) if unclear else ()


def _disposition(cells: Sequence[Cell]) -> Reading:
    """Whether the item applies; None where it is not in words we know."""
    text = squeeze(cells[0][1])
    known = text in DISPOSITIONS
    return DISPOSITIONS.get(text), () if known else _note(cells, "disposition-unclear", text=text)


def _number(cells: Sequence[Cell]) -> Reading:
    """The serial as written, but for one that a spreadsheet turned into a date."""
    text = cells[0][1]
    if text.isdecimal() and text.isascii():  # as are most
        return text, ()
    number = tidy(text)
    if _DATE.match(number):
        return None, _note(cells, "date-cell", text=number)
    return number or None, ()


def _words(cells: Sequence[Cell]) -> Reading:
    return tidy(cells[0][1]) or None, ()


def _lines(cells: Sequence[Cell]) -> Reading:
    return tidy_lines(cells[0][1]) or None, ()


def _link_notes(cells: Sequence[Cell]) -> Reading:
    """Channel and kind of each link, one a line; None for a line that says neither."""
    lines = [line for line in cells[0][1].splitlines() if line.strip()]
    found = tuple(map(link_named, lines))
    unclear = "、".join(line for line, each in zip(lines, found, strict=True) if each is None)
    return found, _note(cells, "text-unclear", header="链接说明", text=unclear) if unclear else ()


# In the order in which a row's problems are listed.
READERS: Mapping[str, Reader] = {
    "content": _content,
    "basis": _basis,
    "time_limit": _time_limit,
    "owner": _owner,
    "method": read_method,
    "channels": _channels,
    "audience": read_audience,
    "levels": read_levels,
    "phases": _phases,
    "note": _lines,
    "number": _number,
    "identity": _words,
    "domain": _words,
    "disposition": _disposition,
    "reason": _lines,
    "guide_item": _words,
    "link_notes": _link_notes,
}
# Whose cells in the rows that carry an item on belong to the value too.
OVER_ROWS = frozenset({"content", "basis", "time_limit", "owner", "channels"})
# Which may stand in several tick columns.
OVER_COLUMNS = frozenset({"method", "channels", "audience", "levels"})
