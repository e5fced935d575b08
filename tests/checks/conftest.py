"""The demonstration county's web site for the tests of this area."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from catalog_app.demo.site import RunningSite


@pytest.fixture(scope="session")
def shown_county() -> Iterator[RunningSite]:
    """A site that all tests of a worker may visit; slow pages take longer than any test waits."""
    with RunningSite(slow_seconds=8.0) as site:
        yield site


@pytest.fixture
def watched_county() -> Iterator[RunningSite]:
    """A site of the test's own, whose record of visits is empty."""
    with RunningSite(slow_seconds=8.0) as site:
        yield site
