"""What the screens of the area share: their address, their places, how a file is answered."""

from __future__ import annotations

from io import BytesIO

from flask import Blueprint, Response, current_app, send_file
from flask_login import current_user

from catalog_app.addresses import AddressGuard
from catalog_app.exchange import services
from catalog_app.web import Target

bp = Blueprint("exchange", __name__, url_prefix="/staff/exchange")


def place_of_batch(batch_id: int) -> Target:
    """The batch's region; for the user's own batch with a domain they may import there. Others'
    batches take the right to import all domains."""
    batch = services.batch(batch_id)
    own = batch.author_id == current_user.id
    return batch.region, services.granted_domain(current_user, batch.region) if own else None


def place_of_intake(intake_id: int) -> Target:
    """The same of many files sent in at once, for the region they were sent in for."""
    intake = services.intake_by_id(intake_id)
    own = intake.author_id == current_user.id
    return intake.region, services.granted_domain(current_user, intake.region) if own else None


def guard() -> AddressGuard:
    """The private networks the administrator allows addresses of."""
    return AddressGuard(current_app.config["ALLOWED_NETWORKS"])


def file_answer(name: str, data: bytes, kind: str) -> Response:
    """A file to keep; `kind` is one of `services.FORMATS`."""
    return send_file(
        BytesIO(data),
        mimetype=services.FORMATS[kind].media_type,
        as_attachment=True,
        download_name=name,
    )
