"""Screens of files in and out: upload, preview, apply, undo, download."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from flask import (
    Blueprint,
    Response,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_login import current_user

from catalog_app.accounts.audit import actor
from catalog_app.accounts.errors import RegionAmbiguous
from catalog_app.accounts.policy import Permission
from catalog_app.addresses import AddressGuard
from catalog_app.catalogs import services as catalogs
from catalog_app.clock import utc_now
from catalog_app.exchange import presenting, services
from catalog_app.exchange.errors import FileRefused, NoFileChosen
from catalog_app.exchange.forms import (
    RegionSlip,
    chosen_domains,
    chosen_files,
    named_region,
    page_decisions,
    wanted,
)
from catalog_app.exchange.models import ImportBatch
from catalog_app.guides.services import all_domains
from catalog_app.regions.errors import UnknownRegion
from catalog_app.web import Target, requires

bp = Blueprint("exchange", __name__, url_prefix="/staff/exchange")


def _place(batch_id: int) -> Target:
    """The batch's region; for the user's own batch with a domain they may import there. Others'
    batches take the right to import all domains."""
    batch = services.batch(batch_id)
    own = batch.author_id == current_user.id
    return batch.region, services.granted_domain(current_user, batch.region) if own else None


def _catalog_place(catalog_id: int) -> Target:
    return catalogs.catalog_target(catalog_id)


def _guard() -> AddressGuard:
    return AddressGuard(current_app.config["ALLOWED_NETWORKS"])


@bp.get("/")
@requires(Permission.VIEW)
def index() -> ResponseReturnValue:
    return _index()


def _index(refused: Sequence[str] = (), slip: RegionSlip | None = None, region: str = "") -> str:
    own = services.own_regions(current_user)
    return render_template(
        "exchange/index.html",
        history=services.history(current_user, request.args.get("page", 1, type=int)),
        own=own,
        region=slip.text if slip else region or own.import_start,
        slip=slip,
        domains=all_domains(),
        refused=refused,
        states=services.STATE_NAMES,
        limit_mb=current_app.config["MAX_CONTENT_LENGTH"] >> 20,
    )


@bp.post("/upload")
@requires(Permission.IMPORT)
def upload() -> ResponseReturnValue:
    """Each file becomes a batch of its own; a refused one does not stop the others."""
    files = chosen_files(request.files.getlist("files"))
    if not files:
        raise NoFileChosen()
    text = named_region(request.form)
    try:
        region = services.region_for_import(text, current_user)
    except (UnknownRegion, RegionAmbiguous) as error:
        likely = services.likely_regions(text, current_user)
        return _index(slip=RegionSlip(text, error.title, likely)), 422
    read: list[ImportBatch] = []
    refused: list[str] = []
    for each in files:
        name, data = each.filename or "文件", each.read()
        try:
            batch = services.read_upload(
                region.id, name, data, by=actor(current_user), at=utc_now(), guard=_guard()
            )
        except FileRefused as error:
            refused.append(str(error))
        else:
            read.append(batch)
    if len(read) == 1 and not refused:
        return redirect(url_for("exchange.preview", batch_id=read[0].id))
    if read:
        flash(f"已读取 {len(read)} 个文件，请在下面的导入记录中逐个核对。", "ok")
    return _index(refused, region=region.name), 422 if refused else 200


@bp.get("/batches/<int:batch_id>")
@requires(Permission.IMPORT, _place)
def preview(batch_id: int) -> ResponseReturnValue:
    batch = services.batch(batch_id)
    if batch.state != "previewed":
        return redirect(url_for("exchange.result", batch_id=batch_id))
    made = services.preview(batch_id, by=actor(current_user), guard=_guard())
    choice = wanted(request.args, services.first_kind(made))
    return render_template(
        "exchange/preview.html",
        batch=batch,
        preview=made,
        counts=services.counts_of(made),
        choice=choice,
        narrowed=services.counts_of(made, choice.table),
        page=services.shown(made, choice, request.args.get("page", 1, type=int)),
        earlier=services.earlier_batch(batch),
        elsewhere=services.named_elsewhere(made.reading, batch.region),
        kinds=services.KINDS,
        severities=services.SEVERITIES,
        states=services.STATE_NAMES,
        dispositions=presenting.DISPOSITIONS,
        labels=catalogs.FIELD_NAMES,
        words=presenting.words,
        pieces=presenting.pieces,
    )


@bp.post("/batches/<int:batch_id>/domains")
@requires(Permission.IMPORT, _place)
def choose_domains(batch_id: int) -> ResponseReturnValue:
    services.choose_domains(
        batch_id, chosen_domains(request.form), by=actor(current_user), guard=_guard()
    )
    flash("已按选定的领域重新比对。", "ok")
    return redirect(url_for("exchange.preview", batch_id=batch_id))


@bp.post("/batches/<int:batch_id>/decide")
@requires(Permission.IMPORT, _place)
def decide(batch_id: int) -> ResponseReturnValue:
    """Save the page's boxes, or decide alike for all of the kind shown."""
    choice = wanted(request.form, "changed")
    every = request.form.get("every")
    if every in ("take", "leave"):
        services.decide_all(
            batch_id, choice, every == "take", by=actor(current_user), guard=_guard()
        )
    else:
        _save_page(batch_id)
    flash("选择已保存。", "ok")
    page = request.form.get("page", 1, type=int)
    address = url_for(
        "exchange.preview", batch_id=batch_id, show=choice.kind, table=choice.table, page=page
    )
    return redirect(f"{address}#rows")


