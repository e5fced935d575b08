"""Screens before an import: what was imported so far, files sent in."""

from __future__ import annotations

from collections.abc import Sequence

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from catalog_app.accounts.audit import actor
from catalog_app.accounts.errors import RegionAmbiguous
from catalog_app.accounts.policy import Permission
from catalog_app.clock import utc_now
from catalog_app.exchange import services
from catalog_app.exchange.errors import FileRefused, NoFileChosen
from catalog_app.exchange.forms import PasteSlip, RegionSlip, chosen_files, named_region
from catalog_app.exchange.models import ImportBatch
from catalog_app.exchange.views.blueprint import bp, guard
from catalog_app.guides.services import all_domains
from catalog_app.regions.errors import UnknownRegion
from catalog_app.regions.models import Region
from catalog_app.web import requires


@bp.get("/")
@requires(Permission.VIEW)
def index() -> ResponseReturnValue:
    return index_page()


def index_page(
    refused: Sequence[str] = (),
    slip: RegionSlip | None = None,
    region: str = "",
    paste: PasteSlip | None = None,
) -> str:
    """The area's first screen, with what was wrong with the files or the table just sent."""
    own = services.own_regions(current_user)
    return render_template(
        "exchange/index.html",
        intakes=services.recent_intakes(current_user, request.args.get("bulk", 1, type=int)),
        intake_states=services.INTAKE_STATES,
        history=services.history(current_user, request.args.get("page", 1, type=int)),
        own=own,
        region=slip.text if slip else region or own.import_start,
        slip=slip,
        paste=paste,
        domains=all_domains(),
        refused=refused,
        states=services.STATE_NAMES,
        limit_mb=current_app.config["MAX_CONTENT_LENGTH"] >> 20,
    )


@bp.post("/upload")
@requires(Permission.IMPORT)
def upload() -> ResponseReturnValue:
    """A few files are read at once, each a batch of its own; a refused one does not stop the others.
    Many, or those of a zip, are read in the background."""
    files = chosen_files(request.files.getlist("files"))
    if not files:
        raise NoFileChosen()
    text = named_region(request.form)
    try:
        region = services.region_for_import(text, current_user)
    except (UnknownRegion, RegionAmbiguous) as error:
        likely = services.likely_regions(text, current_user)
        return index_page(slip=RegionSlip(text, error.title, likely)), 422
    sent = [services.Sent(each.filename or "文件", each.read()) for each in files]
    if services.is_bulk(sent):
        return _take_in(region, sent)
    return _read_now(region, sent)


def _take_in(region: Region, sent: Sequence[services.Sent]) -> ResponseReturnValue:
    try:
        intake = services.take_in(region.id, sent, by=actor(current_user), at=utc_now())
    except FileRefused as error:
        return index_page([str(error)], region=region.name), 422
    return redirect(url_for("exchange.intake", intake_id=intake.id))


def _read_now(region: Region, sent: Sequence[services.Sent]) -> ResponseReturnValue:
    read: list[ImportBatch] = []
    refused: list[str] = []
    for each in sent:
        try:
            batch = services.read_upload(
                region.id, each.name, each.data, by=actor(current_user), at=utc_now(), guard=guard()
            )
        except FileRefused as error:
            refused.append(str(error))
        else:
            read.append(batch)
    if len(read) == 1 and not refused:
        return redirect(url_for("exchange.preview", batch_id=read[0].id))
    if read:
        flash(f"已读取 {len(read)} 个文件，请在下面的导入记录中逐个核对。", "ok")
    return index_page(refused, region=region.name), 422 if refused else 200
