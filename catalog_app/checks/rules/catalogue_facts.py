"""What the K rules may know of an entry besides its own words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class BaselineItem:
    """The guide's item an entry was made from; `sure` is False while it is only recalled."""

    name: str
    time_limit: str | None = None
    levels: tuple[str, ...] = ()
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter of the service platform that an entry is about: its official name and page, and how
    that page stands as the entry's link: ok, broken, unsure, unchecked, or none (not linked).
    `named` is False where the last visit found a page about something else (P01). `sure` is False
    where the names are only near and nobody has said that the matter is of this domain."""

    name: str
    url: str | None = None
    same_name: bool = True
    link: str = "none"
    sure: bool = True
    named: bool = True


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Names of places as the register has them: `own` those of the catalogue's place and of what
    stands above it, `others` every other prefecture and county of the province, `townships` those
    of the place, `abolished` (name → successor or "") those of the place that exist no more."""

    own: tuple[str, ...] = ()
    others: frozenset[str] = frozenset()
    townships: frozenset[str] = frozenset()
    abolished: Mapping[str, str] = field(default_factory=dict)


NO_GAZETTEER = Gazetteer()
