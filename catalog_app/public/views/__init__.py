"""The public's screens and downloads."""

from catalog_app.public.views import downloads, pages
from catalog_app.public.views.pages import bp

__all__ = ["bp", "downloads", "pages"]
