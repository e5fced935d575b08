"""Screens of the area."""

from flask import Blueprint

bp = Blueprint("worklist", __name__, url_prefix="/staff")
