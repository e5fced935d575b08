"""Where the staff side opens."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from catalog_app.clock import china_date, utc_now
from catalog_app.web import logged_in
from catalog_app.worklist import services

bp = Blueprint("worklist", __name__, url_prefix="/staff")


@bp.get("/")
@logged_in
def home() -> ResponseReturnValue:
    return render_template(
        "worklist/home.html", today=services.today(current_user, on=china_date(utc_now()))
    )
