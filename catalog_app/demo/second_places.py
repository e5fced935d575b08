"""What the demonstration's checker has found beyond single pages: an item published twice with
different amounts, and the site's own pages, from which links are proposed."""

from __future__ import annotations

import asyncio
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from catalog_app.accounts.audit import SYSTEM
from catalog_app.addresses import AddressGuard
from catalog_app.catalogs import services as catalogs
from catalog_app.catalogs.models import Entry
from catalog_app.checks import services as checks
from catalog_app.checks.fetch import FetchLimits
from catalog_app.checks.services import Patrol
from catalog_app.database import session
from catalog_app.demo.counties import Office
from catalog_app.demo.history import EAGER, SECONDS
from catalog_app.demo.people import DUNHUA
from catalog_app.demo.site.same_item_pages import PAIRS
from catalog_app.regions.services import region_by_code
from domains import standard

TWICE = "agricultural_subsidies"
HERE = AddressGuard(("127.0.0.0/8", "::1/128"))


def publish_twice(office: Office) -> None:
    """Link the last item of one domain on the portal and on the bureau's site."""
    catalog = catalogs.catalog_of(region_by_code(DUNHUA).id, TWICE)
    if catalog is None:
        return
    query = select(Entry.id).where(Entry.catalog_id == catalog.id).order_by(Entry.position.desc())
    entry_id, item = session().scalars(query).first(), standard.domain(TWICE).items[-1]
    for path in (PAIRS[0].one, PAIRS[0].other):
        if entry_id is not None:
            catalogs.add_link(
                entry_id,
                f"{office.site}{path}?item={TWICE}/{item.number}",
                channel="政府网站",
                kind="article",
                by=office.by("dunhua"),
                at=office.at,
                guard=HERE,
            )


def look_for_pages(region_id: int, site: str, *, locks: Path, at: datetime) -> None:
    """One survey of the site, so that broken links have proposals."""
    patrol = Patrol(
        locks=locks, now=lambda: at, limits=FetchLimits(seconds=SECONDS), plan=EAGER, guard=HERE
    )
    asked = checks.request_survey(region_id, f"{site}/", by=SYSTEM, at=at, guard=HERE)
    asyncio.run(checks.carry_out_survey(asked.id, patrol))
