"""What is kept of a reading, so that a page which did not change can be judged again without it.

Everything but the text, which is kept once for all readings of the same content. Each field is
packed by its declared type; a field added to the reading is kept from then on, and older readings
are no longer believed (`FORMAT`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from catalog_app.checks.page.reading import PageReading

READER_VERSION = 2
"""Grows with every change of what the reader finds on the same page."""
ITEMS_KEPT = 60
"""More rows of a list than sites show on one page; a longer list is not kept whole."""
NAMES = tuple(field.name for field in fields(PageReading) if field.name != "text")
FORMAT = hashlib.sha256(f"{READER_VERSION} {NAMES}".encode()).hexdigest()[:12]
ATOMS = (str, int, float, NoneType)  # bool is an int

Unpack = Callable[[Any], Any]


def keep(page: PageReading) -> dict[str, Any]:
    """The reading as a JSON object: what the page contract tells, whatever else there is, and under
    "kept" what the contract tells in other words. `from_kept` reads it; "format" is missing where
    not everything could be kept."""
    told = page.to_dict()
    whole = len(page.items) <= ITEMS_KEPT
    cut = page if whole else replace(page, items=page.items[:ITEMS_KEPT])
    packed = {name: pack(getattr(cut, name)) for name in NAMES}
    more = {name: value for name, value in packed.items() if name not in told}
    other = {n: value for n, value in packed.items() if n in told and told[n] != value}
    return told | more | {"kept": other | ({"format": FORMAT} if whole else {})}


def can_be_read(kept: Mapping[str, Any]) -> bool:
    """Whether `from_kept` can make the whole reading of it."""
    return bool(kept.get("kept", {}).get("format") == FORMAT)


def from_kept(kept: Mapping[str, Any], text: str) -> PageReading:
    """The reading that was kept; `text` is the page's text as it was kept beside it."""
    values = {**kept, **kept["kept"]}
    readers = _unpackers(PageReading)
    return PageReading(text=text, **{name: readers[name](values[name]) for name in NAMES})


def pack(value: Any) -> Any:
    """A value of plain types, dates, tuples and dataclasses, as JSON can hold it."""
    if isinstance(value, ATOMS):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, Mapping):
        return {name: pack(part) for name, part in value.items()}
    if is_dataclass(value):
        kind: Any = type(value)
        return {name: pack(getattr(value, name)) for name in _unpackers(kind)}
    return [pack(part) for part in value]


def unpack(kind: Any, value: Any) -> Any:
    """The value of type `kind` that `pack` made this of."""
    return _unpacker(kind)(value)


@lru_cache
def _unpackers(kind: type[Any]) -> Mapping[str, Unpack]:
    """How each field of a dataclass is unpacked, by name."""
    hints = get_type_hints(kind)
    return {field.name: _unpacker(hints[field.name]) for field in fields(kind)}


@lru_cache
def _unpacker(kind: Any) -> Unpack:
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return _optional(_unpacker(next(part for part in inner if part is not NoneType)))
    if origin is tuple:
        each = _unpacker(inner[0])
        return lambda value: tuple(each(part) for part in value)
    if origin is not None and origin is not Literal and issubclass(origin, Mapping):
        each = _unpacker(inner[1])
        return lambda value: {name: each(part) for name, part in value.items()}
    return _plain(kind)


def _plain(kind: Any) -> Unpack:
    if kind is date:
        return date.fromisoformat
    if kind is bytes:
        return bytes.fromhex
    if isinstance(kind, type) and is_dataclass(kind):
        readers = _unpackers(kind)
        return lambda value: kind(**{n: read(value[n]) for n, read in readers.items()})
    return lambda value: value


def _optional(read: Unpack) -> Unpack:
    return lambda value: None if value is None else read(value)
