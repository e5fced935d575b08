"""What belongs to a batch's file: the file as it was sent in, and the report on its problems."""

from __future__ import annotations

from io import BytesIO

from flask import send_file
from flask.typing import ResponseReturnValue
from flask_login import current_user

from catalog_app.accounts.audit import actor
from catalog_app.accounts.policy import Permission
from catalog_app.exchange import services
from catalog_app.exchange.views.blueprint import bp, file_answer, guard, place_of_batch
from catalog_app.web import requires


@bp.get("/batches/<int:batch_id>/file")
@requires(Permission.IMPORT, place_of_batch)
def original(batch_id: int) -> ResponseReturnValue:
    """The file itself; whatever it is, a browser shall keep it and not show it."""
    name, data = services.original_file(batch_id, by=actor(current_user))
    return send_file(
        BytesIO(data),
        mimetype="application/octet-stream",
        as_attachment=True,
        download_name=name,
    )


@bp.get("/batches/<int:batch_id>/report.xlsx")
@requires(Permission.IMPORT, place_of_batch)
def report(batch_id: int) -> ResponseReturnValue:
    name, data = services.problem_report(batch_id, by=actor(current_user), guard=guard())
    return file_answer(name, data, "xlsx")
