"""The areas' blueprints, in one place."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from flask import Flask

from catalog_app.extensions import login
from catalog_app.menu import menu

MIGRATIONS = str(Path(__file__).parent / "migrations")
MODELS = (
    "regions",
    "accounts",
    "guides",
    "catalogs",
    "bases",
    "lists",
    "exchange",
    "search",
    "checks",
    "duties",
    "reviews",
)
VIEWS = (
    "accounts",
    "worklist",
    "catalogs",
    "bases",
    "lists",
    "exchange",
    "checks",
    "duties",
    "reviews",
    "public",
    "operations",
)


def init_areas(app: Flask) -> None:
    """Load every model and register every area's blueprint."""
    for area in MODELS:
        import_module(f"catalog_app.{area}.models")
    for area in VIEWS:
        app.register_blueprint(import_module(f"catalog_app.{area}.views").bp)
    import_module("catalog_app.api").init_api(app)
    app.add_template_global(menu)
    login.login_view = "accounts.login"
    login.login_message = "请先登录，然后会回到刚才的页面。"
    login.session_protection = "strong"
