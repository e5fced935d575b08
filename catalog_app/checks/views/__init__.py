"""Screens of the area."""

from catalog_app.checks.views import findings, rules, runs
from catalog_app.checks.views.blueprint import bp

__all__ = ["bp", "findings", "rules", "runs"]
