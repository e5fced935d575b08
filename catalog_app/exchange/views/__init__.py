"""Screens of files in and out: upload, preview, apply, undo, download."""

from catalog_app.exchange.views import batches, bulk, downloads, originals, pasting, uploading
from catalog_app.exchange.views.blueprint import bp

__all__ = ["batches", "bp", "bulk", "downloads", "originals", "pasting", "uploading"]
