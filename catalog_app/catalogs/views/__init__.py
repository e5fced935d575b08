"""Screens of the area."""

from catalog_app.catalogs.views import differences, editing, entries, lists, places
from catalog_app.catalogs.views.blueprint import bp

__all__ = ["bp", "differences", "editing", "entries", "lists", "places"]
