"""Screens of files in and out: upload, preview, apply, undo, download."""

from catalog_app.exchange.views import batches, downloads, uploading
from catalog_app.exchange.views.blueprint import bp

__all__ = ["batches", "bp", "downloads", "uploading"]
