"""The schema and the first data."""

from __future__ import annotations

from dataclasses import dataclass

from flask_migrate import upgrade
from sqlalchemy import inspect, text

from catalog_app.areas import MIGRATIONS
from catalog_app.bases.services import load_bases
from catalog_app.database import session, transaction
from catalog_app.guides.services import load_guides
from catalog_app.regions.seed import load_regions


@dataclass(frozen=True, slots=True)
class InitReport:
    """How many rows `initialise` added."""

    regions: int
    domains: int


def ensure_schema() -> None:
    """Bring the database to the present schema; does nothing when it is there."""
    upgrade(directory=MIGRATIONS)


def initialise(*, villages: bool = False) -> InitReport:
    """Schema, regions and domains. Idempotent: adds what is missing, overwrites nothing."""
    ensure_schema()
    return load_first_data(villages=villages)


def load_first_data(*, villages: bool = False) -> InitReport:
    """Regions, domains and legal bases that are missing; what stands is left as it is."""
    with transaction() as current:
        report = InitReport(
            regions=load_regions(current, villages=villages), domains=load_guides(current)
        )
        load_bases(current)
        return report


def is_ready() -> bool:
    """The database answers and holds the schema and the regions."""
    if not inspect(session().get_bind()).has_table("region"):
        return False
    return session().execute(text("SELECT 1 FROM region LIMIT 1")).first() is not None
