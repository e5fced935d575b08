"""Screens of the area."""

from catalog_app.checks.views import findings, handling, proposals, rules, runs, sites, surveys, worklist
from catalog_app.checks.views.blueprint import bp

__all__ = ["bp", "findings", "handling", "proposals", "rules", "runs", "sites", "surveys", "worklist"]
