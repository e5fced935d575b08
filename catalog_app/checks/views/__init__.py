"""Screens of the area."""

from catalog_app.checks.views import findings, handling, rules, runs, sites, worklist
from catalog_app.checks.views.blueprint import bp

__all__ = ["bp", "findings", "handling", "rules", "runs", "sites", "worklist"]
