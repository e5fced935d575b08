"""An entry's links, its place in the order, and whether it stands."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from catalog_app.accounts.policy import Permission
from catalog_app.catalogs import services
from catalog_app.catalogs.errors import LinkExists, LinkRefused
from catalog_app.catalogs.forms import LinkForm, PlaceForm, ReasonForm
from catalog_app.catalogs.views.blueprint import bp, guard, me, of_entry, show_refusal
from catalog_app.clock import utc_now
from catalog_app.errors import DomainError
from catalog_app.web import requires


@bp.post("/entries/<int:entry_id>/links")
@requires(Permission.EDIT, of_entry)
def add_link(entry_id: int) -> ResponseReturnValue:
    form = LinkForm()
    if form.validate_on_submit():
        try:
            services.add_link(entry_id, **_link(form), by=me(), at=utc_now(), guard=guard())
        except (LinkRefused, LinkExists) as refusal:
            show_refusal(form.url, refusal)
        else:
            flash("已登记链接，下次核查时会打开查看。", "ok")
            return _to_entry(entry_id, "links")
    return render_template(
        "catalogs/link.html", entry=services.entry(entry_id), link=None, form=form
    ), 422


@bp.route("/entries/<int:entry_id>/links/<int:publication_id>", methods=["GET", "POST"])
@requires(Permission.EDIT, of_entry)
def change_link(entry_id: int, publication_id: int) -> ResponseReturnValue:
    link = services.publication(entry_id, publication_id)
    form = LinkForm(obj=link)
    if form.validate_on_submit():
        try:
            services.change_link(
                entry_id, publication_id, **_link(form), by=me(), at=utc_now(), guard=guard()
            )
        except (LinkRefused, LinkExists) as refusal:
            show_refusal(form.url, refusal)
        else:
            flash("链接已修改。", "ok")
            return _to_entry(entry_id, "links")
    page = render_template(
        "catalogs/link.html", entry=services.entry(entry_id), link=link, form=form
    )
    return page, 422 if form.errors else 200


@bp.post("/entries/<int:entry_id>/links/<int:publication_id>/remove")
@requires(Permission.EDIT, of_entry)
def remove_link(entry_id: int, publication_id: int) -> ResponseReturnValue:
    services.remove_link(entry_id, publication_id, by=me(), at=utc_now())
    flash("链接已删除，操作日志里留有记录。", "ok")
    return _to_entry(entry_id, "links")


@bp.post("/entries/<int:entry_id>/move")
@requires(Permission.EDIT, of_entry)
def move(entry_id: int) -> ResponseReturnValue:
    """Up or down by `steps`, or to a `position`."""
    catalog_id = services.entry(entry_id).catalog_id
    steps = request.form.get("steps", type=int)
    if steps is not None:
        services.move_entry_by(entry_id, steps, by=me(), at=utc_now())
    else:
        form = PlaceForm()
        if not form.validate_on_submit():
            flash("没有移动：请填写要移到第几位，例如 3。", "bad")
            return _to_entry(entry_id, "place")
        services.move_entry(entry_id, form.position.data, by=me(), at=utc_now())
        flash(f"已移到第 {form.position.data} 位。", "ok")
    page = request.form.get("page", 1, type=int)
    address = url_for("catalogs.show", catalog_id=catalog_id, page=page if page > 1 else None)
    return redirect(f"{address}#entry-{entry_id}")


@bp.route("/entries/<int:entry_id>/withdraw", methods=["GET", "POST"])
@requires(Permission.EDIT, of_entry)
def withdraw(entry_id: int) -> ResponseReturnValue:
    return _dispose(entry_id, "withdrawn")


@bp.route("/entries/<int:entry_id>/not-applicable", methods=["GET", "POST"])
@requires(Permission.EDIT, of_entry)
def not_applicable(entry_id: int) -> ResponseReturnValue:
    return _dispose(entry_id, "not_applicable")


@bp.post("/entries/<int:entry_id>/take-back")
@requires(Permission.EDIT, of_entry)
def take_back(entry_id: int) -> ResponseReturnValue:
    base = request.form.get("base_version", 0, type=int)
    services.take_back(entry_id, base_version=base, by=me(), at=utc_now())
    flash("事项已恢复为正常。", "ok")
    return _to_entry(entry_id)


def _dispose(entry_id: int, disposition: str) -> ResponseReturnValue:
    found, form = services.entry(entry_id), ReasonForm()
    deeds = {
        "withdrawn": services.withdraw_entry,
        "not_applicable": services.declare_not_applicable,
    }
    if form.validate_on_submit():
        try:
            deeds[disposition](
                entry_id, form.reason.data or "", base_version=form.base, by=me(), at=utc_now()
            )
        except DomainError as refusal:
            found = services.entry(entry_id)
            form.reason.errors = [str(refusal)]
        else:
            flash("已保存，原因会随目录一起报送。", "ok")
            return _to_entry(entry_id)
    form.base_version.data = str(found.version.number)
    page = render_template(
        "catalogs/reason.html", name=found.version.name, entry=found, form=form,
        catalog=found.catalog, disposition=disposition,
    )  # fmt: skip
    return page, 422 if form.errors else 200


def _link(form: LinkForm) -> dict[str, str]:
    return {"url": form.url.data, "channel": form.channel.data, "kind": form.kind.data}


def _to_entry(entry_id: int, place: str | None = None) -> ResponseReturnValue:
    return redirect(url_for("catalogs.entry", entry_id=entry_id, _anchor=place))
