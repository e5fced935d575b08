"""Screens of the register of legal bases."""

from __future__ import annotations

from io import BytesIO

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from catalog_app.accounts.audit import actor
from catalog_app.accounts.policy import Permission
from catalog_app.bases import services, wording
from catalog_app.bases.errors import BasesFileRefused, BasisExists, BasisReplacesItself
from catalog_app.bases.forms import BasisForm
from catalog_app.clock import china_date, utc_now
from catalog_app.web import requires

bp = Blueprint("bases", __name__, url_prefix="/staff/bases")
bp.add_app_template_global(wording.standing_pill, "basis_pill")


@bp.get("/")
@requires(Permission.VIEW)
def index() -> ResponseReturnValue:
    return _index()


def _index(refused: str | None = None) -> str:
    wanted = services.BasisFilter(
        request.args.get("text", ""),
        request.args.get("status", ""),
        request.args.get("confirmed", ""),
    )
    page = services.bases_page(wanted, request.args.get("page", 1, type=int))
    return render_template(
        "bases/index.html", page=page, wanted=wanted, wording=wording, refused=refused
    )


@bp.get("/<int:basis_id>")
@requires(Permission.VIEW)
def show(basis_id: int) -> ResponseReturnValue:
    row, today = services.basis(basis_id), china_date(utc_now())
    number = request.args.get("page", 1, type=int)
    return render_template(
        "bases/show.html",
        row=row,
        wording=wording,
        counties=services.citing_counties(row, current_user, today),
        page=services.citing_entries(row, current_user, today, number),
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.KEEP_BASES)
def add() -> ResponseReturnValue:
    form = BasisForm()
    form.offer(services.all_bases())
    if form.validate_on_submit():
        try:
            row = services.add_basis(form.to_draft(), by=actor(current_user), at=utc_now())
        except (BasisExists, BasisReplacesItself) as error:
            return _form(form, refused=str(error)), 422
        flash(f"已加入公开依据库：{services.words(row)}。", "ok")
        return redirect(url_for("bases.show", basis_id=row.id))
    return _form(form), 422 if form.errors else 200


@bp.route("/<int:basis_id>/edit", methods=["GET", "POST"])
@requires(Permission.KEEP_BASES)
def edit(basis_id: int) -> ResponseReturnValue:
    row = services.basis(basis_id)
    form = BasisForm(obj=row)
    form.offer(services.all_bases(), row.id)
    if request.method == "GET":
        form.show(row)
    if form.validate_on_submit():
        try:
            services.change_basis(
                basis_id,
                form.to_draft(),
                base_version=form.base_version,
                by=actor(current_user),
                at=utc_now(),
            )
        except (BasisExists, BasisReplacesItself) as error:
            return _form(form, basis_id, str(error)), 422
        flash("已保存。下一次核查起按新的内容判断。", "ok")
        return redirect(url_for("bases.show", basis_id=basis_id))
    return _form(form, basis_id), 422 if form.errors else 200


def _form(form: BasisForm, basis_id: int | None = None, refused: str | None = None) -> str:
    return render_template("bases/form.html", form=form, basis_id=basis_id, refused=refused)


@bp.post("/<int:basis_id>/confirm")
@requires(Permission.KEEP_BASES)
def confirm(basis_id: int) -> ResponseReturnValue:
    services.confirm_basis(basis_id, by=actor(current_user), at=utc_now())
    flash("已标为核实。下一次核查起，引用它的目录按这一条判断。", "ok")
    return redirect(url_for("bases.show", basis_id=basis_id))


@bp.get("/export.csv")
@requires(Permission.VIEW)
def export() -> ResponseReturnValue:
    return send_file(
        BytesIO(services.bases_csv()),
        mimetype="text/csv; charset=utf-8",
        as_attachment=True,
        download_name=f"公开依据库_{china_date(utc_now()):%Y%m%d}.csv",
    )


@bp.post("/import")
@requires(Permission.KEEP_BASES)
def take_in() -> ResponseReturnValue:
    file = request.files.get("file")
    try:
        told = services.take_in_bases(
            file.read() if file else b"", by=actor(current_user), at=utc_now()
        )
    except BasesFileRefused as error:
        return _index(refused=str(error)), 422
    flash(f"新增 {told.added} 条，修改 {told.changed} 条，{told.same} 条没有变化。", "ok")
    return redirect(url_for("bases.index"))
