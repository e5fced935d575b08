"""Screens of the area."""

from flask import Blueprint

bp = Blueprint("accounts", __name__)
