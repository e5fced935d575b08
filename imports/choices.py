"""公开对象、公开方式、公开层级: tick columns, or one column of words, or both together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from domains.vocabulary import AUDIENCE_PUBLIC, levels_named, method_named
from imports.header import Column
from imports.header_words import PUBLIC, header_key
from imports.marks import EMPTY, MOUTH, TICKED, without_brackets
from imports.ticks import Tick, read_tick
from imports.wording import tidy

_SIGN = re.compile(f"([{TICKED}{EMPTY}]|{MOUTH})")
_AND = re.compile(r"[、,，;；/和及与\s]+")
# 特定群体(申请人) and 特定群体：申请人 name 申请人; the bracket of 申请人(法人) is its own.
_GROUP = re.compile(r"^特定(?:群体|群众|对象|人群)[:：]*([(（])?(.*?)(?(1)[)）]?)$")
_IN_BRACKETS = re.compile(r"[(（](\w[^()（）]*)[)）]")
_ADVICE = re.compile(r"写明|注明|说明|填写|列明|标明|必[选填]|可选|[√■□]")
UNNAMED_GROUP = "特定群体"
_BETWEEN = ";；,，、。 \n\t\u3000\u00a0"
_LONGEST_LEVELS = 60  # characters


@dataclass(slots=True)
class Note:
    """A problem of a choice: its code, its column, and what its sentence needs."""

    code: str
    column: Column
    facts: dict[str, str] = field(default_factory=dict)

    @property
    def is_missing(self) -> bool:
        """Whether it says that nothing is given: which a 同上 without a source says already."""
        return self.code.endswith("-missing") or self.code == "no-channel-ticked"


Cell = tuple[Column, str]


def read_audience(cells: Sequence[Cell]) -> tuple[str | None, list[Note]]:
    """全社会, the named group, or None; with the doubts."""
    notes: list[Note] = []
    public, groups, unnamed = False, [], None
    for column, text in _ones_ticked(cells):
        for tick in _ticks(column, text, notes):
            says_public = header_key(tick.words) in PUBLIC
            about_group = column.value != (AUDIENCE_PUBLIC,)
            if tick.ticked and not tick.words and column.value:
                public = public or not about_group
                named = _named_by_header(column) if about_group else None
                groups.extend([named] if named else [])
                unnamed = column if about_group and not named else unnamed
            elif tick.ticked and not tick.words:
                notes.append(_not_understood(column, text))
            elif says_public:
                public = True
            elif tick.words:
                everybody, others = _people(tick.words)
                public = public or everybody
                groups.extend(others)
    group = "、".join(dict.fromkeys(groups)) or (UNNAMED_GROUP if unnamed else None)
    return _one_audience(public, group, unnamed, cells[0][0], notes), notes


def _people(words: str) -> tuple[bool, list[str]]:
    """Whether a cell's words say everybody, and the groups they name: 全社会、申请人."""
    parts = [part for part in _AND.split(words) if part]
    others = [part for part in parts if header_key(part) not in PUBLIC]
    if len(others) == len(parts):
        return False, [_GROUP.sub(r"\2", words) or UNNAMED_GROUP]
    return True, others


def _named_by_header(column: Column) -> str | None:
    """The group that the header of its column names: 特定群体（申请人）; not 特定群体（请写明）."""
    found = _IN_BRACKETS.search(column.header)
    return found[1] if found and not _ADVICE.search(found[1]) else None


def _one_audience(
    public: bool, group: str | None, unnamed: Column | None, first: Column, notes: list[Note]
) -> str | None:
    if public and group:
        notes.append(Note("audience-both", first, {"text": group}))
    elif group == UNNAMED_GROUP:
        notes.append(Note("audience-unnamed", unnamed or first))
    elif not public and not group:
        notes.append(Note("audience-missing", first))
    return AUDIENCE_PUBLIC if public else group


