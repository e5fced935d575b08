"""Published catalogues: what the public reads."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from catalog_app.accounts.audit import SYSTEM
from catalog_app.catalogs import services as catalogs
from catalog_app.catalogs.models import Catalog
from catalog_app.database import transaction
from catalog_app.search import services
from domains.entry import EntryContent
from tests.conftest import NOON
from tests.factories.catalogs import a_catalog, a_content


def publish(catalog: Catalog, at: datetime = NOON) -> Catalog:
    """The catalogue as it stands, accepted at this moment."""
    with transaction() as session:
        kept = session.get_one(Catalog, catalog.id)
        edition = catalogs.freeze_edition(session, kept, by=SYSTEM, at=at)
        catalogs.publish_edition(session, edition)
        services.project_edition(session, edition, at=at)
    return catalog


def a_published_catalog(
    region: str = "222403",
    domain: str = "elderly_care",
    entries: int | Sequence[str | EntryContent] = ("老年人补贴",),
    at: datetime = NOON,
    **elements: Any,
) -> Catalog:
    """A catalogue whose entries the public sees; `elements` go into entries given by name."""
    if not isinstance(entries, int):
        entries = [
            a_content(each, **elements) if isinstance(each, str) else each for each in entries
        ]
    return publish(a_catalog(region, domain, entries), at)
