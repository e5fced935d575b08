"""Proposed links: of one catalogue at once, and each with one click."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from catalog_app.accounts.policy import Permission
from catalog_app.addresses import AddressGuard
from catalog_app.catalogs.services import catalog, catalog_target
from catalog_app.checks.models import LinkProposal
from catalog_app.checks.services import proposals as deciding
from catalog_app.checks.services import proposals_reading as reading
from catalog_app.checks.services.survey_requests import matching_under_way, request_matching
from catalog_app.checks.views.blueprint import bp, me
from catalog_app.clock import utc_now
from catalog_app.paging import part_of
from catalog_app.regions.models import Region
from catalog_app.visits import record_id
from catalog_app.web import requires, safe_next


def of_proposal(proposal_id: int, **_: Any) -> tuple[Region, str]:
    """The target of routes that name a proposal."""
    return deciding.proposal_target(proposal_id)


def guard() -> AddressGuard:
    """Which private networks links may point to here (a setting of the installation)."""
    return AddressGuard(current_app.config["ALLOWED_NETWORKS"])


@bp.app_template_global("link_proposals")
def link_proposals(entry_id: int) -> Sequence[LinkProposal]:
    """For the block that shows an item's proposals, wherever the item is shown."""
    return reading.proposals_of(entry_id)


@bp.get("/proposals")
@requires(Permission.VIEW)
def proposals() -> ResponseReturnValue:
    return render_template(
        "checks/proposals.html", catalogs=reading.catalogs_with_proposals(current_user)
    )


@bp.get("/catalogs/<int:catalog_id>/proposals")
@requires(Permission.VIEW, catalog_target)
def catalog_proposals(catalog_id: int) -> ResponseReturnValue:
    least = request.args.get("least", 0, type=int)
    shown, found = catalog(catalog_id), reading.catalog_proposals(catalog_id)
    return render_template(
        "checks/proposals_catalog.html",
        catalog=shown,
        found=found,
        page=part_of(found.at_least(least), request.args.get("page", 1, int), deciding.AT_ONCE),
        least=least,
        levels=reading.LEVELS,
        under_way=matching_under_way(shown.region_id),
    )


@bp.post("/catalogs/<int:catalog_id>/proposals/find")
@requires(Permission.CHECK, catalog_target)
def find_proposals(catalog_id: int) -> ResponseReturnValue:
    request_matching(catalog(catalog_id).region_id, by=me(), at=utc_now())
    flash("已安排在已知的网页里重新查找，系统马上开始。", "ok")
    return redirect(url_for("checks.catalog_proposals", catalog_id=catalog_id))


@bp.post("/catalogs/<int:catalog_id>/proposals/accept")
@requires(Permission.EDIT, catalog_target)
def accept_proposals(catalog_id: int) -> ResponseReturnValue:
    """First what would change is shown; with `confirm` it is done."""
    ids = request.form.getlist("id", type=record_id)
    if request.form.get("confirm"):
        count = deciding.accept_several(catalog_id, ids, by=me(), at=utc_now(), guard=guard())
        flash(f"已为 {count} 个事项换上新链接，并安排了核查。", "ok")
        return redirect(url_for("checks.catalog_proposals", catalog_id=catalog_id))
    chosen = [
        page
        for row in reading.catalog_proposals(catalog_id).rows
        for page in [each for each in row.pages if each.id in ids][:1]
    ]
    if not chosen:
        flash("还没有勾选。请先勾选要采纳的建议。", "ask")
        return redirect(url_for("checks.catalog_proposals", catalog_id=catalog_id))
    return render_template(
        "checks/proposals_preview.html", catalog=catalog(catalog_id), chosen=chosen
    )


@bp.post("/proposals/<int:proposal_id>/accept")
@requires(Permission.EDIT, of_proposal)
def accept_proposal(proposal_id: int) -> ResponseReturnValue:
    deciding.accept(proposal_id, by=me(), at=utc_now(), guard=guard())
    flash("已换上新链接，并安排了核查。", "ok")
    return _back(proposal_id)


@bp.post("/proposals/<int:proposal_id>/decline")
@requires(Permission.EDIT, of_proposal)
def decline_proposal(proposal_id: int) -> ResponseReturnValue:
    deciding.decline(proposal_id, by=me(), at=utc_now())
    flash("已记下：这不是这个事项的网页，以后不再建议。", "ok")
    return _back(proposal_id)


@bp.post("/proposals/<int:proposal_id>/undo")
@requires(Permission.EDIT, of_proposal)
def undo_proposal(proposal_id: int) -> ResponseReturnValue:
    deciding.undo(proposal_id, by=me(), at=utc_now(), guard=guard())
    flash("已撤销，链接恢复为原来的样子。", "ok")
    return _back(proposal_id)


def _back(proposal_id: int) -> ResponseReturnValue:
    """To the screen the button stood on; else to the item."""
    entry_id = deciding.proposal_by_id(proposal_id).entry_id
    fallback = url_for("catalogs.entry", entry_id=entry_id, _anchor="links")
    return redirect(safe_next(request.form.get("next"), fallback))