def read_method(cells: Sequence[Cell]) -> tuple[tuple[str, ...], list[Note]]:
    """The codes of the ways of disclosure; with the doubts."""
    notes: list[Note] = []
    codes: list[str] = []
    for column, text in _ones_ticked(cells):
        for tick in _ticks(column, text, notes):
            named = _named_methods(tick.words)
            if named:
                codes.extend(named)
            elif tick.ticked and column.value:
                codes.extend(column.value)
            elif tick.ticked or tick.words:  # a tick of which the column does not say what it means
                notes.append(_not_understood(column, tick.words or text))
    if not codes and _only_lost_ticks(notes):
        notes.append(Note("method-missing", cells[0][0]))
    return tuple(dict.fromkeys(codes)), notes


def _named_methods(words: str) -> list[str]:
    whole = method_named(words)
    parts = [whole] if whole else [method_named(part) for part in _AND.split(words) if part]
    return [code for code in parts if code] if None not in parts else []


def read_levels(cells: Sequence[Cell]) -> tuple[tuple[str, ...], list[Note]]:
    """The codes of the levels, in the columns' order; with the doubts."""
    notes: list[Note] = []
    codes: list[str] = []
    headers = [column.header for column, _ in cells if column.value]
    for column, text in _ones_ticked(cells):
        for tick in _ticks(column, text, notes):
            short = 0 < len(tick.words) <= _LONGEST_LEVELS
            named = levels_named(tick.words, beside=headers) if short else ()
            if named and column.value and not set(named) <= set(column.value):
                facts = {"text": tick.words, "header": column.header}
                notes.append(Note("level-differs", column, facts))
            if named:
                codes.extend(named)
            elif tick.ticked and column.value:
                codes.extend(column.value)
            elif tick.ticked or tick.words:  # a tick of which the column does not say what it means
                notes.append(_not_understood(column, tick.words or text))
    if not codes and _only_lost_ticks(notes):
        notes.append(Note("level-missing", cells[0][0]))
    return tuple(dict.fromkeys(codes)), notes


def _ones_ticked(cells: Sequence[Cell]) -> Sequence[Cell]:
    """The cells with √ for 1 where others hold 0; a 1 alone may be what a scanner made of √."""
    if {text.strip() for _, text in cells} - {""} != {"0", "1"}:
        return cells
    return [(column, "√" if text.strip() == "1" else "") for column, text in cells]


def _only_lost_ticks(notes: Sequence[Note]) -> bool:
    """Whether no cell holds words: what is not understood is reported as such, not as missing."""
    return all(note.code == "tick-unclear" for note in notes)


def _not_understood(column: Column, words: str) -> Note:
    return Note("text-unclear", column, {"header": column.header, "text": words})


def _ticks(column: Column, text: str, notes: list[Note]) -> list[Tick]:
    """What one cell says: a tick, words, or boxes before words (■全社会 □特定群体)."""
    if not column.value and (boxes := _boxes(column, text, notes)):
        return [Tick(words=words) for sign, words in boxes if sign in TICKED]
    tick = read_tick(text)
    if tick.unclear:
        notes.append(Note("tick-unclear", column, {"text": tick.words}))
        return []
    return [tick]


def _boxes(column: Column, text: str, notes: list[Note]) -> list[tuple[str, str]]:
    """Each box and its words: ■全社会 □特定群体, or with the boxes behind: 县级√ 乡级（ ）."""
    head, *parts = _SIGN.split(without_brackets(text))
    signs, labels = parts[::2], parts[1::2]
    apart = all(not label or label[0] in _BETWEEN for label in labels)
    if signs and head.strip() and (apart or not labels[-1].strip(_BETWEEN)):
        head, labels = "", [head, *labels[:-1]]
    boxes = [(sign, tidy(label).strip(_BETWEEN)) for sign, label in zip(signs, labels, strict=True)]
    if head.strip() and any(words for _, words in boxes):
        notes.append(_not_understood(column, tidy(head)))
    return [(sign, words) for sign, words in boxes if words]
