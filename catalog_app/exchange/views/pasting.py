"""A table pasted into the screen instead of a file."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from catalog_app.accounts.audit import actor
from catalog_app.accounts.errors import RegionAmbiguous
from catalog_app.accounts.policy import Permission
from catalog_app.clock import utc_now
from catalog_app.exchange import services
from catalog_app.exchange.errors import FileRefused
from catalog_app.exchange.forms import PasteSlip
from catalog_app.exchange.views.blueprint import bp, guard
from catalog_app.exchange.views.uploading import index_page
from catalog_app.regions.errors import UnknownRegion
from catalog_app.web import requires


@bp.post("/paste")
@requires(Permission.IMPORT)
def paste() -> ResponseReturnValue:
    """The table becomes a batch; where it is refused, the text stays on the screen."""
    text, place = request.form.get("table", ""), request.form.get("region", "").strip()
    try:
        region = services.region_for_import(place, current_user)
    except (UnknownRegion, RegionAmbiguous) as error:
        return index_page(paste=PasteSlip(text, place, "region", error.title)), 422
    try:
        batch = services.read_paste(
            region.id, text, by=actor(current_user), at=utc_now(), guard=guard()
        )
    except FileRefused as error:
        return index_page(paste=PasteSlip(text, place, "table", error.facts["reason"])), 422
    return redirect(url_for("exchange.preview", batch_id=batch.id))
