"""The blueprint, and what all of its screens share."""

from __future__ import annotations

from typing import Any

from flask import Blueprint
from flask_login import current_user

from catalog_app.accounts import audit
from catalog_app.accounts.audit import Actor
from catalog_app.accounts.models import User
from catalog_app.checks import services, wording
from catalog_app.checks.rules import ALL_RULES
from catalog_app.regions.models import Region

bp = Blueprint("checks", __name__, url_prefix="/staff/checks")


@bp.context_processor
def _words() -> dict[str, Any]:
    return {"wording": wording, "rules": ALL_RULES}


def me() -> Actor:
    return audit.actor(current_user)


def this_user() -> User:
    """The logged-in user, for services that ask what one may do and see."""
    found: User = current_user._get_current_object()
    return found


def of_finding(finding_id: int, **_: Any) -> tuple[Region, str | None]:
    """The target of routes that name a finding."""
    return services.finding_target(finding_id)


def of_run(run_id: int, **_: Any) -> tuple[Region, str | None]:
    """The target of routes that name a run."""
    return services.run_target(run_id)
