"""The saved pages, which the rules judge too."""

from tests.checks.page.conftest import shared_pages

__all__ = ["shared_pages"]
