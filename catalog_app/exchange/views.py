"""Screens of the area."""

from flask import Blueprint

bp = Blueprint("exchange", __name__, url_prefix="/staff/exchange")
