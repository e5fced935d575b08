"""Screens of the area."""

from flask import Blueprint

bp = Blueprint("checks", __name__, url_prefix="/staff/checks")
