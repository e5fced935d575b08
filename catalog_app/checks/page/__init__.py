"""Reading of a government web page: bytes in, what a reader sees out. Pure, no clock, no network."""

from catalog_app.checks.page.kept import from_kept, keep
from catalog_app.checks.page.reading import PageReading, read_page

__all__ = ["PageReading", "from_kept", "keep", "read_page"]
