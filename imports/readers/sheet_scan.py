"""What a sheet's XML says that the fast reader does not: hidden rows, formulas, links, size.

Plain searches over the bytes, each over in milliseconds; no XML tree is built, so no entity or
depth of nesting can hurt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from imports.refusal import Refused
from imports.table import Position

MAX_ROWS = 100_000
MAX_COLUMNS = 300
MAX_CELLS = 5_000_000
MAX_FORMULAS = 50_000

# A tag ends before the next one begins, and is short: else a search for its end could walk over the
# whole part again and again.
_FAR_REFERENCE = re.compile(rb'r="(?:[A-Z]{3}|[A-Z]{1,2}\d{6})')
_FAR_CELL = re.compile(
    rb'<c\b[^<>]{0,300}?\br="([A-Z]{3,}\d+|[A-Z]+\d{6,})"[^<>]{0,300}?(?<!/)>\s*<(?:v|is|f)\b'
)
_REFERENCE = re.compile(rb"([A-Z]+)(\d+)")
_HIDDEN_ROW = re.compile(rb"<row\b[^<>]*>")
_ROW_NUMBER = re.compile(rb'\br="(\d+)"')
_FORMULA = re.compile(rb"<f\b")
_FORMULA_CELL = re.compile(rb'<c\b[^<>]{0,300}?\br="([A-Z]+)(\d+)"[^<>]{0,300}>\s*<f\b')
_ERROR_CELL = re.compile(
    rb'<c\b(?=[^<>]{0,300}\bt="e")[^<>]{0,300}?\br="([A-Z]+)(\d+)"[^<>]{0,300}>\s*'
    rb"(?:<f\b[^<>]{0,300}>(?:[^<]*</f>)?\s*)?<v>(#[^<]{1,20})</v>"
)
_FORMULA_LINK = re.compile(
    rb'<c\b[^<>]{0,300}?\br="([A-Z]+)(\d+)"[^<>]{0,300}>\s*<f\b[^<>]{0,300}>\s*HYPERLINK\(\s*'
    rb'(?:"|&quot;)(https?://[^"<]*?)(?:"|&quot;)'
)
_HYPERLINK = re.compile(rb"<(?:\w+:)?hyperlink\b[^<>]*>")
_ATTRIBUTE = re.compile(rb'\b(ref|id|location)="([^"]*)"')
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^<>]*>")
_RELATION_ATTRIBUTE = re.compile(rb'\b(Id|Target)="([^"]*)"')


@dataclass(frozen=True)
class SheetFacts:
    """What was found beside the texts."""

    hidden_rows: frozenset[int] = frozenset()
    formulas: frozenset[Position] = frozenset()
    links: tuple[tuple[Position, str], ...] = field(default=())
    errors: tuple[tuple[Position, str], ...] = field(
        default=()
    )  # the fast reader leaves them empty


def scan_sheet(xml: bytes, relations: bytes) -> SheetFacts:
    """The facts of one sheet; refuses one whose cells reach too far to be read safely."""
    _refuse_far_cells(xml)
    formulas = _formulas(xml)
    return SheetFacts(
        hidden_rows=_hidden_rows(xml),
        formulas=formulas,
        links=(*_links(xml, relations), *(_links_of_formulas(xml) if formulas else ())),
        errors=tuple(_errors(xml)),
    )


def _refuse_far_cells(xml: bytes) -> None:
    # One cell at XFD1048576 makes the reader reserve a rectangle of 17 thousand million cells.
    # The plain look for such a reference takes a quarter of the time of the one for its cell.
    if _FAR_REFERENCE.search(xml) and _FAR_CELL.search(xml):
        raise Refused("too-large", limit=f"最多{MAX_ROWS}行、{MAX_COLUMNS}列")


def _hidden_rows(xml: bytes) -> frozenset[int]:
    if b" hidden=" not in xml:
        return frozenset()
    rows = (tag for tag in _HIDDEN_ROW.findall(xml) if b' hidden="1"' in tag or b'"true"' in tag)
    numbers = (_ROW_NUMBER.search(tag) for tag in rows)
    return frozenset(int(number[1]) for number in numbers if number)


def _formulas(xml: bytes) -> frozenset[Position]:
    if not _FORMULA.search(xml):
        return frozenset()
    found = _FORMULA_CELL.findall(xml)
    if len(found) > MAX_FORMULAS:
        raise Refused("too-large", limit=f"公式不超过{MAX_FORMULAS}个")
    return frozenset((int(row), _column(letters)) for letters, row in found)


def _errors(xml: bytes) -> Iterator[tuple[Position, str]]:
    """Cells that show an error value: #REF!, #N/A."""
    if b't="e"' in xml:
        for letters, row, text in _ERROR_CELL.findall(xml):
            yield (int(row), _column(letters)), text.decode("utf-8", "replace")


def _links_of_formulas(xml: bytes) -> Iterator[tuple[Position, str]]:
    if b"HYPERLINK(" in xml:
        for letters, row, target in _FORMULA_LINK.findall(xml):
            yield (int(row), _column(letters)), unescape(target.decode("utf-8", "replace"))


def _links(xml: bytes, relations: bytes) -> list[tuple[Position, str]]:
    if b"hyperlink " not in xml or not relations:
        return []
    targets = {}
    for tag in _RELATION.findall(relations):
        relation = dict(_RELATION_ATTRIBUTE.findall(tag))
        targets[relation.get(b"Id")] = relation.get(b"Target", b"")
    links = []
    for tag in _HYPERLINK.findall(xml):
        attributes = dict(_ATTRIBUTE.findall(tag))
        reference = _REFERENCE.match(attributes.get(b"ref", b""))
        target = targets.get(attributes.get(b"id"), b"").decode("utf-8", "replace")
        if reference and target.startswith(("http://", "https://")):
            position = (int(reference[2]), _column(reference[1]))
            links.append((position, unescape(target)))
    return links


def _column(letters: bytes) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + letter - ord("A") + 1
    return column
