"""Screens of the area."""

from catalog_app.duties.views import calendar, days, entries, feeds
from catalog_app.duties.views.blueprint import bp

__all__ = ["bp", "calendar", "days", "entries", "feeds"]
