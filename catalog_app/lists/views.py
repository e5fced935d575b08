"""Screens of lists: import, look through, browse, correct, differences, download."""

from __future__ import annotations

from io import BytesIO

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from catalog_app.accounts import policy
from catalog_app.accounts.audit import Actor, actor
from catalog_app.accounts.policy import Permission
from catalog_app.clock import utc_now
from catalog_app.errors import NotFound
from catalog_app.guides.services import all_domains
from catalog_app.lists import services, wording
from catalog_app.lists.errors import ListFileRefused, ListNotForRegion
from catalog_app.lists.forms import (
    NO_DOMAIN,
    chosen_domain,
    chosen_entry,
    chosen_region,
    wanted_items,
)
from catalog_app.lists.models import ItemList
from catalog_app.regions.services import region as region_of
from catalog_app.web import Target, requires

bp = Blueprint("lists", __name__, url_prefix="/staff/lists")


def _of_list(list_id: int) -> Target:
    return services.list_target(list_id)


def _of_item(item_id: int) -> Target:
    return services.item_target(item_id)


def _me() -> Actor:
    return actor(current_user)


def _seen(list_id: int) -> ItemList:
    """The list, when the user may see something of its region."""
    found = services.item_list(list_id)
    services.require_view(current_user, found.region)
    return found


@bp.get("/")
@requires(Permission.VIEW)
def index() -> ResponseReturnValue:
    return _index()


def _index(refused: str | None = None) -> str:
    return render_template(
        "lists/index.html",
        lists=services.visible_lists(current_user),
        regions=services.regions_for_import(current_user),
        wording=wording,
        refused=refused,
    )


@bp.post("/upload")
@requires(Permission.IMPORT)
def upload() -> ResponseReturnValue:
    region_id = chosen_region(request.form)
    if region_id is None:
        raise NotFound(what="行政区划")
    policy.require(current_user, Permission.IMPORT, region_of(region_id))
    file, kind = request.files.get("file"), request.form.get("kind", "")
    name, data = (file.filename or "文件", file.read()) if file else ("文件", b"")
    try:
        made = services.read_upload(region_id, kind, name, data, by=_me(), at=utc_now())
    except (ListFileRefused, ListNotForRegion) as error:
        return _index(refused=str(error)), 422
    return redirect(url_for("lists.differences", list_id=made.id))


@bp.get("/<int:list_id>")
@requires(Permission.VIEW)
def show(list_id: int) -> ResponseReturnValue:
    found, wanted = _seen(list_id), wanted_items(request.args)
    page, counts = services.items_page(found, wanted, request.args.get("page", 1, type=int))
    return render_template(
        "lists/show.html",
        found=found,
        page=page,
        counts=counts,
        wanted=wanted,
        domains=[each for each in all_domains() if not each.is_affairs],
        versions=services.versions(found),
        wording=wording,
    )


@bp.get("/<int:list_id>/differences")
@requires(Permission.VIEW)
def differences(list_id: int) -> ResponseReturnValue:
    found = _seen(list_id)
    return render_template(
        "lists/differences.html",
        found=found,
        told=services.differences(found),
        wording=wording,
    )


@bp.post("/<int:list_id>/apply")
@requires(Permission.IMPORT, _of_list)
def apply(list_id: int) -> ResponseReturnValue:
    found = services.apply_list(list_id, by=_me(), at=utc_now())
    flash(f"已采用第 {found.number} 版。下一次核查起，目录按这一版核对。", "ok")
    return redirect(url_for("lists.differences", list_id=list_id))


@bp.post("/<int:list_id>/discard")
@requires(Permission.IMPORT, _of_list)
def discard(list_id: int) -> ResponseReturnValue:
    services.discard_list(list_id, by=_me(), at=utc_now())
    flash("已放弃这份清单，现行版本没有改动。", "ok")
    return redirect(url_for("lists.index"))


@bp.get("/<int:list_id>/export.xlsx")
@requires(Permission.VIEW)
def export(list_id: int) -> ResponseReturnValue:
    found = _seen(list_id)
    return send_file(
        BytesIO(services.list_workbook(found)),
        mimetype="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        as_attachment=True,
        download_name=f"{found.region.name}{wording.KIND_NAMES[found.kind]}.xlsx",
    )


@bp.get("/items/<int:item_id>")
@requires(Permission.EDIT, _of_item)
def correct(item_id: int) -> ResponseReturnValue:
    item = services.item(item_id)
    return render_template(
        "lists/correct.html",
        item=item,
        cover=services.placed(item.of_list.region_id, [item])[0].cover,
        domains=[each for each in all_domains() if not each.is_affairs],
        entries=services.entries_to_choose(item),
        none=NO_DOMAIN,
        wording=wording,
    )


@bp.post("/items/<int:item_id>")
@requires(Permission.EDIT, _of_item)
def keep(item_id: int) -> ResponseReturnValue:
    domain_code, entry_id = chosen_domain(request.form), chosen_entry(request.form)
    before = services.item(item_id)
    policy.require(current_user, Permission.EDIT, before.of_list.region, domain_code)
    moved = before.domain_code != domain_code
    item = services.correct_item(
        item_id, domain_code, None if moved else entry_id, by=_me(), at=utc_now()
    )
    if moved and domain_code:
        flash("已改正领域。现在可以在下面选对应的公开事项。", "ok")
        return redirect(url_for("lists.correct", item_id=item_id))
    flash("已保存。以后的版本沿用这个决定。", "ok")
    return redirect(url_for("lists.show", list_id=item.list_id))
