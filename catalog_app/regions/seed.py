"""Loading the province's divisions. Rows that stand are never overwritten."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from catalog_app.regions.models import Region
from catalog_app.regions.services import normal_code

DATA = Path(__file__).parent / "data"
Row = dict[str, str]


def load_regions(current: Session, *, villages: bool = False) -> int:
    """Add the divisions that are missing; returns how many. Flushes, does not commit."""
    found = [*rows("regions.csv"), *rows("reporting_units.csv")]
    if villages:
        found += rows("villages.csv")
    return add_regions(current, found)


def is_listed(code: str) -> bool:
    """Does the province have a division of this code (6, 9 or 12 digits)? Needs no database."""
    files = ("regions.csv", "reporting_units.csv", "villages.csv")
    return any(row["code"] == normal_code(code) for name in files for row in rows(name))


def add_regions(current: Session, wanted: Iterable[Row]) -> int:
    """Add rows (code, name, level, parent_code, kind, optional reports) not yet kept, parents first."""
    known = {code: (id_, path) for code, id_, path in current.execute(_standing())}
    wanted = list(wanted)
    reporting = _reporting_parents(wanted)
    added = 0
    for row in _parents_first(wanted):
        if row["code"] not in known:
            known[row["code"]] = _add(current, row, known, reporting)
            added += 1
    return added


def _standing() -> Select[str, int, str]:
    return select(Region.code, Region.id, Region.path)


def rows(name: str) -> list[Row]:
    """The rows of a seed file, by column name."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _reporting_parents(rows: list[Row]) -> dict[str, str]:
    return {child: row["code"] for row in rows for child in (row.get("reports") or "").split()}


def _parents_first(rows: list[Row]) -> Iterator[Row]:
    order = {"province": 0, "prefecture": 1, "county": 2, "township": 3, "village": 4}
    return iter(sorted(rows, key=lambda row: (order[row["level"]], row["code"])))


def _add(
    current: Session, row: Row, known: dict[str, tuple[int, str]], reporting: dict[str, str]
) -> tuple[int, str]:
    parent = known.get(row["parent_code"])
    above = known.get(reporting.get(row["code"], row["parent_code"]))
    region = Region(
        code=row["code"],
        name=row["name"],
        level=row["level"],
        kind=row["kind"],
        parent_id=parent[0] if parent else None,
        reporting_parent_id=above[0] if above else None,
    )
    current.add(region)
    current.flush()
    region.path = f"{above[1] if above else '/'}{region.id}/"
    return region.id, region.path
