"""The demonstration county's web site, as the tests of checks use it."""

from tests.checks.conftest import shown_county

__all__ = ["shown_county"]
