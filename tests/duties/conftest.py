"""The demonstration county's web site as it stood on the tests' day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from catalog_app.demo.site import RunningSite


@pytest.fixture(scope="session")
def county_in_november() -> Iterator[RunningSite]:
    with RunningSite(today=lambda: date(2026, 11, 20)) as site:
        yield site
