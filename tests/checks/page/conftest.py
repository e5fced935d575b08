"""Invented pages of an invented county, and the saved pages beside the project when they are there."""

from collections.abc import Callable
from pathlib import Path

import pytest

from catalog_app.checks.page import PageReading, read_page

PAGES = Path(__file__).parent / "pages"


@pytest.fixture(scope="session")
def shared_pages() -> Path:
    folder = Path(__file__).parents[4] / "shared" / "fixtures" / "pages"
    if not folder.is_dir():
        pytest.skip("the saved government pages are not beside the project")
    return folder


@pytest.fixture(scope="session")
def demonstration() -> Callable[..., PageReading]:
    """Reads one of the invented pages by its name."""

    def read(name: str, url: str | None = None) -> PageReading:
        return read_page((PAGES / f"{name}.html").read_bytes(), url=url)

    return read
