"""Screens: log-in and own password, users and their grants, the audit trail."""

from catalog_app.accounts.views import entrance, trail, users
from catalog_app.accounts.views.blueprint import bp

__all__ = ["bp", "entrance", "trail", "users"]
