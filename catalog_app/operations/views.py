"""Health and figures, for the machines that watch the server."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify
from flask.typing import ResponseReturnValue
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy.exc import SQLAlchemyError

from catalog_app.operations import services
from catalog_app.web import public

bp = Blueprint("operations", __name__)


@bp.get("/healthz")
@public
def healthz() -> ResponseReturnValue:
    """The process answers."""
    return jsonify(status="ok")


@bp.get("/readyz")
@public
def readyz() -> ResponseReturnValue:
    """The database answers and holds the schema and the regions."""
    try:
        ready = services.is_ready()
    except SQLAlchemyError:
        ready = False
    return (jsonify(status="ok"), 200) if ready else (jsonify(status="not ready"), 503)


@bp.get("/metrics")
@public
def metrics() -> ResponseReturnValue:
    return Response(generate_latest(), content_type=CONTENT_TYPE_LATEST)
