"""The demonstration site as the web that the checker visits."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from catalog_app.demo.site import RunningSite


@pytest.fixture(scope="session")
def county() -> Iterator[RunningSite]:
    """The site, shared by tests that only look at what comes back."""
    with RunningSite(slow_seconds=3) as site:
        yield site


@pytest.fixture
def own_county() -> Iterator[RunningSite]:
    """A site of the test's own, whose record of requests nobody else writes to."""
    with RunningSite(slow_seconds=0.1) as site:
        yield site
