"""The disclosure catalogue: the Flask application."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Flask

from catalog_app import areas, visits, web
from catalog_app.config import load_settings
from catalog_app.database import db
from catalog_app.extensions import csrf, limiter, login, migrate
from catalog_app.logs import init_logs


def create_app(settings: Mapping[str, Any] | None = None) -> Flask:
    """The application; `settings` win over environment and file. Raises SettingsError."""
    config = load_settings(settings)
    app = Flask(__name__, instance_path=str(config["INSTANCE"]))
    app.config.from_mapping(config)
    init_logs(as_json=bool(app.config["LOG_JSON"]))
    visits.init_visits(app)
    db.init_app(app)
    migrate.init_app(app, db, directory=areas.MIGRATIONS)
    csrf.init_app(app)
    login.init_app(app)
    limiter.init_app(app)
    web.init_web(app)
    areas.init_areas(app)
    return app
