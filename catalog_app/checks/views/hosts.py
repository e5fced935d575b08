"""The sites that entries link to: how they are visited, and how they answer."""

from __future__ import annotations

from flask import current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from catalog_app.accounts.policy import Permission
from catalog_app.checks import services
from catalog_app.checks.settings import plan_from
from catalog_app.checks.views.blueprint import bp
from catalog_app.web import requires


@bp.get("/hosts")
@requires(Permission.VIEW)
def hosts() -> ResponseReturnValue:
    page = services.hosts_for(
        current_user, plan_from(current_app.config), request.args.get("page", 1, int)
    )
    return render_template("checks/hosts.html", page=page)
