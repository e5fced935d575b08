"""Screens of the area."""

from flask import Blueprint

bp = Blueprint("public", __name__)
