"""Screens of files in and out: upload, preview, apply, undo, download."""

from catalog_app.exchange.views import batches, downloads, pasting, uploading
from catalog_app.exchange.views.blueprint import bp

__all__ = ["batches", "bp", "downloads", "pasting", "uploading"]
