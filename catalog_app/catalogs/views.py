"""Screens of the area."""

from flask import Blueprint

bp = Blueprint("catalogs", __name__, url_prefix="/staff/catalogs")
