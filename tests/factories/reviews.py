"""Submissions as an office makes them."""

from __future__ import annotations

from catalog_app.accounts import audit
from catalog_app.accounts.models import User
from catalog_app.catalogs.models import Catalog
from catalog_app.reviews import services
from catalog_app.reviews.models import Submission
from tests.conftest import NOON
from tests.factories.accounts import a_user


def a_submission(catalog: Catalog, author: User | None = None) -> Submission:
    """The catalogue, handed in at noon by its county's office."""
    return services.submit(catalog.id, by=audit.actor(author or a_user()), at=NOON)
