"""Screens of the area."""

from catalog_app.checks.views import (
    findings,
    handling,
    hosts,
    places,
    proposals,
    rules,
    runs,
    sites,
    surveys,
    worklist,
)
from catalog_app.checks.views.blueprint import bp

__all__ = [
    "bp",
    "findings",
    "handling",
    "hosts",
    "places",
    "proposals",
    "rules",
    "runs",
    "sites",
    "surveys",
    "worklist",
]
