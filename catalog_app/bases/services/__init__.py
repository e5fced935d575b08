"""What the office does with the register of legal bases."""

from catalog_app.bases.services.reading import register

__all__ = ["register"]
