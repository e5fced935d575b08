"""A whole catalogue against its guide."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from catalog_app.accounts.policy import Permission
from catalog_app.catalogs import services
from catalog_app.catalogs.errors import ReasonMissing
from catalog_app.catalogs.forms import ReasonForm
from catalog_app.catalogs.views.blueprint import bp, me, of_catalog, of_entry
from catalog_app.clock import utc_now
from catalog_app.guides.services import standard_item
from catalog_app.visits import record_id
from catalog_app.web import requires


@bp.get("/<int:catalog_id>/differences")
@requires(Permission.VIEW, of_catalog)
def differences(catalog_id: int) -> ResponseReturnValue:
    return render_template(
        "catalogs/differences.html", found=services.guide_differences(catalog_id)
    )


@bp.post("/<int:catalog_id>/items/<int:item_id>/take-in")
@requires(Permission.EDIT, of_catalog)
def take_in(catalog_id: int, item_id: int) -> ResponseReturnValue:
    entry = services.take_in(catalog_id, item_id, by=me(), at=utc_now())
    flash(f"已补入“{entry.version.name}”，请核对公开主体并登记链接。", "ok")
    return redirect(url_for("catalogs.differences", catalog_id=catalog_id))


@bp.route("/<int:catalog_id>/items/<int:item_id>/not-applicable", methods=["GET", "POST"])
@requires(Permission.EDIT, of_catalog)
def missing_not_applicable(catalog_id: int, item_id: int) -> ResponseReturnValue:
    form = ReasonForm()
    if form.validate_on_submit():
        try:
            services.declare_missing_not_applicable(
                catalog_id, item_id, form.reason.data or "", by=me(), at=utc_now()
            )
        except ReasonMissing as refusal:
            form.reason.errors = [str(refusal)]
        else:
            flash("已声明不适用，原因会随目录一起报送。", "ok")
            return redirect(url_for("catalogs.differences", catalog_id=catalog_id))
    page = render_template(
        "catalogs/reason.html", name=standard_item(item_id).name, entry=None, form=form,
        catalog=services.catalog(catalog_id), disposition="not_applicable",
    )  # fmt: skip
    return page, 422 if form.errors else 200


@bp.post("/entries/<int:entry_id>/relate")
@requires(Permission.EDIT, of_entry)
def relate(entry_id: int) -> ResponseReturnValue:
    item_id = request.form.get("standard_item", 0, type=record_id)
    entry = services.relate_entry(entry_id, item_id or None, by=me(), at=utc_now())
    flash("已改变对应的标准事项。", "ok")
    return redirect(url_for("catalogs.differences", catalog_id=entry.catalog_id))