def _save_page(batch_id: int) -> None:
    page = page_decisions(request.form)
    if page.rows or page.withdrawals:
        services.decide(
            batch_id, page.rows, page.withdrawals, by=actor(current_user), guard=_guard()
        )


@bp.post("/batches/<int:batch_id>/compare")
@requires(Permission.IMPORT, _place)
def compare(batch_id: int) -> ResponseReturnValue:
    services.compare_again(batch_id, by=actor(current_user), guard=_guard())
    flash("已与现在的目录重新比对。", "ok")
    return redirect(url_for("exchange.preview", batch_id=batch_id))


@bp.post("/batches/<int:batch_id>/place")
@requires(Permission.IMPORT, _place)
def confirm_place(batch_id: int) -> ResponseReturnValue:
    """The file is for this region though it names another."""
    services.confirm_place(batch_id, by=actor(current_user), guard=_guard())
    flash("地区已确认，请核对后再导入。", "ok")
    return redirect(url_for("exchange.preview", batch_id=batch_id))


@bp.post("/batches/<int:batch_id>/apply")
@requires(Permission.IMPORT, _place)
def apply(batch_id: int) -> ResponseReturnValue:
    """Save the page's boxes, then carry out what was decided."""
    _save_page(batch_id)
    services.apply(batch_id, by=actor(current_user), at=utc_now(), guard=_guard())
    flash("导入完成。", "ok")
    return redirect(url_for("exchange.result", batch_id=batch_id))


@bp.post("/batches/<int:batch_id>/discard")
@requires(Permission.IMPORT, _place)
def discard(batch_id: int) -> ResponseReturnValue:
    services.discard(batch_id, by=actor(current_user), at=utc_now())
    flash("已放弃这次导入，目录没有改动。", "ok")
    return redirect(url_for("exchange.index"))


@bp.get("/batches/<int:batch_id>/result")
@requires(Permission.IMPORT, _place)
def result(batch_id: int) -> ResponseReturnValue:
    batch = services.batch(batch_id)
    return render_template(
        "exchange/result.html",
        batch=batch,
        states=services.STATE_NAMES,
        page=services.changes_page(batch_id, request.args.get("page", 1, type=int)),
        edited=services.edited_since(batch_id) if batch.state == "applied" else [],
        catalogs=services.catalogs_touched(batch_id),
    )


@bp.post("/batches/<int:batch_id>/undo")
@requires(Permission.IMPORT, _place)
def undo(batch_id: int) -> ResponseReturnValue:
    services.undo(
        batch_id,
        by=actor(current_user),
        at=utc_now(),
        also_edited=request.form.get("also_edited") == "yes",
    )
    flash("导入已撤销。", "ok")
    return redirect(url_for("exchange.result", batch_id=batch_id))


@bp.get("/batches/<int:batch_id>/problems.csv")
@requires(Permission.IMPORT, _place)
def problems(batch_id: int) -> ResponseReturnValue:
    made = services.preview(batch_id, by=actor(current_user), guard=_guard())
    return _file(f"{made.batch.file_name}_问题清单.csv", services.problems_csv(made), "csv")


@bp.get("/catalogs/<int:catalog_id>/download")
@requires(Permission.VIEW, _catalog_place)
def download(catalog_id: int) -> ResponseReturnValue:
    """One catalogue, `?format=xlsx` or `csv`."""
    catalog = catalogs.catalog(catalog_id)
    kind = _format()
    name, data = services.export_file(
        catalog.region, kind, catalog.domain_code, viewer=current_user
    )
    return _file(name, data, kind)


@bp.get("/download")
@requires(Permission.VIEW)
def download_region() -> ResponseReturnValue:
    """Every catalogue of a region (`?region=` code or name), or one (`domain=`), as the user sees it."""
    region = services.region_for_export(request.args.get("region", ""), current_user)
    kind = _format()
    name, data = services.export_file(
        region, kind, request.args.get("domain") or None, viewer=current_user
    )
    return _file(name, data, kind)


@bp.get("/template")
@requires(Permission.VIEW)
def template() -> ResponseReturnValue:
    """A domain's standard items (`?domain=` code) as a workbook to fill in and import."""
    name, data = services.template_file(request.args.get("domain", ""))
    return _file(name, data, "xlsx")


def _format() -> str:
    kind = request.args.get("format", "xlsx")
    return kind if kind in services.MEDIA_TYPES else "xlsx"


def _file(name: str, data: bytes, kind: str) -> Response:
    return send_file(
        BytesIO(data),
        mimetype=services.MEDIA_TYPES[kind],
        as_attachment=True,
        download_name=name,
    )
