"""The blueprint, and what all of its screens share."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint
from flask_login import current_user

from catalog_app.accounts import audit
from catalog_app.accounts.audit import Actor
from catalog_app.catalogs.services import entry_target
from catalog_app.clock import china_date, utc_now
from catalog_app.duties import wording
from catalog_app.regions.models import Region

bp = Blueprint("duties", __name__)
STAFF = "/staff/calendar"
"""Where the area's screens stand; subscriptions stand outside, since they know no log-in."""


@bp.context_processor
def _words() -> dict[str, Any]:
    return {"wording": wording}


def me() -> Actor:
    return audit.actor(current_user)


def today() -> date:
    return china_date(utc_now())


def of_entry(entry_id: int, **_: Any) -> tuple[Region, str]:
    """The target of routes that name an entry."""
    return entry_target(entry_id)
