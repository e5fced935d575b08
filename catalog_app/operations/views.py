"""Health and figures, for the machines that watch the server."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, jsonify, request
from flask.typing import ResponseReturnValue
from prometheus_client import CONTENT_TYPE_LATEST
from sqlalchemy.exc import SQLAlchemyError

from catalog_app.checks.services.figures import figures
from catalog_app.clock import utc_now
from catalog_app.operations import services
from catalog_app.operations.metrics import exposition, refuse_strangers
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
    """For this machine, or whoever has the token."""
    refuse_strangers(
        current_app.config["METRICS_TOKEN"],
        given=request.headers.get("Authorization", ""),
        address=request.remote_addr,
        forwarded="X-Forwarded-For" in request.headers and not current_app.config["PROXIES"],
    )
    return Response(exposition(figures(at=utc_now())), content_type=CONTENT_TYPE_LATEST)
