"""The rules in plain words, for everybody whose page they judge."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from catalog_app.checks.life import DAYS_TO_CONFIRM
from catalog_app.checks.views.blueprint import bp
from catalog_app.web import public


@bp.get("/rules")
@public
def rules() -> ResponseReturnValue:
    return render_template("checks/rules.html", days=DAYS_TO_CONFIRM)
