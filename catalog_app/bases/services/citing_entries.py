"""Which entries cite a row of the register, and where."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, false, func, not_, or_, select
from sqlalchemy.orm import contains_eager

from catalog_app.accounts import policy
from catalog_app.accounts.policy import Permission
from catalog_app.bases.citing import STATE, Citation
from catalog_app.bases.models import LegalBasis
from catalog_app.bases.services.reading import register
from catalog_app.catalogs.models import Catalog, Entry, EntryVersion
from catalog_app.database import holds_in_json, session
from catalog_app.paging import Page, page_of
from catalog_app.regions.models import Region, RegionLevel

BRACKETS = ("〔〕", "[]", "()", "（）", "［］")
_YEARED = re.compile(r"〔(\d{4})〕")


def citing_entries(row: LegalBasis, viewer: Any, day: date, number: int = 1) -> Page[Entry]:
    """One page of the entries in force that cite the row, of those the viewer may see."""
    query = (
        select(Entry)
        .join(EntryVersion, EntryVersion.id == Entry.current_version_id)
        .join(Catalog, Catalog.id == Entry.catalog_id)
        .join(Region, Region.id == Catalog.region_id)
        .where(_seen(viewer), EntryVersion.disposition == "current", _cites(row, day))
        .options(
            contains_eager(Entry.version),
            contains_eager(Entry.catalog).contains_eager(Catalog.region),
            contains_eager(Entry.catalog).joinedload(Catalog.domain),
        )
        .order_by(Region.code, Catalog.domain_code, Entry.position, Entry.id)
    )
    return page_of(query, number)


def citing_counties(row: LegalBasis, viewer: Any, day: date) -> Sequence[tuple[str, int, int]]:
    """(county, catalogues, entries) that cite the row, townships and villages with their county;
    the most entries first."""
    query = (
        select(Region.path, func.count(Catalog.id.distinct()), func.count(Entry.id))
        .select_from(Entry)
        .join(EntryVersion, EntryVersion.id == Entry.current_version_id)
        .join(Catalog, Catalog.id == Entry.catalog_id)
        .join(Region, Region.id == Catalog.region_id)
        .where(_seen(viewer), EntryVersion.disposition == "current", _cites(row, day))
        .group_by(Region.path)
    )
    counties = _counties()
    found: Counter[tuple[str, str]] = Counter()
    catalogs: Counter[tuple[str, str]] = Counter()
    for path, kept, entries in session().execute(query):
        county = next((counties[step] for step in path.split("/") if step in counties), None)
        if county is not None:
            found[county] += entries
            catalogs[county] += kept
    ordered = sorted(found, key=lambda county: (-found[county], county))
    return [(county[1], catalogs[county], found[county]) for county in ordered]


def _counties() -> dict[str, tuple[str, str]]:
    """A county's step in the paths of what lies in it → its code and name."""
    query = select(Region.id, Region.code, Region.name).where(Region.level == RegionLevel.COUNTY)
    return {str(id_): (code, name) for id_, code, name in session().execute(query)}


def _seen(viewer: Any) -> ColumnElement[bool]:
    return policy.condition(viewer, Permission.VIEW, Catalog.domain_code)


def _cites(row: LegalBasis, day: date) -> ColumnElement[bool]:
    """By its number; or by its title, where that title means this text on the day and no number of
    another text of the same title stands beside it."""
    by_number = _any(_numbers(row.document_number))
    meant = register().find(Citation(row.title), day).row
    if meant is None or meant.id != row.id:
        return by_number
    others = session().scalars(
        select(LegalBasis.document_number).where(
            LegalBasis.plain_title == row.plain_title, LegalBasis.id != row.id
        )
    )
    other_numbers = [each for number in others for each in _numbers(number)]
    return or_(by_number, and_(_any(_titles(row)), not_(_any(other_numbers))))


def _titles(row: LegalBasis) -> Iterator[str]:
    for title in (row.title, *row.aliases):
        bare = title.removeprefix(STATE)
        for written in {bare, bare.replace("(", "（").replace(")", "）")}:
            yield f"《{written}》"
            yield f"《{STATE}{written}》"


def _numbers(number: str) -> Iterator[str]:
    """A document number with every bracket it is written with."""
    yeared = _YEARED.search(number)
    if yeared:
        for pair in BRACKETS:
            yield number.replace(yeared[0], f"{pair[0]}{yeared[1]}{pair[1]}")
    elif number:
        yield number


def _any(texts: Iterable[str]) -> ColumnElement[bool]:
    return or_(false(), *(holds_in_json(EntryVersion.basis, each) for each in texts))
